import { readFont } from '../../electron/headless/font-files';
import { hyparquet } from '../../shared/adapters/parquet';
import { xlsx } from '../../shared/adapters/xlsx';
import type { RunOutcome } from '../../shared/contract/run';
import { defaultProjectSettings, type ProjectSettings } from '../../shared/contract/project';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import { Engine } from '../../shared/engine/engine';
import { engineHandlers } from '../../shared/engine/handlers';
import type { Database } from '../../shared/ports/database';
import type { FileSource } from '../../shared/ports/file-source';
import type { Port } from '../../shared/ports/port';
import { createRpcClient } from '../../shared/rpc/client';
import { serveEngine, type EngineClient } from '../../shared/rpc/engine-rpc';
import { freshDatabase } from './reused-database';
import { keepWhatIsTold } from './told-of-runs';

/** The name that a folder of a test has in requests: the engine is bound to one file source. */
export const FOLDER = 'folder';

/** An engine over one file source, in this thread. The source can be exchanged between runs. */
export interface TestEngine {
  readonly engine: Engine;
  readonly client: EngineClient;
  use(source: FileSource): void;
  close(): Promise<void>;
}

/** Two ends of a channel that copies messages as threads do. */
function channel(): readonly [Port, Port] {
  const listeners: ((message: unknown) => void)[] = [];
  const end = (mine: number): Port => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      setTimeout(() => listeners[1 - mine]?.(copy), 0);
    },
    listen: (listener) => {
      listeners[mine] = listener;
    },
    close: () => undefined,
  });
  return [end(0), end(1)];
}

/**
 * A fresh engine with a database of its own, reached as screens reach it: by calls over a port.
 * @param around wraps the database, for what happens in it at odd moments
 * @param open gives the database; else DuckDB-WASM
 * @param isCompact whether tables are held in little memory, as those of a large folder are
 */
export async function openEngine(
  first: FileSource,
  around: (database: Database) => Database = (database) => database,
  open: () => Promise<Database> = freshDatabase,
  isCompact = false,
): Promise<TestEngine> {
  let source = first;
  const database = around(await open());
  const engine = new Engine({
    database,
    parquet: hyparquet,
    workbooks: xlsx,
    version: '0.0.0-test',
    openFolder: () => source,
    readFont,
    // To see whether all that is said of tables in memory holds for those that are held in less of it.
    ...(isCompact || process.env['LEADLENS_TEST_COMPACT'] === '1' ? { compactFrom: 0 } : {}),
  });
  const [near, far] = channel();
  const handlers = engineHandlers(engine);
  serveEngine(far, {
    ...handlers,
    run: async (...call) => {
      const outcome = await handlers.run(...call);
      keepWhatIsTold(outcome);
      return outcome;
    },
  });
  return {
    engine,
    client: createRpcClient(near),
    use: (next) => {
      source = next;
    },
    close: () => database.close(),
  };
}

/** Settings of a project in which only these were touched. */
export const settingsWith = (changes: Partial<ProjectSettings> = {}): ProjectSettings => ({
  ...defaultProjectSettings(),
  ...changes,
});

/** One run in a fresh engine. */
export async function analyse(
  source: FileSource,
  settings: Partial<ProjectSettings> = {},
): Promise<RunOutcome> {
  const engine = await openEngine(source);
  try {
    return await engine.client.call('run', { folder: FOLDER, settings: settingsWith(settings) });
  } finally {
    await engine.close();
  }
}

/** The numbers of a run that must have some. */
export function numbersOf(outcome: RunOutcome): LeadQualitySummary {
  const { leadQuality } = outcome.summary;
  if (!leadQuality) throw new Error(`No numbers: ${outcome.missing.join(' ')}`);
  return leadQuality;
}
