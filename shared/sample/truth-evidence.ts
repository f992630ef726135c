import type { Tier } from '../domain/lead-quality';
import { CANCELLED_JOBS } from './lead-quality-life';
import type { Identity } from './lead-quality-model';

export type Stage = 'set_reported' | 'appointment' | 'demo' | 'sale';
export const STAGES: readonly Stage[] = ['set_reported', 'appointment', 'demo', 'sale'];
type Reached = Record<Stage, boolean>;

/** What the rows of one identity have said. */
export interface Evidence {
  readonly number: string;
  readonly entry: number;
  readonly identity: Identity;
  readonly owner: number | null;
  readonly tier: Tier;
  /** The delivered lead it links to, or null. */
  readonly target: number | null;
  readonly ever: Reached;
  lastSnapshot: number;
  /** In the last snapshot in which the identity is. */
  readonly latest: Reached;
  lastJob: Told;
  lastState: Told;
}

/** The last value that was not empty, and in which snapshot it was; 0 if there was none. */
export interface Told {
  snapshot: number;
  value: string;
}

/** Takes in what a snapshot says; nothing where it says nothing. */
export function tell(told: Told, snapshot: number, value: string): void {
  if (value === '') return;
  told.snapshot = snapshot;
  told.value = value;
}

/** The last of what was told. */
export const latestOf = (all: readonly Told[]): Told =>
  all.reduce((last, told) => (told.snapshot > last.snapshot ? told : last), { snapshot: 0, value: '' });

/** The last non-empty job status of a CRM lead, over the rows of its identities in the group. */
export const lastJobOf = (number: string, group: readonly Evidence[]): Told =>
  latestOf(group.filter((e) => e.number === number).map((e) => e.lastJob));

/** Whether a sale with this last job status stands. */
export const isNet = (job: Told): boolean => !CANCELLED_JOBS.some((status) => status === job.value);
