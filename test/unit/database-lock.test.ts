import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabaseInNode } from '../../electron/headless/duckdb-node';
import type { Database } from '../../shared/ports/database';
import { hasNative, nativeDatabase, WITHOUT_NATIVE } from '../support/native';

const MEMBERS: readonly (readonly [string, boolean, () => Promise<Database>])[] = [
  ['DuckDB-WASM', true, () => openDatabaseInNode()],
  [`native DuckDB${hasNative ? '' : ` (${WITHOUT_NATIVE})`}`, hasNative, () => nativeDatabase()],
];

describe.each(MEMBERS)('%s', (_name, isHere, open) => {
  if (!isHere) {
    test.skip('is not here');
    return;
  }
  let database: Database;

  const rows = async (sql: string): Promise<readonly (readonly unknown[])[]> =>
    (await database.query(sql)).rows();

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test.each([
    ["select * from read_csv('/etc/passwd')", 'disabled by configuration'],
    ['load spatial', 'disabled'],
    ["attach '/tmp/x.db'", 'disabled by configuration'],
    ["copy (select 1) to '/tmp/x.csv'", 'disabled by configuration'],
    ["set memory_limit = '1GB'", 'configuration has been locked'],
    ['set enable_external_access = true', 'locked'],
    ["set allowed_directories = ['/']", 'locked'],
    ['set lock_configuration = false', 'locked'],
  ])('the database refuses %s', async (sql, why) => {
    await expect(database.query(sql)).rejects.toThrow(why);
  });

  test('the database reads what is lent to it', async () => {
    const path = await database.lend('x.csv', new TextEncoder().encode('a,b\n1,x\n2,y\n'));
    expect(await rows(`select sum(a)::integer from read_csv('${path}')`)).toEqual([[3]]);
    await database.release(path);
    await expect(database.query(`select * from read_csv('${path}')`)).rejects.toThrow();
  });

  test('the database draws random numbers that no other draws', async () => {
    const another = await open();
    const sql = 'select random(), uuid()::varchar from range(3)';
    const drawn = [...(await rows(sql)), ...(await another.query(sql)).rows()].flat();
    await another.close();
    expect(new Set(drawn).size).toBe(12);
  });
});
