import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EngineOptions } from '../../electron/headless/engine-options';
import { checkEngine, chooseEngine, LARGE_FOLDER } from '../../electron/headless/native/engine-choice';
import { loadNodeApi } from '../../electron/headless/native/native-database';
import { faultOf } from '../../shared/domain/fault';
import { hasNative } from '../support/native';
import { temporaryFolder } from '../support/temporary-folder';

const never = new AbortController().signal;
const missing: typeof loadNodeApi = () => loadNodeApi(() => Promise.reject(new Error('Cannot find package')));

/** A folder whose files have so many bytes. */
async function folderOf(bytes: number): Promise<string> {
  const folder = await temporaryFolder({ 'a.csv': 'id\n1\n', 'b/c.csv': '' });
  await truncate(join(folder, 'b', 'c.csv'), bytes);
  return folder;
}

const refusalOf = (options: EngineOptions) => checkEngine(options).then(() => null, faultOf);

test('without a word a small folder is computed by DuckDB-WASM', async () => {
  expect(await chooseEngine({ engine: 'auto' }, await folderOf(1000), never)).toBeNull();
});

test('without a word a large folder is computed by DuckDB-WASM where the native one is not there', async () => {
  expect(await chooseEngine({ engine: 'auto' }, await folderOf(LARGE_FOLDER), never, missing)).toBeNull();
});

test.skipIf(!hasNative)(
  'without a word a large folder is computed by native DuckDB where that is there',
  async () => {
    const chosen = await chooseEngine({ engine: 'auto', threads: 3 }, await folderOf(LARGE_FOLDER), never);
    expect(chosen).toEqual({ threads: 3, memory: expect.stringMatching(/^\d+MiB$/) as string });
  },
);

test('whatever the folder, what is asked for is taken, with the memory that is asked for', async () => {
  const large = await folderOf(LARGE_FOLDER);
  expect(await chooseEngine({ engine: 'wasm' }, large, never)).toBeNull();
  const small = await folderOf(10);
  expect(await chooseEngine({ engine: 'native', memory: '2GB', threads: 1 }, small, never)).toEqual({
    memory: '2GB',
    threads: 1,
  });
});

test.each([
  [{ engine: 'auto', memory: '8' }, '--memory 8 is no size.'],
  [{ engine: 'auto', memory: "1GB'; drop" }, "--memory 1GB'; drop is no size."],
  [{ engine: 'auto', threads: 0 }, '--threads 0 leaves nobody to work.'],
] as const)('refuses %o', async (options, message) => {
  expect(await refusalOf(options)).toMatchObject({ code: 'bad_usage', message });
});
