import type { DeadSpan } from '../../domain/dead-steps';
import type { WordGroup } from '../../domain/word-groups';
import { givenByStep, settingOf } from '../../sql/stage';
import { PROFILES } from '../classify/profile';
import type { ValueGroups } from './int-crm-states.model';

export type DeadStretch = DeadSpan;

/** What the findings look at in one snapshot. */
export interface SnapshotProfile {
  readonly order: number;
  readonly file: string;
  /** Whose report it is; null where all are of one series. */
  readonly series: string | null;
  readonly rows: number;
  /** Rows per column whose value carries information: true, or present. */
  readonly live: Readonly<Record<string, number>>;
  /** CRM leads that are gone although the window still covers them. */
  readonly vanished: number;
  /** Of these, those that stand in the next snapshot with their number written in another way. */
  readonly renumbered: number;
  /** CRM leads that are gone because the window has passed them. */
  readonly agedOut: number;
}

/** A word of the reports, and in how many CRM leads it stands. */
export interface ReportedWord {
  readonly word: string;
  readonly crmLeads: number;
}

/** Words whose meaning is not known. */
export interface UngroupedWords {
  /** Dispositions that no group holds, the most frequent first. */
  readonly unknown: readonly ReportedWord[];
  /** Job statuses that sound like a cancellation and are in no group. */
  readonly doubtful: readonly ReportedWord[];
}

/** The groups of words that count alike, and what the project chose over them: word → label of a group. */
export interface WordChoice {
  readonly dispositions: {
    readonly groups: readonly WordGroup[];
    readonly chosen: Readonly<Record<string, string>>;
  };
  readonly jobStatuses: WordChoice['dispositions'];
}

export const wordChoice = settingOf<WordChoice>(
  'word_choice',
  'Groups of dispositions and job statuses: those of the profile, and what the project chose over them.',
  ({ settings }) => ({
    dispositions: { groups: PROFILES.crm_report.dispositionGroups, chosen: settings.dispositionGroups },
    jobStatuses: { groups: PROFILES.crm_report.jobStatusGroups, chosen: settings.jobStatusGroups },
  }),
);

export const valueGroups = givenByStep<ValueGroups>(
  'value_groups',
  'The words of the reports that are a sale, and those that take it back.',
);

export const ungroupedWords = givenByStep<UngroupedWords>(
  'ungrouped_words',
  'Words of the reports whose meaning is not known.',
);

export const snapshotProfiles = givenByStep<readonly SnapshotProfile[]>(
  'snapshot_profiles',
  'The snapshots with their counts, oldest first.',
);

export const deadStretches = givenByStep<readonly DeadStretch[]>(
  'dead_stretches',
  'Snapshots in which a column says nothing any more.',
);
