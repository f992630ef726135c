import type { ProjectSettings } from '../contract/project';
import type { RunOutcome } from '../contract/engine';
import type { DeadStretch } from '../stages/measure/findings/dead-columns';
import type { FolderFile } from './folder-files';

/** What the last committed run left for those who ask about it. */
export interface RunState {
  readonly folder: string;
  readonly settings: ProjectSettings;
  readonly outcome: RunOutcome;
  readonly files: readonly FolderFile[];
  readonly deadStretches: readonly DeadStretch[];
}
