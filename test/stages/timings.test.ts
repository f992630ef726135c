import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableSize } from '../../shared/contract/explore';
import type { UnitTiming } from '../../shared/contract/timings';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { sampleFolder, sourceOf } from '../support/samples';

describe('what a run took', () => {
  let engine: TestEngine;
  let sizes: readonly TableSize[];
  let first: readonly UnitTiming[];
  let second: readonly UnitTiming[];

  beforeAll(async () => {
    engine = await openEngine(sourceOf(await sampleFolder({ leads: 120, snapshots: 3 })));
    const run = { folder: FOLDER, settings: settingsWith() };
    await engine.client.call('run', run);
    sizes = await engine.client.call('tableSizes', {});
    first = await engine.client.call('timings', {});
    await engine.client.call('run', run);
    second = await engine.client.call('timings', {});
  });
  afterAll(() => engine.close());

  const modelsOf = (timings: readonly UnitTiming[]): readonly UnitTiming[] =>
    timings.filter(({ kind }) => kind === 'model');

  test('names every unit of the plan once, those of questions that were not asked left out', () => {
    const names = first.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('dim_lead');
    expect(names).toContain('read_crm_reports');
    expect(new Set(first.map(({ stage }) => stage))).not.toContain('attribute');
  });

  test('counts the rows of what each makes, and none of what is computed when it is read', () => {
    const rows = new Map(first.map((unit) => [unit.name, unit.rows]));
    const counted = sizes.filter(({ name }) => typeof rows.get(name) === 'number');
    expect(counted.length).toBeGreaterThan(5);
    expect(counted.map(({ name }) => [name, rows.get(name)])).toEqual(
      counted.map(({ name, rows: size }) => [name, size]),
    );
    expect(rows.get('read_lead_quality')).toBeNull();
  });

  test('tells models that stood from the run before: they took no time', () => {
    expect(new Set(modelsOf(first).map(({ state }) => state))).toEqual(new Set(['run']));
    expect(modelsOf(first).reduce((sum, { seconds }) => sum + seconds, 0)).toBeGreaterThan(0);
    expect(modelsOf(second).map(({ state, seconds }) => [state, seconds])).toEqual(
      modelsOf(first).map(() => ['kept', 0]),
    );
  });
});
