import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import type { Progress } from '../../shared/contract/run';
import { decidedOf } from '../../shared/domain/decided';
import { faultOf } from '../../shared/domain/fault';
import { planOf } from '../../shared/engine/plan';
import { KeptBySteps, PlanRun } from '../../shared/engine/run-plan';
import type { Database } from '../../shared/ports/database';
import { defineModel, defineTable, type ModelSpec } from '../../shared/sql/model';
import { sql, type Sql } from '../../shared/sql/sql';
import { defineStage, defineStep, givenByStep, type StageSpec } from '../../shared/sql/stage';
import { Workspace } from '../../shared/sql/workspace';
import { settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { freshDatabase } from '../support/reused-database';

const COLUMNS = { n: { type: 'INTEGER', description: 'A number.' } } as const;
const about = (name: string) => ({
  name,
  title: `The numbers of ${name}`,
  description: 'Numbers.',
  grain: 'one row per number',
  key: ['n'],
  columns: COLUMNS,
});
const model = (name: string, select: Sql): ModelSpec<void> =>
  defineModel({ ...about(name), select: () => select });
const doubled = (of: ModelSpec<void>, name: string): ModelSpec<void> =>
  model(name, sql`select n * 2 as n from ${of}`);

const first = model('int_first', sql`select cast(range as integer) as n from range(3)`);
const second = doubled(first, 'int_second');
const third = doubled(second, 'int_third');

const stageOf = (models: readonly ModelSpec<void>[], more: Partial<StageSpec> = {}): StageSpec =>
  defineStage({ name: 'model', title: 'Numbers', models, ...more });

describe('a run over a plan', () => {
  let database: Database;

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  const runOf = (
    workspace: Workspace,
    stages: readonly StageSpec[],
    progress: (progress: Progress) => void = () => undefined,
    signal: AbortSignal = new AbortController().signal,
  ): PlanRun =>
    new PlanRun(planOf(stages), {
      workspace,
      source: memoryFiles({}),
      parquet: hyparquet,
      settings: settingsWith(),
      decided: decidedOf(settingsWith(), []),
      signal,
      progress,
      kept: new KeptBySteps(workspace).kept,
    });

  const faultIn = (work: Promise<void>) =>
    work.then(
      () => null,
      (error: unknown) => faultOf(error),
    );

  test('asks for all models at once, in an order that they can be built in, and tells of each when its turn comes', async () => {
    const workspace = new Workspace(database, 'in order');
    const told: string[] = [];
    workspace.begin();
    const running = runOf(workspace, [stageOf([third, first, second])], ({ label, done, total }) => {
      told.push(`${label} ${String(done)}/${String(total)}`);
    }).run(null);
    // What reads them need not wait for them.
    const rows = workspace.query(sql`select n from ${third} order by n`);
    expect(told).toEqual(['The numbers of int_first 0/3']);
    await running;
    expect((await rows).rows()).toEqual([[0], [4], [8]]);
    expect(told).toEqual([
      'The numbers of int_first 0/3',
      'The numbers of int_second 1/3',
      'The numbers of int_third 2/3',
    ]);
    await workspace.commit();
    expect(workspace.has(third)).toBe(true);
  });

  test('a model that reads what a step writes waits for the step, and the step for what it reads and takes', async () => {
    const workspace = new Workspace(database, 'with steps');
    const most = givenByStep<number>('most', 'The greatest number.');
    const table = defineTable(about('src_most'));
    const look = defineStep({
      name: 'look',
      title: 'Looking',
      reads: [third],
      gives: [most],
      size: 'constant',
      run: async ({ workspace: of, give }) => {
        const [row] = (await of.query(sql`select max(n) from ${third}`)).rows();
        give(most, Number(row?.[0]));
      },
    });
    const write = defineStep({
      name: 'write',
      title: 'Writing',
      takes: [most],
      writes: [table],
      size: 'constant',
      run: async ({ workspace: of, get }) => {
        const values = [get(most)];
        await of.fill(table, 'most', (into) => into.append({ n: { type: 'integer', values } }));
      },
    });
    const after = model('int_after', sql`select n + 1 as n from ${table}`);
    workspace.begin();
    const run = runOf(workspace, [stageOf([after, third, second, first], { steps: [write, look] })]);
    await run.run(null);
    expect(run.get(most)).toBe(8);
    expect((await workspace.query(sql`select n from ${after}`)).rows()).toEqual([[9]]);
  });

  test('does only what belongs to the question that is asked', async () => {
    const workspace = new Workspace(database, 'two questions');
    workspace.begin();
    const run = runOf(workspace, [stageOf([first]), stageOf([second], { question: 'revenue' })]);
    await run.run(null);
    await workspace.commit();
    expect([workspace.has(first), workspace.has(second)]).toEqual([true, false]);
    workspace.begin();
    await run.run(null);
    await run.run('revenue');
    await workspace.commit();
    expect(workspace.has(second)).toBe(true);
  });

  test('where one of several models cannot be built its own fault is told, and none is being built any more', async () => {
    const workspace = new Workspace(database, 'broken');
    const broken = model('int_broken', sql`select no_such_column as n from ${first}`);
    workspace.begin();
    const fault = await faultIn(
      runOf(workspace, [stageOf([first, broken, doubled(broken, 'int_after')])]).run(null),
    );
    expect(fault?.kind).toBe('bug');
    expect(fault?.message).toContain('no_such_column');
    // The next run builds what is right, and nothing stands in its way.
    const mended = doubled(first, 'int_broken');
    workspace.begin();
    await runOf(workspace, [stageOf([first, mended, doubled(mended, 'int_after')])]).run(null);
    await workspace.commit();
  });

  test('a step that fails lets no other begin', async () => {
    const workspace = new Workspace(database, 'failing step');
    const begun: string[] = [];
    const given = givenByStep<number>('given', 'What nobody gives.');
    const step = (name: string, more: object) =>
      defineStep({
        name,
        title: name,
        size: 'constant',
        run: () => {
          begun.push(name);
          return name === 'fails' ? Promise.reject(new RangeError('It failed.')) : Promise.resolve();
        },
        ...more,
      });
    const fails = step('fails', { gives: [given] });
    const fault = await faultIn(
      runOf(workspace, [stageOf([], { steps: [fails, step('needs', { takes: [given] })] })]).run(null),
    );
    expect(fault?.message).toContain('It failed.');
    expect(begun).toEqual(['fails']);
  });

  test('a cancel ends all that was asked for', async () => {
    const workspace = new Workspace(database, 'cancelled');
    const controller = new AbortController();
    workspace.begin();
    const stages = [stageOf([first, doubled(first, 'int_second'), doubled(first, 'int_third')])];
    const cancelling = runOf(workspace, stages, () => controller.abort(), controller.signal);
    expect((await faultIn(cancelling.run(null)))?.kind).toBe('cancelled');
    workspace.begin();
    await runOf(workspace, stages).run(null);
    expect((await workspace.query(sql`select count(*)::integer from ${first}`)).rows()).toEqual([[3]]);
  });
});
