import { givenByStep, settingOf } from '../../sql/stage';
import { PROFILES } from '../classify/profile';
import type { ValueGroups } from './int-crm-states.model';

/** A stretch of snapshots, up to the newest, in which a column says nothing any more. */
export interface DeadStretch {
  readonly column: string;
  readonly fromOrder: number;
  readonly toOrder: number;
  readonly reason: string;
}

/** What the findings look at in one snapshot. */
export interface SnapshotProfile {
  readonly order: number;
  readonly file: string;
  readonly rows: number;
  /** Rows per column whose value carries information: true, or present. */
  readonly live: Readonly<Record<string, number>>;
  /** CRM leads that are gone although the window still covers them. */
  readonly vanished: number;
  /** CRM leads that are gone because the window has passed them. */
  readonly agedOut: number;
}

export const valueGroups = settingOf<ValueGroups>(
  'value_groups',
  'What the profile of the CRM reports takes for a sale, and for its end.',
  () => ({
    sale: PROFILES.crm_report.groups['sale']?.values ?? [],
    cancelled: PROFILES.crm_report.groups['cancelled']?.values ?? [],
  }),
);

export const snapshotProfiles = givenByStep<readonly SnapshotProfile[]>(
  'snapshot_profiles',
  'The snapshots with their counts, oldest first.',
);

export const deadStretches = givenByStep<readonly DeadStretch[]>(
  'dead_stretches',
  'Snapshots in which a column says nothing any more.',
);
