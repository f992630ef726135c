import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRows, type GridCell, type GridTable } from '../../shared/contract/grid';
import { TABLE_GROUPS } from '../../shared/contract/explore';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { sampleFolder } from '../support/samples';

const ODD = 'leads_odd.csv';
/** Names that differ by case alone, a separator, a field that is quoted, white space, a row too long. */
const ODD_TEXT = [
  'Lead ID,Email,email,Note,record',
  'L1,  a@x.test ,A,"one, ""two""",r1',
  'L2,,,,',
  'L3,b@x.test,B,x,r3,more,and more',
].join('\n');

let engine: TestEngine;

beforeAll(async () => {
  const { files } = await sampleFolder();
  engine = await openEngine(memoryFiles({ ...files, [ODD]: ODD_TEXT }));
  await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
});
afterAll(() => engine.close());

const rowsOf = async ({ name }: GridTable): Promise<readonly (readonly GridCell[])[]> =>
  (await engine.client.call('page', { query: allRows(name), offset: 0, limit: 1000 })).rows;

describe('the list of tables', () => {
  test('tells apart what files hold, what is cleaned, matched and measured, and reports', async () => {
    const tables = await engine.client.call('tables', {});
    const groupOf = new Map(tables.map(({ name, group }) => [name, group]));
    expect(new Set(groupOf.values())).toEqual(new Set(TABLE_GROUPS));
    expect(groupOf.get('rejected_records')).toBe('sources');
    expect(groupOf.get('src_snapshots')).toBe('sources');
    expect(groupOf.get('stg_delivered_leads')).toBe('cleaned');
    expect(groupOf.get('int_crm_identities')).toBe('matched');
    expect(groupOf.get('int_lead_outcomes')).toBe('measured');
    expect(groupOf.get('dim_lead')).toBe('measured');
    expect(groupOf.get('rpt_funnel')).toBe('reports');
    expect(groupOf.get('links')).toBe('reports');
  });

  test('says of each table how many rows it has', async () => {
    const sizes = new Map((await engine.client.call('tableSizes', {})).map(({ name, rows }) => [name, rows]));
    for (const { name } of await engine.client.call('tables', {})) {
      const { total } = await engine.client.call('page', { query: allRows(name), offset: 0, limit: 1 });
      expect(sizes.get(name), name).toBe(total);
    }
  });
});

describe('a raw file', () => {
  test('has its own columns and every record, with the reason where the run left it out', async () => {
    const { table, isWhole } = await engine.client.call('rawFile', { file: ODD });
    expect(isWhole).toBe(true);
    expect(table.title).toBe(ODD);
    expect(table.columns.map(({ label }) => label)).toEqual([
      'record (2)',
      'Lead ID',
      'Email',
      'email (2)',
      'Note',
      'record',
      'left out',
    ]);
    const [first, second, third] = await rowsOf(table);
    expect(first).toEqual([1, 'L1', 'a@x.test', 'A', 'one, "two"', 'r1', null]);
    expect(second).toEqual([2, 'L2', null, null, null, null, null]);
    expect(third?.slice(0, 6)).toEqual([3, null, null, null, null, null]);
    expect(third?.[6]).toContain('It has 7 fields where the header has 5');
    expect(third?.[6]).toContain('and more');
  });

  test('of a report holds as many records as the run counts, the drawn lines included', async () => {
    const files = (await engine.client.call('run', { folder: FOLDER, settings: settingsWith() })).files;
    const report = files.find(({ separatorRows }) => separatorRows > 0);
    if (!report) throw new Error('No file has drawn lines.');
    const { table } = await engine.client.call('rawFile', { file: report.file });
    const rows = await rowsOf(table);
    expect(rows).toHaveLength(report.records);
    expect(rows.map(([number]) => number)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.filter((row) => row.at(-1) !== null)).toHaveLength(report.records - report.rows);
    const column = table.columns.findIndex(({ label }) => label === report.headers[0]);
    const kept = rows.findIndex((row) => row.at(-1) === null);
    expect(rows[kept]?.[column]).toBe(report.preview[kept]?.[0]);
  });

  test('that the run did not read is no table', async () => {
    await expect(engine.client.call('rawFile', { file: 'not there.csv' })).rejects.toThrow(
      'not there.csv is not part of the last run.',
    );
  });
});
