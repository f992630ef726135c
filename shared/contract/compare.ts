import { z } from 'zod';
import type { Rate } from '../domain/rate';
import { comparedSides, type ComparedSides } from './grid';
import { leadFilters } from './lead-filter';

export const COMPARED_STEPS = [
  'delivered',
  'matched',
  'set_reported',
  'appointment',
  'demo',
  'sale',
  'net_sale',
] as const;
export type ComparedStep = (typeof COMPARED_STEPS)[number];

export const compareRequest = z.object({
  sides: comparedSides,
  basis: z.enum(['ever', 'latest']),
  links: z.enum(['strict', 'linked']),
  filters: leadFilters.optional(),
});

export const compareDrillRequest = compareRequest.extend({
  step: z.enum(COMPARED_STEPS),
  /** Leads that have reached the step under `a`, under `b`, only under `b` (gained), only under `a` (lost). */
  which: z.enum(['a', 'b', 'gained', 'lost']),
});

export interface ComparedCount {
  readonly step: ComparedStep;
  readonly a: number;
  readonly b: number;
  /** a + gained − lost = b. */
  readonly gained: number;
  readonly lost: number;
  /** Shares of the delivered leads of each side; null for the delivered leads themselves. */
  readonly rates: { readonly a: Rate; readonly b: Rate } | null;
  /** Share of b less that of a, with its 95 % interval; null where both sides are about the same leads. */
  readonly difference: Rate | null;
}

export interface CompareView {
  readonly sides: ComparedSides;
  readonly counts: readonly ComparedCount[];
  /** Whether there is a run before the last one to compare with. */
  readonly hasPreviousRun: boolean;
}
