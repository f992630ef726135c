import type { FunnelStep } from './lead-quality';

/** A stretch of snapshots, up to the newest, in which a column of the reports says nothing any more. */
export interface DeadSpan {
  readonly column: string;
  readonly fromOrder: number;
  readonly toOrder: number;
  readonly reason: string;
}

/** The columns of a CRM report on which a step rests. Any one of those of an appointment is evidence of it. */
export const RESTS_ON: { readonly [S in FunnelStep]: readonly string[] } = {
  delivered: [],
  matched: [],
  set_reported: ['is_set'],
  appointment: ['is_set', 'appointment_at', 'is_demo'],
  demo: ['is_demo'],
  sale: ['disposition'],
  net_sale: ['disposition', 'job_status'],
};

/** What a dead column makes of a number: a cancellation that is not told leaves a net sale standing. */
export type DeadEffect = 'too low' | 'may be too low' | 'may be too high' | 'may be wrong';

function effectOf(step: FunnelStep, column: string): DeadEffect {
  if (column === 'job_status') return 'may be too high';
  // One word for everyone can be the one of sales as well as another.
  if (column === 'disposition') return 'may be wrong';
  return RESTS_ON[step].length > 1 ? 'may be too low' : 'too low';
}

/** The stretches that a step suffers from, with what they make of it. */
export const deadFor = (
  step: FunnelStep,
  stretches: readonly DeadSpan[],
): readonly (DeadSpan & { readonly effect: DeadEffect })[] =>
  stretches
    .filter(({ column }) => RESTS_ON[step].includes(column))
    .map((span) => ({ ...span, effect: effectOf(step, span.column) }));
