import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultOf } from '../../shared/domain/fault';
import type { Database } from '../../shared/ports/database';
import { defineModel, type ModelSpec } from '../../shared/sql/model';
import { sql } from '../../shared/sql/sql';
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

  const doubled = (of: ModelSpec<void>, name: string, select = sql`select n * 2 as n from ${of}`) => ({
    ...numbers('table'),
    name,
    select: () => select,
  });

  test('models that are asked for at once are built in their order, and each is told when its turn comes', async () => {
    const workspace = new Workspace(database, 'in order');
    const first = numbers('table');
    const second = doubled(first, 'int_second');
    const third = doubled(second, 'int_third');
    const told: string[] = [];
    workspace.begin();
    const building = workspace.buildAll([first, second, third], undefined, ({ name }, done) => {
      told.push(`${name} after ${String(done)}`);
    });
    // What reads them need not wait for them.
    const rows = workspace.query(sql`select n from ${third} order by n`);
    expect(told).toEqual(['int_numbers_table after 0']);
    await building;
    expect((await rows).rows()).toEqual([[0], [4], [8]]);
    expect(told).toEqual(['int_numbers_table after 0', 'int_second after 1', 'int_third after 2']);
    await workspace.commit();
    expect(workspace.has(third)).toBe(true);
  });

  test('where one of several models cannot be built its own fault is told, and none is being built any more', async () => {
    const workspace = new Workspace(database, 'broken');
    const first = numbers('table');
    const broken = doubled(first, 'int_broken', sql`select no_such_column as n from ${first}`);
    const after = doubled(broken, 'int_after');
    workspace.begin();
    const fault = await workspace.buildAll([first, broken, after]).then(
      () => null,
      (error: unknown) => faultOf(error),
    );
    expect(fault?.kind).toBe('bug');
    expect(fault?.message).toContain('no_such_column');
    // The next run builds what is right, and nothing stands in its way.
    const mended = doubled(first, 'int_broken');
    workspace.begin();
    await workspace.buildAll([first, mended, doubled(mended, 'int_after')]);
    await workspace.commit();
  });

  test('a cancel ends all that was asked for', async () => {
    const workspace = new Workspace(database, 'cancelled');
    const controller = new AbortController();
    const first = numbers('table');
    workspace.begin();
    const fault = await workspace
      .buildAll([first, doubled(first, 'int_second'), doubled(first, 'int_third')], controller.signal, () =>
        controller.abort(),
      )
      .then(
        () => null,
        (error: unknown) => faultOf(error),
      );
    expect(fault?.kind).toBe('cancelled');
    workspace.begin();
    await workspace.buildAll([first, doubled(first, 'int_second')]);
    expect((await workspace.query(sql`select count(*)::integer from ${first}`)).rows()).toEqual([[3]]);
  });
});
