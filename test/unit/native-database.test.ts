import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { loadNodeApi, NativeDatabase } from '../../electron/headless/native/native-database';
import { makeNativeFolder } from '../../electron/headless/native/native-folder';
import { faultOf } from '../../shared/domain/fault';
import { hasNative, WITHOUT_NATIVE } from '../support/native';
import { temporaryFolder } from '../support/temporary-folder';

/** A statement that computes until it is cancelled. */
const ENDLESS = 'SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b';

const open: NativeDatabase[] = [];
afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

async function native(memory = '1GB'): Promise<NativeDatabase> {
  const database = new NativeDatabase({ folder: await temporaryFolder(), threads: 2, memory });
  open.push(database);
  return database;
}

const refusal = (asked: Promise<unknown>) => asked.then(() => null, faultOf);

test('where the package is not there, it says what to install', async () => {
  const load = () => Promise.reject(new Error('Cannot find package'));
  expect(await refusal(loadNodeApi(load))).toMatchObject({
    kind: 'input',
    code: 'no_native_engine',
    hint: expect.stringContaining('npm install @duckdb/node-api') as string,
  });
});

describe.skipIf(!hasNative)(`native DuckDB${hasNative ? '' : ` (${WITHOUT_NATIVE})`}`, () => {
  test('gives back each text, number and gap that it was given, in their order', async () => {
    const database = await native();
    await database.query('CREATE TABLE t (word VARCHAR, n INTEGER, x DOUBLE)');
    const words = [
      'plain',
      '',
      null,
      'a\0b',
      '\0',
      'longer than what lies inline',
      'ż😀',
      'x'.repeat(100_000),
    ];
    const numbers = [1, -1, null, 0, 2 ** 31 - 1, -(2 ** 31), 7, 8];
    const parts = [0.1, null, -0, 1e300, 5e-324, 1 / 3, 2, 3];
    await database.append('t', {
      word: { type: 'text', values: words },
      n: { type: 'integer', values: numbers },
      x: { type: 'double', values: parts },
    });
    const found = await database.query('SELECT word, n, x, strlen(word)::INTEGER FROM t');
    expect(found.types).toEqual(['Utf8', 'Int32', 'Float64', 'Int32']);
    expect(found.rows()).toEqual(
      words.map((word, i) => [
        word,
        numbers[i],
        parts[i],
        word === null ? null : new TextEncoder().encode(word).length,
      ]),
    );
  });

  test('takes more rows than one piece of a table holds', async () => {
    const database = await native();
    await database.query('CREATE TABLE t (n INTEGER)');
    const values = Int32Array.from({ length: 5000 }, (_, i) => i);
    await database.append('t', { n: { type: 'integer', values } });
    const column = (await database.query('SELECT n FROM t')).column(0);
    expect(column).toBeInstanceOf(Int32Array);
    expect([...(column as Int32Array)]).toEqual([...values]);
  });

  test('gives whole numbers as numbers, and refuses what a number cannot hold', async () => {
    const database = await native();
    const found = await database.query('SELECT 9007199254740991::BIGINT, true, null, 7::UTINYINT');
    expect(found.rows()).toEqual([[9007199254740991, true, null, 7]]);
    const large = await database.query('SELECT 9007199254740993::BIGINT');
    expect(() => large.rows()).toThrow('exceeds 2^53');
    const decimal = await database.query('SELECT 1.5::DECIMAL(9, 2)');
    expect(() => decimal.rows()).toThrow('cast it to text');
  });

  test('ends a statement that is cancelled, and answers the next one', async () => {
    const database = await native();
    const controller = new AbortController();
    const asked = database.query(ENDLESS, controller.signal);
    setTimeout(() => controller.abort(), 50);
    expect(await refusal(asked)).toMatchObject({ kind: 'cancelled' });
    expect((await database.query('SELECT 1')).rows()).toEqual([[1]]);
  });

  test('hears a cancel that comes before its statement is begun', async () => {
    const database = await native();
    const controller = new AbortController();
    const asked = database.query(ENDLESS, controller.signal);
    controller.abort();
    expect(await refusal(asked)).toMatchObject({ kind: 'cancelled' });
  });

  test('says of a statement that it refuses what it has against it, as the other member does', async () => {
    const database = await native();
    expect(await refusal(database.query('SELECT nothing FROM nowhere'))).toMatchObject({
      kind: 'bug',
      code: 'sql',
      message: expect.stringMatching(/^The database refused a statement: Catalog Error: /) as string,
    });
    expect(await database.check('SELECT 1')).toBeNull();
    expect(await database.check('SELEC 1')).toMatch(/^Parser Error: /);
  });

  test('uses the disk for what does not fit into its memory', async () => {
    const folder = await temporaryFolder();
    const database = new NativeDatabase({ folder, threads: 1, memory: '64MB' });
    open.push(database);
    await database.query(
      "CREATE TABLE t AS SELECT i, md5(i::VARCHAR) || 'x' AS a, md5((i * 7)::VARCHAR) AS b FROM range(1200000) r (i)",
    );
    expect(await readdir(join(folder, 'spilled'))).not.toEqual([]);
    expect((await database.query('SELECT sum(length(a) + length(b))::INTEGER FROM t')).rows()).toEqual([
      [78000000],
    ]);
  });

  test('says where neither memory nor disk is left for a statement, and goes on', async () => {
    const database = await native('16MB');
    const asked = database.query(
      "SELECT length(string_agg(repeat('x', 1000), ''))::INTEGER FROM range(1000000)",
    );
    expect(await refusal(asked)).toMatchObject({ kind: 'environment', code: 'out_of_memory' });
    expect((await database.query('SELECT 1')).rows()).toEqual([[1]]);
  });
});

describe('the folder of a native database', () => {
  test('goes when it is removed, and with it what killed processes left', async () => {
    const cache = await temporaryFolder({
      'native/4194304-gone/leadlens-lent/x.csv': 'a',
      'native/notes/y': 'b',
    });
    const folder = await makeNativeFolder(cache);
    expect(existsSync(folder.path)).toBe(true);
    await folder.remove();
    expect(await readdir(join(cache, 'native'))).toEqual(['notes']);
  });
});
