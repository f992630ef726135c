import type { FunnelStep } from './lead-quality';

/** A stretch of snapshots, up to the newest, in which a column of the reports says nothing any more. */
export interface DeadSpan {
  readonly column: string;
  readonly fromOrder: number;
  readonly toOrder: number;
  readonly reason: string;
}

/** The columns of a CRM report without which a step is too low. An appointment has other evidence than the set column. */
export const RESTS_ON: { readonly [S in FunnelStep]: readonly string[] } = {
  delivered: [],
  matched: [],
  set_reported: ['is_set'],
  appointment: ['appointment_at'],
  demo: ['is_demo'],
  sale: ['disposition'],
  net_sale: ['disposition', 'job_status'],
};

/** The stretches that make a step too low. */
export const deadFor = <S extends DeadSpan>(step: FunnelStep, stretches: readonly S[]): readonly S[] =>
  stretches.filter(({ column }) => RESTS_ON[step].includes(column));
