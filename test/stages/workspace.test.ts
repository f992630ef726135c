import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultOf } from '../../shared/domain/fault';
import type { Database } from '../../shared/ports/database';
import { defineModel, defineTable } from '../../shared/sql/model';
import { lit, sql, type Relation } from '../../shared/sql/sql';
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

  const filled = (name: string) =>
    defineTable({
      name,
      title: 'Filled',
      description: 'What a step fills.',
      grain: 'one row per number',
      key: ['n'],
      columns: { n: { type: 'INTEGER', description: 'A number.', notNull: true } },
    });
  const readIn = async (workspace: Workspace, relation: Relation): Promise<unknown> =>
    (await workspace.read(sql`select n from ${relation} order by n`)).rows().flat();
  const tablesLike = async (start: string): Promise<unknown> =>
    (
      await database.query(
        `select table_name from information_schema.tables where starts_with(table_name, '${start}') order by 1`,
      )
    )
      .rows()
      .flat();

  test('what has not changed is not built again, and what a run no longer uses is dropped when it ends', async () => {
    const workspace = new Workspace(database, 'test');
    const model = (most: number) => ({
      ...numbers('table'),
      name: 'int_some',
      select: () => sql`select cast(range as integer) as n from range(${lit(most)})`,
    });
    const view = { ...numbers('view'), name: 'int_some_view' };
    workspace.begin();
    expect(workspace.has(view)).toBe(false);
    expect([await workspace.build(model(2), undefined), await workspace.build(view, undefined)]).toEqual([
      true,
      true,
    ]);
    await workspace.commit();
    expect([workspace.has(model(2)), workspace.has(view)]).toEqual([true, true]);
    workspace.begin();
    expect(await workspace.build(model(2), undefined)).toBe(false);
    expect(await workspace.build(model(1), undefined)).toBe(true);
    // Readers have the last run until this one ends.
    expect(await readIn(workspace, model(0))).toEqual([0, 1]);
    expect(await tablesLike('int_some')).toHaveLength(3);
    await workspace.commit();
    expect(await readIn(workspace, model(0))).toEqual([0]);
    expect(await tablesLike('int_some')).toHaveLength(1);
    expect(workspace.has(view)).toBe(false);
    workspace.begin();
    expect([await workspace.build(model(2), undefined), await workspace.build(view, undefined)]).toEqual([
      true,
      true,
    ]);
    await workspace.commit();
    expect(await readIn(workspace, view)).toEqual([0, 1, 2]);
  });

  test('a table that a step fills is filled once for the same content, and is not there where filling it failed', async () => {
    const workspace = new Workspace(database, 'test');
    const table = filled('src_filled');
    const with7 = (into: Parameters<Parameters<Workspace['fill']>[2]>[0]): Promise<void> =>
      into.insert(sql`select 7 as n`);
    workspace.begin();
    const failed = workspace.fill(table, 'one', () => Promise.reject(new Error('no such file')));
    await expect(failed).rejects.toThrow('no such file');
    expect(await tablesLike('src_filled')).toEqual([]);
    expect(await workspace.fill(table, 'one', with7)).toBe(true);
    expect(
      await workspace.fill(table, 'one', () => {
        throw new Error('It is there.');
      }),
    ).toBe(false);
    await workspace.commit();
    expect(await readIn(workspace, table)).toEqual([7]);
    workspace.begin();
    const appended = await workspace.fill(table, 'two', (into) =>
      into.append({ n: { type: 'integer', values: [3, 4] } }),
    );
    await workspace.commit();
    expect([appended, await readIn(workspace, table)]).toEqual([true, [3, 4]]);
    expect(await tablesLike('src_filled')).toHaveLength(1);
  });

  test('what the last run said of something is carried on where that was built anew, and stays where it was not', async () => {
    const workspace = new Workspace(database, 'carry');
    const before = filled('src_before');
    const model = (most: number) => ({
      ...numbers('table'),
      name: 'int_now',
      select: () => sql`select cast(range as integer) as n from range(${lit(most)})`,
    });
    const run = async (most: number): Promise<unknown> => {
      workspace.begin();
      await workspace.build(model(most), undefined);
      await workspace.carry(before, model(most), sql`select n from ${model(most)}`);
      await workspace.commit();
      return workspace.has(before) ? readIn(workspace, before) : 'nothing';
    };
    expect(await run(1)).toBe('nothing');
    expect(await run(1)).toBe('nothing');
    expect(await run(3)).toEqual([0]);
    expect(await run(3)).toEqual([0]);
    expect(await run(2)).toEqual([0, 1, 2]);
  });

  test('a table that grows over the runs is kept under its own name until it is emptied or given back', async () => {
    const workspace = new Workspace(database, 'test');
    const table = filled('src_growing');
    for (const n of [1, 2]) {
      workspace.begin();
      expect(await workspace.keep(table)).toBe('src_growing');
      await workspace.append(table, { n: { type: 'integer', values: [n] } });
      await workspace.extend(table, sql`select ${lit(n * 10)} as n`);
      await workspace.commit();
    }
    expect(await readIn(workspace, table)).toEqual([1, 2, 10, 20]);
    workspace.begin();
    await workspace.clear(table);
    await workspace.commit();
    expect(await readIn(workspace, table)).toEqual([]);
    workspace.begin();
    await workspace.discard(table);
    await workspace.commit();
    expect([workspace.has(table), await tablesLike('src_growing')]).toEqual([false, []]);
    await expect(workspace.append(table, { n: { type: 'integer', values: [1] } })).rejects.toThrow();
  });

  test('a model for one file at a time is computed anew under its plain name', async () => {
    const workspace = new Workspace(database, 'test');
    const perFile = (most: number) => ({
      ...numbers('table'),
      name: 'int_each',
      select: () => sql`select cast(range as integer) as n from range(${lit(most)})`,
    });
    workspace.begin();
    for (const most of [3, 1]) await workspace.replace(perFile(most), undefined);
    expect((await workspace.query(sql`select n from ${perFile(0)}`)).rows()).toEqual([[0]]);
    expect(await tablesLike('int_each')).toEqual(['int_each']);
    await workspace.discard(perFile(0));
    expect(await tablesLike('int_each')).toEqual([]);
  });
});
