import type { EngineThreads } from './engine-threads';

/** What a command has of the process it runs in. */
export interface CliContext {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether a person watches standard error: progress is for people. */
  readonly isTerminal: boolean;
  /** Folder of the built page. */
  readonly pageRoot: string;
  /** Aborts when the user wants to stop (Ctrl-C). */
  readonly signal: AbortSignal;
  /** An engine that was started ahead. */
  readonly threads?: EngineThreads;
}
