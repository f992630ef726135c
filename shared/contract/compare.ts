import { z } from 'zod';
import { FUNNEL_STEPS, type FunnelStep } from '../domain/lead-quality';
import type { Rate } from '../domain/rate';
import { funnelRequest } from './funnel';
import { comparedSides, type ComparedSides } from './grid';

export const compareRequest = funnelRequest.extend({ sides: comparedSides });

export const compareDrillRequest = compareRequest.extend({
  step: z.enum(FUNNEL_STEPS),
  /** Leads that have reached the step under `a`, under `b`, only under `b` (gained), only under `a` (lost). */
  which: z.enum(['a', 'b', 'gained', 'lost']),
});

export interface ComparedCount {
  readonly step: FunnelStep;
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
