import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  compileDatabase,
  readKeptStart,
  type CompiledDatabase,
} from '../../electron/headless/compile-database';
import { keepStart, openDatabaseInNode } from '../../electron/headless/duckdb-node';
import {
  decodeStart,
  encodeStart,
  moduleMark,
  putBack,
  takeDown,
  type KeptStart,
} from '../../electron/headless/kept-start';
import { commandLine } from '../../electron/launch/build.mjs';
import type { Database } from '../../shared/ports/database';
import { builtApp } from '../support/built-app';

describe('a database that begins with a kept start', () => {
  let compiled: CompiledDatabase;
  let kept: KeptStart;
  let fresh: Database;
  let restored: Database;
  const opened: Database[] = [];
  const open = async (start: KeptStart | null): Promise<Database> => {
    const database = await openDatabaseInNode(compiled, start);
    opened.push(database);
    return database;
  };
  const rowsOf = async (database: Database, sql: string): Promise<readonly (readonly unknown[])[]> =>
    (await database.query(sql)).rows();

  beforeAll(async () => {
    compiled = compileDatabase(
      createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'),
    );
    kept = decodeStart(encodeStart(await keepStart(compiled)));
    fresh = await open(null);
    restored = await open(kept);
  });
  afterAll(async () => {
    for (const database of opened) await database.close();
  });

  test.each([
    'select name, value from duckdb_settings() order by name',
    'select function_name, function_type, cast(parameters as varchar), return_type from duckdb_functions() order by all',
    'select schema_name from duckdb_schemas() order by all',
    'select cast(type_name as varchar) from duckdb_types() order by all',
    "select regexp_replace('a1b22', '\\d+', '#', 'g'), cast(cast(1.005 as decimal(9, 2)) as varchar), strftime(date '2026-02-28' + 1, '%a')",
    "select count(*)::integer, sum(i)::double, cast(md5(string_agg(i::varchar, ',' order by i)) as varchar) from range(100000) t(i) where hash(i) % 3 = 1",
  ])('answers as one that starts from nothing: %s', async (sql) => {
    expect(await rowsOf(restored, sql)).toEqual(await rowsOf(fresh, sql));
  });

  test.each([
    "select * from read_csv('/etc/passwd')",
    'load json',
    "attach '/tmp/x.db'",
    "copy (select 1) to '/tmp/x.csv'",
    "set memory_limit = '1GB'",
    'set enable_external_access = true',
    "set allowed_directories = ['/']",
    'set lock_configuration = false',
  ])('is locked as one that starts from nothing: %s', async (sql) => {
    const outcome = (database: Database): Promise<string> =>
      database.query(sql).then(
        () => 'done',
        (error: unknown) => String(error),
      );
    const without = await outcome(fresh);
    expect(await outcome(restored)).toBe(without);
    expect(without).not.toBe('done');
  });

  test('reads what is lent to it, grows beyond the memory that was kept, and lives on after an error', async () => {
    const path = await restored.lend('x.csv', new TextEncoder().encode('a,b\n1,x\n2,y\n'));
    expect(await rowsOf(restored, `select sum(a)::integer from read_csv('${path}')`)).toEqual([[3]]);
    await restored.release(path);
    await restored.query('create table large as select i, md5(i::varchar) as m from range(1500000) t(i)');
    await expect(restored.query('select error(m) from large')).rejects.toThrow();
    expect(await rowsOf(restored, 'select count(distinct m)::integer from large')).toEqual([[1_500_000]]);
  });

  test('draws random numbers of its own', async () => {
    const sql = 'select random(), uuid()::varchar from range(3)';
    const another = await open(kept);
    const drawn = [...(await rowsOf(restored, sql)), ...(await rowsOf(another, sql))].flat();
    expect(new Set(drawn).size).toBe(12);
  });

  test('starts from nothing where the start is of another module', async () => {
    const database = await open({ ...kept, module: kept.module ^ 1, contents: new Uint8Array(0) });
    expect(await rowsOf(database, 'select 1 + 1')).toEqual([[2]]);
  });

  test('does not start with one that names other places of functions', async () => {
    await expect(open({ ...kept, tableLength: kept.tableLength + 1 })).rejects.toThrow('Build again');
  });
});

test('a build has a kept start of its own database', async () => {
  await builtApp();
  const place = (file: string): string => join(dirname(commandLine), file);
  const start = readKeptStart(place('duckdb.start'));
  expect(start?.module).toBe(compileDatabase(place('duckdb.wasm')).mark);
  const database = await openDatabaseInNode(compileDatabase(place('duckdb.wasm')), start);
  expect((await database.query('select 1 + 1')).rows()).toEqual([[2]]);
  await database.close();
});

describe('a kept start', () => {
  const PAGE = 4096;
  const memory = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 16 * PAGE - 1 }), fc.integer({ min: 0, max: 255 })))
    .map((writes) => {
      const bytes = new Uint8Array(16 * PAGE);
      for (const [at, value] of writes) bytes[at] = value;
      return bytes;
    });

  test('gives back the memory byte for byte, over whatever the linking wrote', () => {
    fc.assert(
      fc.property(memory, memory, (before, after) => {
        const start = decodeStart(encodeStart(takeDown(after.buffer, before.buffer, 7, 9)));
        const linked = new WebAssembly.Memory({ initial: 1 });
        new Uint8Array(linked.buffer).set(before);
        putBack(start, linked);
        expect(Buffer.from(linked.buffer).equals(after)).toBe(true);
        expect([start.memoryBytes, start.tableLength, start.module]).toEqual([16 * PAGE, 7, 9]);
      }),
      { numRuns: 50 },
    );
  });

  test('that was cut off is refused', () => {
    const file = encodeStart(takeDown(new Uint8Array(PAGE).fill(1).buffer, new ArrayBuffer(PAGE), 1, 1));
    expect(() => decodeStart(file.subarray(0, file.length - 1))).toThrow('not whole');
    expect(() => decodeStart(file.subarray(0, 3))).toThrow();
  });

  test('is of a module whose mark changes with its length and with what stands in it', () => {
    const bytes = new Uint8Array(100_000);
    const changed = bytes.slice();
    changed[50_000 - (50_000 % 12)] = 1;
    expect(moduleMark(changed)).not.toBe(moduleMark(bytes));
    expect(moduleMark(bytes.subarray(4))).not.toBe(moduleMark(bytes));
  });
});
