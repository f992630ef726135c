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

const keptSide = z.object({ kind: z.literal('kept'), run: z.string() });

/** The run that is shown, against one that the project kept; an empty id: the newest of those. */
export type KeptSide = z.infer<typeof keptSide>;

/** What a screen can compare: what the engine knows of both sides, or a kept run. */
export const compared = z.union([comparedSides, keptSide]);
export type Compared = z.infer<typeof compared>;

export interface ComparedCount {
  readonly step: FunnelStep;
  readonly a: number;
  readonly b: number;
  /** a + gained − lost = b; null where the leads of one side are not known any more. */
  readonly gained: number | null;
  readonly lost: number | null;
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
