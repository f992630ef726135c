import type { StageName } from '../domain/source';

/** What one unit of the plan took in the last run. */
export interface UnitTiming {
  readonly stage: StageName;
  readonly name: string;
  readonly kind: 'model' | 'step' | 'findings';
  /** Rows of the tables that it makes; null where it makes none, or only what is computed when it is read. */
  readonly rows: number | null;
  /**
   * Of a model the time in which the database worked on nothing before it; of a step the time from its begin to its end,
   * in which others may have worked too.
   */
  readonly seconds: number;
  /** `kept`: the very same model stood from a run before. */
  readonly state: 'run' | 'kept';
}
