import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultOf } from '../../shared/domain/fault';
import type { Database } from '../../shared/ports/database';
import { defineModel } from '../../shared/sql/model';
import { lit, sql } from '../../shared/sql/sql';
import { Workspace } from '../../shared/sql/workspace';
import { cancelledOnceAfter, freshDatabase, interruptedAt } from '../support/reused-database';

const numbers = (materialized: 'table' | 'view') =>
  defineModel({
    name: `int_numbers_${materialized}`,
    title: 'Numbers',
    description: 'Three numbers.',
    grain: 'one row per number',
    key: ['n'],
    materialized,
    columns: { n: { type: 'INTEGER', description: 'A number.' } },
    select: () => sql`select cast(range as integer) as n from range(3)`,
  });

describe('the tables of a workspace', () => {
  let database: Database;

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  test.each(['table', 'view'] as const)(
    'a %s whose cancel came when the database was already done can be built again',
    async (kind) => {
      const workspace = new Workspace(
        cancelledOnceAfter(database, (statement) => statement.startsWith('create')),
        'test',
      );
      const model = numbers(kind);
      workspace.begin();
      const fault = await workspace.build(model, undefined).then(
        () => null,
        (error: unknown) => faultOf(error),
      );
      expect(fault?.kind).toBe('cancelled');
      workspace.begin();
      await workspace.build(model, undefined);
      const rows = await workspace.query(sql`select n from ${model} order by n`);
      expect(rows.rows()).toEqual([[0], [1], [2]]);
    },
  );

  test('a model is made empty where it says that it can have no rows, and built where it can', async () => {
    const workspace = new Workspace(database, 'test');
    const where = (condition: boolean) => ({
      ...numbers('table'),
      name: `int_perhaps_${String(condition)}`,
      hasRowsWhere: () => sql`select 1 where ${lit(condition ? 1 : 0)} = 1`,
    });
    workspace.begin();
    for (const condition of [true, false]) await workspace.build(where(condition), undefined);
    await workspace.commit();
    const rowsOf = async (condition: boolean) =>
      (await workspace.read(sql`select n from ${where(condition)} order by n`)).rows();
    expect(await rowsOf(true)).toEqual([[0], [1], [2]]);
    expect(await rowsOf(false)).toEqual([]);
  });

  test('a model that gives other columns than it declares is a bug, and no run is made of it', async () => {
    const workspace = new Workspace(database, 'test');
    const model = {
      ...numbers('table'),
      name: 'int_wrong',
      select: () => sql`select cast(range as bigint) as n from range(3)`,
    };
    workspace.begin();
    await workspace.build(model, undefined);
    const fault = await workspace.commit().then(
      () => null,
      (error: unknown) => faultOf(error),
    );
    expect(fault?.kind).toBe('bug');
    expect(fault?.message).toContain('int_wrong gives (n BIGINT) where it declares (n INTEGER)');
    expect(workspace.has(model)).toBe(false);
  });

  test('a model that is built while others are compared waits for its turn', async () => {
    const meanwhile = { ...numbers('table'), name: 'int_meanwhile' };
    const work: { of: Workspace | null } = { of: null };
    const workspace = new Workspace(
      interruptedAt(
        database,
        (statement) => statement.includes('pragma_table_info'),
        async () => {
          await work.of?.build(meanwhile, undefined);
        },
      ),
      'at once',
    );
    work.of = workspace;
    workspace.begin();
    await workspace.replace({ ...numbers('table'), name: 'int_per_file' }, undefined);
    await workspace.commit();
    expect(workspace.has(meanwhile)).toBe(true);
  });
});
