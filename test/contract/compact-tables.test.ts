import { beforeAll, describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { runUserSql } from '../../shared/queries/sql/user-sql';
import { freshDatabase } from '../support/reused-database';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { sampleFolder, type Folder } from '../support/samples';

const run = ({ client }: TestEngine): Promise<RunOutcome> =>
  client.call('run', { folder: FOLDER, settings: settingsWith() });

/** What a run says, but for the time that it took. */
const told = ({ seconds: _, ...outcome }: RunOutcome): unknown => outcome;

describe('Tables that are held in little memory', () => {
  let files: Folder['files'];

  beforeAll(async () => {
    const leads = await sampleFolder({ leads: 400, snapshots: 5, seed: 11 });
    const revenue = await sampleFolder({ scenario: 'revenue', leads: 300, invoices: 200, seed: 12 });
    files = { ...leads.files, ...revenue.files };
  });

  const engineOver = (isCompact: boolean): Promise<TestEngine> =>
    openEngine(memoryFiles(files), undefined, undefined, isCompact);

  test('say the same as others, run after run', async () => {
    const plain = await engineOver(false);
    const compact = await engineOver(true);
    const before = told(await run(plain));
    expect(told(await run(compact))).toEqual(before);
    expect(told(await run(compact))).toEqual(before);
    await plain.close();
    await compact.close();
  });

  test('take less of it', async () => {
    const held = async (isCompact: boolean): Promise<number> => {
      const database = await freshDatabase();
      if (isCompact) await database.compact();
      // Tables are compressed once enough of them wait for it.
      for (const table of ['first', 'second', 'third'])
        await database.query(
          `create table "${table}" as select 'a place of some length, ' || (i % 1000) as a, md5(cast(i as varchar)) as b, i as c
            from range(600000) r (i)`,
        );
      const asked = await database.query(
        "select cast(memory_usage_bytes as double) from duckdb_memory() where tag = 'IN_MEMORY_TABLE'",
      );
      await database.close();
      return Number(asked.rows()[0]?.[0]);
    };
    expect(await held(true)).toBeLessThan((await held(false)) / 2);
  });

  test('are what SQL of users reads by plain names, and what it cannot get away from', async () => {
    const engine = await engineOver(true);
    await run(engine);
    const { workspace } = engine.engine;
    const never = new AbortController().signal;
    const ask = (text: string) => runUserSql(workspace, text, never);
    expect(await ask('select count(*)::integer as n from int_delivered_leads')).toMatchObject({
      state: 'done',
    });
    for (const away of ["attach ':memory:' as other", 'use memory', "set search_path = 'main'"])
      expect((await ask(away)).state).not.toBe('done');
    expect(await ask('select count(*)::integer as n from fct_invoices')).toMatchObject({ state: 'done' });
    await engine.close();
  });
});
