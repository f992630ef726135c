import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { relationsOf } from '../../shared/sql/stage';
import { ALL_STAGES } from '../../shared/stages/all-stages';
import { commas, ident, join, raw, sql } from '../../shared/sql/sql';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { sampleFolder, sourceOf } from '../support/samples';

describe('what every relation declares holds after a run', () => {
  let engine: TestEngine;

  beforeAll(async () => {
    engine = await openEngine(sourceOf(await sampleFolder({ scenario: 'both', leads: 200, snapshots: 6 })));
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
  });
  afterAll(() => engine.close());

  const answered = () =>
    ALL_STAGES.flatMap(relationsOf).filter((relation) => engine.engine.workspace.has(relation));

  test('most relations are there, and most of them have rows', async () => {
    const counts: number[] = [];
    for (const table of answered()) {
      const [row] = (
        await engine.engine.workspace.read(sql`select cast(count(*) as integer) from ${table}`)
      ).rows();
      counts.push(Number(row?.[0]));
    }
    expect(counts.length).toBeGreaterThan(15);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(12);
  });

  test('keys are unique and without nulls', async () => {
    for (const table of answered()) {
      if (table.key.length === 0) continue;
      const key = table.key.map((name) => ident(name));
      const repeated = await engine.engine.workspace.read(
        sql`select cast(count(*) as integer) from (select 1 from ${table} group by ${commas(key)} having count(*) > 1)`,
      );
      expect(repeated.rows()[0]?.[0], `${table.name} by ${table.key.join(', ')}`).toBe(0);
    }
  });

  test('columns that are never null are never null', async () => {
    for (const table of answered()) {
      const columns = Object.entries(table.columns).flatMap(([name, column]) =>
        column.notNull === true ? [ident(name)] : [],
      );
      if (columns.length === 0) continue;
      const isNull = join(
        columns.map((column) => sql`${column} is null`),
        raw(' or '),
      );
      const nulls = await engine.engine.workspace.read(
        sql`select cast(count(*) as integer) from ${table} where ${isNull}`,
      );
      expect(nulls.rows()[0]?.[0], table.name).toBe(0);
    }
  });

  test('a model that says where it can have rows has none elsewhere', async () => {
    const { workspace } = engine.engine;
    let asked = 0;
    for (const { model } of ALL_STAGES.flatMap(({ models }) => models)) {
      if (model.hasRowsWhere === null || !workspace.has(model)) continue;
      asked++;
      const canHaveRows = (await workspace.read(model.hasRowsWhere())).rowCount > 0;
      const rows = (await workspace.read(sql`select 1 from (${model.template()}) limit 1`)).rowCount;
      expect(rows === 0 || canHaveRows, model.name).toBe(true);
    }
    expect(asked).toBeGreaterThan(0);
  });
});
