import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadNodeApi, NativeDatabase } from '../../electron/headless/native/native-database';
import type { Database } from '../../shared/ports/database';

/** Whether the optional package is there, for the platform that this is. */
export const hasNative: boolean = await loadNodeApi().then(
  () => true,
  () => false,
);

/** What a test says that is skipped for it. */
export const WITHOUT_NATIVE =
  'left out: @duckdb/node-api is not installed, so nothing can be said of the native engine';

/** A native database in a folder of its own, which goes with it. */
export async function nativeDatabase(threads = 2): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'leadlens-native-'));
  const database = new NativeDatabase({ folder, threads, memory: '4GB' });
  return {
    query: (statement, signal) => database.query(statement, signal),
    check: (statement) => database.check(statement),
    lend: (name, bytes) => database.lend(name, bytes),
    release: (path) => database.release(path),
    append: (table, columns) => database.append(table, columns),
    compact: () => database.compact(),
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
