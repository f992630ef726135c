import { afterAll, beforeAll } from 'vitest';
import { nodeFileSource } from '../../electron/headless/file-source-node';
import type { Database } from '../../shared/ports/database';
import { openEngine, type TestEngine } from '../support/engine';
import { sampleOnDisk } from '../support/sample-on-disk';
import { engineSuite, type SampleOnDisk } from './engine-suite';

/** What every engine must do, of one in this thread over files of the disk. @param openDatabase DuckDB-WASM where absent */
export function suiteInThisThread(openDatabase?: () => Promise<Database>): void {
  let sample: SampleOnDisk;
  let opened: { readonly directory: string; readonly engine: TestEngine } | null = null;

  beforeAll(async () => {
    sample = await sampleOnDisk({ leads: 300, snapshots: 4 });
  });
  afterAll(async () => opened?.engine.close());

  engineSuite(
    async (directory) => {
      if (opened?.directory !== directory) {
        await opened?.engine.close();
        const source = await nodeFileSource(directory);
        opened = { directory, engine: await openEngine(source, undefined, openDatabase) };
      }
      return { client: opened.engine.client, folder: directory };
    },
    () => sample,
  );
}
