import { afterAll, beforeAll, describe } from 'vitest';
import { nodeFileSource } from '../../electron/headless/file-source-node';
import { openEngine, type TestEngine } from '../support/engine';
import { hasNative, nativeDatabase, WITHOUT_NATIVE } from '../support/native';
import { sampleOnDisk } from '../support/sample-on-disk';
import { engineSuite, type SampleOnDisk } from './engine-suite';

describe.skipIf(!hasNative)(`the engine on native DuckDB${hasNative ? '' : ` (${WITHOUT_NATIVE})`}`, () => {
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
        opened = { directory, engine: await openEngine(source, undefined, () => nativeDatabase()) };
      }
      return { client: opened.engine.client, folder: directory };
    },
    () => sample,
  );
});
