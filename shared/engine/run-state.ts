import type { ProjectSettings } from '../contract/project';
import type { RunOutcome } from '../contract/run';
import type { Decision } from '../domain/decision-state';
import type { ReviewQueue, WeightModel } from '../contract/review';
import type { DeadStretch } from '../stages/measure/measure-parameters';
import type { FileReading } from '../stages/clean/crm/file-reading';
import type { TimedUnit } from './unit-clock';
import type { FolderFile } from '../stages/classify/folder-files';

/** What the last committed run left for those who ask about it. */
export interface RunState {
  readonly folder: string;
  readonly settings: ProjectSettings;
  /** The decisions that the run was given. */
  readonly decisions: readonly Decision[];
  readonly outcome: RunOutcome;
  readonly files: readonly FolderFile[];
  /** null where lead quality was not asked. */
  readonly weightModel: WeightModel | null;
  /** Decisions that came with the run and do not count. */
  readonly notApplied: ReviewQueue['notApplied'];
  /** By path: how the values of a CRM report were read. */
  readonly crmFileReadings: ReadonlyMap<string, FileReading>;
  readonly deadStretches: readonly DeadStretch[];
  /** What each unit of the plan took. */
  readonly timed: readonly TimedUnit[];
}
