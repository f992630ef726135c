import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Exploration } from '../../shared/contract/exploration';
import { allRows, type GridQuery } from '../../shared/contract/grid';
import { explore } from '../../shared/queries/sql/explorations';
import { runUserSql } from '../../shared/queries/sql/user-sql';
import { readPage } from '../../shared/queries/grid/grid-page';
import { sqlOfQuery } from '../../shared/queries/grid/grid-sql';
import { explorationsSection } from '../../shared/stages/report/sections/explorations';
import type { ReportInput } from '../../shared/stages/report/report-types';
import type { Database } from '../../shared/ports/database';
import { dimDate } from '../../shared/stages/model/dim-date.model';
import { sql } from '../../shared/sql/sql';
import { Workspace } from '../../shared/sql/workspace';
import { freshDatabase } from '../support/reused-database';

const never = new AbortController().signal;
const SALES =
  "select * from (values ('TX', 2026, 3), ('TX', 2025, 4), ('CO', 2026, 5)) t (state, of_year, sales) -- by hand";

describe('Explorations of a report', () => {
  let database: Database;
  let workspace: Workspace;
  beforeAll(async () => {
    database = await freshDatabase();
    workspace = new Workspace(database, 'test');
    workspace.begin();
    await workspace.fill({ ...dimDate, source: 'step' }, 'dates', (into) =>
      into.insert(sql`select cast('2024-01-0' || i as date) as date_on from range(1, 4) r (i)`),
    );
    await workspace.commit();
  });
  afterAll(() => database.close());

  const kept = (changes: Partial<Exploration>): Exploration => ({
    id: '1',
    title: 'Sales',
    sql: SALES,
    shown: { kind: 'rows' },
    ...changes,
  });
  const blocksOf = async (changes: Partial<Exploration>) => {
    const explored = [await explore(workspace, kept(changes), never)];
    return explorationsSection({ explored } as unknown as ReportInput)?.blocks ?? [];
  };

  test('are computed again, as rows, chart and pivot table, each with its SQL', async () => {
    const [rows, code] = await blocksOf({});
    expect(rows).toMatchObject({
      kind: 'table',
      table: {
        title: 'Sales',
        rows: [
          ['TX', 2026, 3],
          ['TX', 2025, 4],
          ['CO', 2026, 5],
        ].map((r) => r),
      },
    });
    expect(code).toEqual({ kind: 'code', code: SALES });

    const [chart] = await blocksOf({
      shown: {
        kind: 'chart',
        chart: { kind: 'bar', x: 'state', y: 'sales', series: null, aggregate: 'sum', sort: 'greatest' },
      },
    });
    expect(chart).toMatchObject({ kind: 'chart', chart: { title: 'Sales' } });
    expect(chart?.kind === 'chart' && chart.chart.twin.rows.map((row) => row.slice(0, 2))).toEqual([
      ['TX', '7'],
      ['CO', '5'],
    ]);

    const [pivot] = await blocksOf({
      shown: {
        kind: 'pivot',
        pivot: { rows: 'state', columns: null, measure: 'sales', aggregate: 'sum' },
      },
    });
    expect(pivot).toMatchObject({
      kind: 'table',
      table: {
        rows: [
          ['TX', 7],
          ['CO', 5],
          ['All', 12],
        ],
      },
    });
  });

  test('say of a query that no longer works why, with its SQL, and of a column that is gone which', async () => {
    const [said, code] = await blocksOf({ sql: 'select * from gone_table' });
    expect(said?.kind === 'text' && said.text).toMatch(
      /^Sales: this query does not work any more\. .*gone_table/,
    );
    expect(code).toEqual({ kind: 'code', code: 'select * from gone_table' });
    const [other] = await blocksOf({
      sql: 'select 1 as a',
      shown: {
        kind: 'chart',
        chart: { kind: 'bar', x: 'state', y: null, series: null, aggregate: null, sort: 'x' },
      },
    });
    expect(other?.kind === 'text' && other.text).toContain('has no column state any more');
  });

  test('do not run what changes anything', async () => {
    const [said] = await blocksOf({ sql: 'drop table dim_date' });
    expect(said?.kind === 'text' && said.text).toContain('does not work any more');
    expect(
      (await explore(workspace, kept({ sql: 'select count(*) as n from dim_date' }), never)).outcome,
    ).toMatchObject({ state: 'rows', rows: [[3]] });
  });

  test('leave the results that a screen shows where they are, however many are computed', async () => {
    const shown = await runUserSql(workspace, SALES, never);
    if (shown.state !== 'done') throw new Error(shown.message);
    for (let n = 0; n < 4; n += 1) await explore(workspace, kept({}), never);
    const page = await readPage(workspace, { query: allRows(shown.table.name), offset: 0, limit: 9 });
    expect(page.total).toBe(3);
  });

  test('of a result that is narrowed and sorted are kept as SQL that gives just these rows', async () => {
    const shown = await runUserSql(workspace, `${SALES.replace(' -- by hand', '')};`, never);
    if (shown.state !== 'done') throw new Error(shown.message);
    const query: GridQuery = {
      ...allRows(shown.table.name),
      filters: [{ op: 'equals', column: 'state', value: 'TX' }],
      sort: [{ column: 'sales', direction: 'desc' }],
    };
    const again = await explore(workspace, kept({ sql: sqlOfQuery(workspace, query) }), never);
    expect(again.outcome).toEqual({
      state: 'rows',
      total: 2,
      rows: [
        ['TX', 2025, 4],
        ['TX', 2026, 3],
      ],
    });
    expect(sqlOfQuery(workspace, allRows(shown.table.name))).toContain('values');
  });
});
