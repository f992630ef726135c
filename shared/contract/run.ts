import { z } from 'zod';
import type { Finding } from '../domain/finding';
import type { StageName } from '../domain/source';
import { decision } from './decision';
import type { FunnelView } from './funnel';
import { projectSettings } from './project';
import type { FileReconciliation } from './reconciliation';
import type { FileReport } from './sources';
import type { Summary } from './summary';

export const runRequest = z.object({
  /** Which folder; the host's file source is bound to it. */
  folder: z.string(),
  settings: projectSettings,
  /** The decisions that stand, one per subject; none where absent. */
  decisions: z.array(decision).readonly().optional(),
});

/** Where a run stands. `done` and `total` count files where a stage goes file by file, else its models. */
export interface Progress {
  readonly stage: StageName;
  /** What is being done, in words: "Reading data_7.csv", "Linking leads". */
  readonly label: string;
  readonly file: string | null;
  readonly done: number;
  readonly total: number;
}

export interface RunOutcome {
  readonly summary: Summary;
  readonly files: readonly FileReport[];
  /** What became of every record of the files that were read. */
  readonly reconciliation: readonly FileReconciliation[];
  readonly findings: readonly Finding[];
  /** By what the counts of the headline are marked; null where lead quality was not asked. */
  readonly marked: Pick<FunnelView, 'deadStretches' | 'cohorts'> | null;
  /** Questions that could be answered. */
  readonly answered: readonly ('leadQuality' | 'revenue')[];
  /** What is missing for the others and what that costs, as sentences. */
  readonly missing: readonly string[];
  readonly seconds: number;
}
