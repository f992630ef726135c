import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlName } from '../../renderer/features/explore/sql-name';
import { allRows, type GridQuery } from '../../shared/contract/grid';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { sampleFolder } from '../support/samples';

let engine: TestEngine;

beforeAll(async () => {
  const [leads, revenue] = await Promise.all([
    sampleFolder(),
    sampleFolder({ scenario: 'revenue', leads: 200 }),
  ]);
  engine = await openEngine(memoryFiles({ ...leads.files, ...revenue.files }));
  await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
});
afterAll(() => engine.close());

/** The rows that a query gives. @throws Error with what is wrong with it */
async function rowsOf(text: string): Promise<number> {
  const answer = await engine.client.call('sql', { sql: text });
  if (answer.state !== 'done') throw new Error(`${answer.message}\n${text}`);
  return answer.rows;
}

describe('queries to begin with', () => {
  test('run on the tables of the folder, and are there for each question that it answers', async () => {
    const starters = await engine.client.call('starterQueries', {});
    expect(starters.filter(({ question }) => question === 'leadQuality').length).toBeGreaterThan(3);
    expect(starters.filter(({ question }) => question === 'revenue').length).toBeGreaterThan(3);
    expect(new Set(starters.map(({ title }) => title)).size).toBe(starters.length);
    for (const { title, sql } of starters) {
      expect(await rowsOf(sql), title).toBeGreaterThan(0);
    }
  });

  test('of leads add up to all delivered leads, once each', async () => {
    const [states] = await engine.client.call('starterQueries', {});
    const answer = await engine.client.call('sql', { sql: states?.sql ?? '' });
    if (answer.state !== 'done') throw new Error(answer.message);
    const { rows } = await engine.client.call('page', {
      query: allRows(answer.table.name),
      offset: 0,
      limit: 1000,
    });
    expect(rows.reduce((sum, [, leads]) => sum + Number(leads), 0)).toBe(300);
  });

  test('are not there where the folder does not have their tables', async () => {
    const other = await openEngine(memoryFiles((await sampleFolder({ leads: 100 })).files));
    try {
      await other.client.call('run', { folder: FOLDER, settings: settingsWith() });
      const starters = await other.client.call('starterQueries', {});
      expect(new Set(starters.map(({ question }) => question))).toEqual(new Set(['leadQuality']));
    } finally {
      await other.close();
    }
  });
});

test('every table and column can be named in a query as the schema tree writes it', async () => {
  for (const { name, columns } of await engine.client.call('sqlTables', {})) {
    const named = columns.map((column) => sqlName(column.name)).join(', ');
    expect(await rowsOf(`select ${named} from ${sqlName(name)} limit 0`), name).toBe(0);
  }
});

describe('the SQL of the rows of a grid', () => {
  const leads = { op: 'equals', column: 'has_appointment_ever', value: true } as const;
  const outcomes = allRows('int_lead_outcomes');
  const CASES: Readonly<Record<string, GridQuery>> = {
    'filtered and sorted': { ...outcomes, filters: [leads], sort: [{ column: 'state', direction: 'desc' }] },
    'of some snapshots': {
      ...outcomes,
      filters: [{ op: 'inSnapshots', column: 'lead_uuid', orders: [1, 2] }],
    },
    'of CRM leads that are linked': {
      ...allRows('int_crm_states'),
      scope: { kind: 'linkedTo', links: 'linked', leads: [leads] },
    },
    'of a comparison': {
      ...allRows('rpt_lead_changes'),
      scope: {
        kind: 'comparison',
        sides: { kind: 'snapshots', a: 1, b: 3 },
        basis: 'ever',
        links: 'linked',
        leads: [],
      },
    },
  };

  test.each(Object.entries(CASES))('runs in Explore and gives as many rows: %s', async (_, query) => {
    const { total } = await engine.client.call('page', { query, offset: 0, limit: 1 });
    const { sql } = await engine.client.call('sqlOf', query);
    expect(total).toBeGreaterThan(0);
    expect(await rowsOf(sql)).toBe(total);
  });

  test('of every table runs', async () => {
    for (const { name } of await engine.client.call('tables', {})) {
      const { total } = await engine.client.call('page', { query: allRows(name), offset: 0, limit: 1 });
      const { sql } = await engine.client.call('sqlOf', allRows(name));
      expect(await rowsOf(sql), name).toBe(total);
    }
  });
});
