import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allRows,
  type PageRequest,
  type GridCell,
  type GridFilter,
  type GridQuery,
} from '../../shared/contract/grid';
import type { EngineRequest } from '../../shared/contract/engine';
import type { ChartPoints, ChartSort, PivotTable } from '../../shared/contract/explore';
import { faultOf } from '../../shared/domain/fault';
import { runUserSql } from '../../shared/queries/sql/user-sql';
import { readPage } from '../../shared/queries/grid/grid-page';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { sampleFolder, sourceOf } from '../support/samples';

const ROWS = 5000;
/** Rows with ties, gaps and all kinds of values. */
const MADE = `select i as n, 'lead ' || (i * 7919) % ${String(ROWS)} as name, (i * 31) % 17 as few,
  case when i % 11 = 0 then null else (i * 37) % 1009 end as some, date '2024-01-01' + ((i * 13) % 400)::integer as day,
  i % 3 = 0 as third, (i % 50) / 8.0::double as share from range(${String(ROWS)}) r (i)`;
const COLUMNS = ['n', 'name', 'few', 'some', 'day', 'third', 'share'] as const;

let engine: TestEngine;
let table: string;

beforeAll(async () => {
  engine = await openEngine(sourceOf(await sampleFolder()));
  await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
  const answer = await engine.client.call('sql', { sql: MADE });
  if (answer.state !== 'done') throw new Error(answer.message);
  table = answer.table.name;
});
afterAll(() => engine.close());

type Row = readonly GridCell[];

/** All rows, as they lie. */
const everything = async (): Promise<Row[]> => {
  const page = await engine.client.call('page', { query: allRows(table), offset: 0, limit: 10_000 });
  return [...page.rows];
};

/** What a filter means, said plainly. */
function keeps(filter: GridFilter, row: Row): boolean {
  const value = row[COLUMNS.indexOf(filter.column as (typeof COLUMNS)[number])] ?? null;
  switch (filter.op) {
    case 'equals':
      return value === filter.value;
    case 'in':
      return filter.values.includes(value);
    case 'contains':
      return value !== null && String(value).toLowerCase().includes(filter.value.toLowerCase());
    case 'between':
      return (
        (value !== null || (filter.low === null && filter.high === null)) &&
        (filter.low === null || value === null || value >= filter.low) &&
        (filter.high === null || value === null || value <= filter.high)
      );
    case 'empty':
      return value === null;
    case 'notEmpty':
      return value !== null;
    case 'kept':
    case 'inSnapshots':
      throw new Error('Only lead outcomes are in snapshots and have kept columns.');
  }
}

/** Sorted as the grid says: by each column in turn, nothing last, equal rows as they lie. */
const sorted = (rows: readonly Row[], sort: GridQuery['sort']): Row[] =>
  [...rows].sort((a, b) => {
    for (const { column, direction } of sort) {
      const at = COLUMNS.indexOf(column as (typeof COLUMNS)[number]);
      const [x, y] = [a[at] ?? null, b[at] ?? null];
      if (x === y) continue;
      if (x === null) return 1;
      if (y === null) return -1;
      return (x < y ? -1 : 1) * (direction === 'asc' ? 1 : -1);
    }
    return 0;
  });

const filterOf: fc.Arbitrary<GridFilter> = fc.oneof(
  fc.record({
    op: fc.constant('contains' as const),
    column: fc.constant('name'),
    value: fc.constantFrom('1', 'LEAD 4', '99'),
  }),
  fc.record({
    op: fc.constant('between' as const),
    column: fc.constant('some'),
    low: fc.constantFrom(null, 100),
    high: fc.constantFrom(null, 900),
  }),
  fc.record({
    op: fc.constant('between' as const),
    column: fc.constant('day'),
    low: fc.constantFrom(null, '2024-02-01', '2024-03'),
    high: fc.constantFrom(null, '2024-12-31'),
  }),
  fc.record({
    op: fc.constant('in' as const),
    column: fc.constant('few'),
    values: fc.subarray([0, 1, 2, 5, 16], { minLength: 1 }),
  }),
  fc.record({
    op: fc.constant('in' as const),
    column: fc.constant('some'),
    values: fc.constant<GridCell[]>([null, 5, 37]),
  }),
  fc.record({ op: fc.constantFrom('empty' as const, 'notEmpty' as const), column: fc.constant('some') }),
  fc.record({ op: fc.constant('equals' as const), column: fc.constant('third'), value: fc.boolean() }),
);
const sortOf = fc.uniqueArray(
  fc.record({
    column: fc.constantFrom(...COLUMNS),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  }),
  { maxLength: 3, selector: ({ column }) => column },
);

describe('the pages of a grid', () => {
  test('in any order of asking are the rows that the filters leave, in the order of the sort', async () => {
    const all = await everything();
    expect(all).toHaveLength(ROWS);
    await fc.assert(
      fc.asyncProperty(
        fc.array(filterOf, { maxLength: 2 }),
        sortOf,
        fc.array(fc.record({ offset: fc.nat(ROWS + 50), limit: fc.integer({ min: 1, max: 1500 }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (filters, sort, pages) => {
          const expected = sorted(
            all.filter((row) => filters.every((filter) => keeps(filter, row))),
            sort,
          );
          for (const { offset, limit } of [{ offset: 0, limit: 100 }, ...pages]) {
            const page = await engine.client.call('page', {
              query: { ...allRows(table), filters, sort },
              offset,
              limit,
            });
            expect(page.total).toBe(expected.length);
            expect(page.rows).toEqual(expected.slice(offset, offset + limit));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('hold together for every table of a run, with and without a sort', async () => {
    for (const { name, columns } of await engine.client.call('tables', {})) {
      const last = columns.at(-1)?.name ?? '';
      for (const sort of [[], [{ column: last, direction: 'desc' as const }]]) {
        const query = { ...allRows(name), filters: [], sort };
        const whole = await engine.client.call('page', { query, offset: 0, limit: 10_000 });
        const parts: Row[] = [];
        for (let offset = 0; offset < Math.min(whole.total, 10_000); offset += 700) {
          parts.push(...(await engine.client.call('page', { query, offset, limit: 700 })).rows);
        }
        expect(parts.slice(0, whole.rows.length)).toEqual(whole.rows);
        const first = await engine.client.call('page', { query, offset: 0, limit: 50 });
        expect(first.rows).toEqual(whole.rows.slice(0, 50));
      }
    }
  });

  test('that two ask for at the same time are computed once, and for the one who stays when the other leaves', async () => {
    const request: PageRequest = {
      query: { ...allRows(table), sort: [{ column: 'name', direction: 'asc' }] },
      offset: 2000,
      limit: 10,
    };
    const leaver = new AbortController();
    const left = readPage(engine.engine.workspace, request, leaver.signal).then(
      () => null,
      (error: unknown) => faultOf(error).kind,
    );
    const stayed = readPage(engine.engine.workspace, request);
    leaver.abort();
    expect(await left).toBe('cancelled');
    expect((await stayed).rows).toHaveLength(10);
  });

  test('leave no temporary table behind when a run ends', async () => {
    const other = await openEngine(sourceOf(await sampleFolder()));
    const { workspace } = other.engine;
    await other.client.call('run', { folder: FOLDER, settings: settingsWith() });
    await runUserSql(workspace, 'select 1', new AbortController().signal);
    await other.client.call('page', { query: allRows('dim_lead'), offset: 100, limit: 10 });
    await other.client.call('run', { folder: FOLDER, settings: settingsWith() });
    const left = await other.client.call('sql', {
      sql: "select table_name from information_schema.tables where table_type = 'LOCAL TEMPORARY'",
    });
    if (left.state !== 'done') throw new Error(left.message);
    // The table of this very answer is the one that is there.
    expect(left.rows).toBe(1);
    await other.close();
  });
});

describe('what a column holds', () => {
  test('equals a plain computation over all rows', async () => {
    const all = await everything();
    for (const [at, column] of COLUMNS.entries()) {
      const values = all.map((row) => row[at] ?? null);
      const present = values.filter((value) => value !== null);
      const statistics = await engine.client.call('columnStatistics', {
        query: allRows(table),
        column,
      });
      expect(statistics).toMatchObject({
        rows: ROWS,
        empty: values.length - present.length,
        distinct: new Set(present).size,
        isDistinctExact: true,
      });
      if (column !== 'third') {
        const ordered = present.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect([statistics.least, statistics.greatest]).toEqual([ordered[0], ordered.at(-1)]);
      }
      if (typeof present[0] === 'number') {
        const mean = present.reduce<number>((sum, value) => sum + Number(value), 0) / present.length;
        expect(statistics.mean).toBeCloseTo(mean, 9);
      }
      const bars = statistics.histogram.reduce((sum, bar) => sum + bar.rows, 0);
      expect(bars).toBe(statistics.histogram.length === 0 ? 0 : present.length);
      for (const bar of statistics.histogram) {
        if (column === 'share') continue;
        const inside = present.filter((value) => value >= (bar.low ?? '') && value <= (bar.high ?? ''));
        expect(inside).toHaveLength(bar.rows);
      }
      // Of a column that holds nearly everything once, no value is a frequent one.
      const isOfOnes = statistics.distinct > 20 && statistics.distinct > present.length * 0.9;
      expect(statistics.top.length === 0, column).toBe(isOfOnes);
      for (const { value, rows } of statistics.top) {
        expect(values.filter((other) => other === value)).toHaveLength(rows);
      }
    }
  });

  test('is listed by frequency, narrowed by a search and by the other filters', async () => {
    const query: GridQuery = {
      ...allRows(table),
      filters: [{ op: 'equals', column: 'third', value: true }],
      sort: [],
    };
    const all = (await everything()).filter((row) => row[5] === true);
    const counts = new Map<GridCell, number>();
    for (const row of all) counts.set(row[2] ?? null, (counts.get(row[2] ?? null) ?? 0) + 1);
    const { values, isComplete } = await engine.client.call('columnValues', {
      query,
      column: 'few',
      search: '',
      limit: 100,
    });
    expect(isComplete).toBe(true);
    expect(new Map(values.map(({ value, rows }) => [value, rows]))).toEqual(counts);
    expect(values.map(({ rows }) => rows)).toEqual([...values.map(({ rows }) => rows)].sort((a, b) => b - a));
    const some = await engine.client.call('columnValues', { query, column: 'few', search: '1', limit: 3 });
    expect(some.isComplete).toBe(false);
    expect(some.values).toHaveLength(3);
    expect(some.values.every(({ value }) => String(value).includes('1'))).toBe(true);
  });
});

describe('finding in a grid', () => {
  test('walks through the matches of the whole filtered and sorted table, round at the ends', async () => {
    const query: GridQuery = {
      ...allRows(table),
      filters: [{ op: 'between', column: 'n', low: 100, high: 4000 }],
      sort: [{ column: 'few', direction: 'desc' }],
    };
    const rows = sorted(
      (await everything()).filter((row) => Number(row[0]) >= 100 && Number(row[0]) <= 4000),
      query.sort,
    );
    const expected = rows.flatMap((row, position) =>
      String(row[1]).includes('LEAD 77'.toLowerCase()) ? [position] : [],
    );
    expect(expected.length).toBeGreaterThan(5);
    const ask = (from: number, direction: 'next' | 'previous') =>
      engine.client.call('find', { query, text: 'LEAD 77', columns: ['name'], from, direction });
    let from = -1;
    for (const [i, position] of expected.entries()) {
      const found = await ask(from, 'next');
      expect(found).toEqual({ matches: expected.length, position, ordinal: i + 1 });
      from = position;
    }
    expect((await ask(from, 'next')).position).toBe(expected[0]);
    expect((await ask(expected[0] ?? 0, 'previous')).position).toBe(expected.at(-1));
    expect(
      await engine.client.call('find', {
        query,
        text: 'not there',
        columns: ['name', 'n'],
        from: 3,
        direction: 'next',
      }),
    ).toEqual({
      matches: 0,
      position: null,
      ordinal: 0,
    });
  });
});

describe('the points of a chart', () => {
  const points = async (
    text: string,
    asked: Partial<Omit<EngineRequest<'chartPoints'>, 'query'>> = {},
  ): Promise<ChartPoints> => {
    const answer = await engine.client.call('sql', { sql: text });
    if (answer.state !== 'done') throw new Error(answer.message);
    return engine.client.call('chartPoints', {
      query: allRows(answer.table.name),
      kind: 'bar',
      x: 'x',
      y: 'y',
      series: null,
      aggregate: null,
      sort: 'greatest',
      ...asked,
    });
  };
  const pairs = ({ points: all }: ChartPoints) => all.map(({ x, y }) => [x, y]);
  const RATES = "select * from (values ('a', 0.2), ('a', 0.4), ('a', 0.9), ('b', 0.6)) t (x, rate)";

  test('are the rows themselves where x is unique, whatever y is', async () => {
    const chart = await points("select * from (values ('a', 0.25), ('b', 0.75)) t (x, rate)", { y: 'rate' });
    expect(chart.aggregate).toBe('none');
    expect(chart.points).toEqual([
      { x: 'b', y: 0.75, series: 0, rows: 1 },
      { x: 'a', y: 0.25, series: 0, rows: 1 },
    ]);
  });

  test('of rates that share a place are their mean, never their sum, and say how many rows stand behind', async () => {
    const chart = await points(RATES, { y: 'rate' });
    expect(chart.aggregate).toBe('mean');
    expect(chart.points).toEqual([
      { x: 'b', y: 0.6, series: 0, rows: 1 },
      { x: 'a', y: 0.5, series: 0, rows: 3 },
    ]);
    expect(chart.left.y).toBeNull();
  });

  test('of amounts that share a place are their sum, exact for decimal numbers', async () => {
    const chart = await points(
      "select * from (values ('a', 0.1::decimal(9, 2)), ('a', 0.2::decimal(9, 2))) t (x, spend)",
      { y: 'spend' },
    );
    expect(chart.aggregate).toBe('sum');
    expect(pairs(chart)).toEqual([['a', 0.3]]);
  });

  test.each([
    ['none', [0.9, 0.6, 0.4, 0.2]],
    ['sum', [1.5, 0.6]],
    ['mean', [0.6, 0.5]],
    ['median', [0.6, 0.4]],
    ['count', [3, 1]],
    ['min', [0.6, 0.2]],
    ['max', [0.9, 0.6]],
  ] as const)('are what the reader asks for: %s', async (aggregate, expected) => {
    const chart = await points(RATES, { y: 'rate', aggregate });
    expect(chart.aggregate).toBe(aggregate);
    expect(chart.points.map(({ y }) => Number(y.toFixed(6)))).toEqual(expected);
  });

  test('stand in the order that the reader asks for', async () => {
    const text = "select * from (values ('b', 2), ('c', 1), ('a', 3)) t (x, y)";
    const names = async (sort: ChartSort) => (await points(text, { sort })).points.map(({ x }) => x);
    expect(await names('greatest')).toEqual(['a', 'b', 'c']);
    expect(await names('smallest')).toEqual(['c', 'b', 'a']);
    expect(await names('x')).toEqual(['a', 'b', 'c']);
    expect(await names('given')).toEqual(['b', 'c', 'a']);
  });

  test('are told apart by a column: what is unique within it is drawn as it is, the places by all their colours', async () => {
    const chart = await points(
      "select * from (values ('a', 'p', 1), ('a', 'q', 5), ('b', 'p', 4), ('b', null, 4)) t (x, s, y)",
      { series: 's', aggregate: 'sum' },
    );
    expect(chart.series).toEqual([{ value: 'p' }, { value: 'q' }, { value: null }]);
    expect(chart.points.map(({ x, y, series }) => [x, series, y])).toEqual([
      ['b', 0, 4],
      ['b', 2, 4],
      ['a', 0, 1],
      ['a', 1, 5],
    ]);
    const unique = await points("select * from (values ('a', 'p', 0.1), ('a', 'q', 0.2)) t (x, s, rate)", {
      y: 'rate',
      series: 's',
    });
    expect(unique.aggregate).toBe('none');
  });

  test('of more series than there are colours: the rest is one where it can be, and else left out and counted', async () => {
    const text =
      "select i % 3 as x, 's' || least(i % 20, 12) as s, 1 as y, i as id_of_row from range(600) r (i)";
    const merged = await points(text, { series: 's', aggregate: 'sum' });
    expect(merged.series).toHaveLength(8);
    expect(merged.series.at(-1)).toBe('rest');
    expect(merged.points.reduce((sum, { y }) => sum + y, 0)).toBe(600);
    expect(merged.left).toEqual({ points: 0, y: 0, series: 0, seriesRows: 0 });
    const apart = await points(text, { series: 's', aggregate: 'none' });
    expect(apart.series).toHaveLength(8);
    expect(apart.left.series).toBe(5);
    expect(apart.rows + apart.left.seriesRows).toBe(600);
  });

  test('leave out what has no value, and say how many rows that are', async () => {
    const text = "select * from (values ('a', 1), ('b', null), (null, 3)) t (x, y)";
    const bars = await points(text);
    expect(pairs(bars)).toEqual([
      [null, 3],
      ['a', 1],
    ]);
    expect(bars.missing).toBe(1);
    const line = await points(text, { kind: 'line', sort: 'x' });
    expect(pairs(line)).toEqual([['a', 1]]);
    expect(line.missing).toBe(2);
  });

  test('of 10,000 categories are the greatest ones and what the rest adds up to', async () => {
    const chart = await points("select 'k' || i as x, i as y from range(10000) r (i)", { aggregate: 'sum' });
    expect(chart.points).toHaveLength(24);
    expect(chart.points[0]).toEqual({ x: 'k9999', y: 9999, series: 0, rows: 1 });
    expect(chart.left.points).toBe(10_000 - 24);
    expect((chart.left.y ?? 0) + chart.points.reduce((sum, { y }) => sum + y, 0)).toBe((9999 * 10_000) / 2);
  });

  test('count rows where no column is drawn, and keep what has no name', async () => {
    const chart = await points("select * from (values ('a'), ('a'), (null)) t (x)", { y: null });
    expect(chart.aggregate).toBe('count');
    expect(pairs(chart)).toEqual([
      ['a', 2],
      [null, 1],
    ]);
  });

  test.each(['bar', 'line', 'scatter'] as const)('of no row and of one row: %s', async (kind) => {
    const none = await points('select 1 as x, 2 as y limit 0', { kind });
    expect(none.points).toEqual([]);
    expect(none.rows).toBe(0);
    expect(pairs(await points('select 1 as x, 2 as y', { kind }))).toEqual([[1, 2]]);
  });

  test('of a line stand in the order of x, one a place, thinned where there are too many', async () => {
    const some = await points('select * from (values (3, 1), (1, 5), (3, 2), (null, 9)) t (x, y)', {
      kind: 'line',
      sort: 'x',
    });
    expect(pairs(some)).toEqual([
      [1, 5],
      [3, 3],
    ]);
    const many = await points('select i as x, i as y from range(20000) r (i)', { kind: 'line', sort: 'x' });
    expect(many.points.length).toBeLessThanOrEqual(1000);
    expect(many.left.points).toBe(20_000 - many.points.length);
  });
});

describe('a pivot table', () => {
  const pivot = async (
    text: string,
    asked: Partial<Omit<EngineRequest<'pivot'>, 'query'>> = {},
    filters: readonly GridFilter[] = [],
  ): Promise<PivotTable> => {
    const answer = await engine.client.call('sql', { sql: text });
    if (answer.state !== 'done') throw new Error(answer.message);
    return engine.client.call('pivot', {
      query: { ...allRows(answer.table.name), filters: [...filters] },
      rows: 'r',
      columns: 'c',
      measure: 'y',
      aggregate: null,
      ...asked,
    });
  };
  const SMALL = `select * from (values ('a', 'p', 1), ('a', 'p', 2), ('a', null, 4), ('b', 'p', 8), ('b', 'q', null)) t (r, c, y)`;
  const values = ({ cells }: PivotTable) => cells.map((row) => row.map(({ value }) => value));

  test('adds amounts up by row and column, and its totals from the rows', async () => {
    const table = await pivot(SMALL);
    expect(table.aggregate).toBe('sum');
    expect(table.rows).toEqual({ values: ['a', 'b'], others: 0 });
    expect(table.columns).toEqual({ values: ['p', null], others: 0 });
    expect(values(table)).toEqual([
      [3, 4],
      [8, null],
    ]);
    expect(table.cells[0]?.[0]?.rows).toBe(2);
    expect(table.rowTotals.map(({ value }) => value)).toEqual([7, 8]);
    expect(table.columnTotals.map(({ value }) => value)).toEqual([11, 4]);
    expect(table.total).toEqual({ value: 15, rows: 4 });
    expect(table.missing).toBe(1);
  });

  test.each([
    ['mean', 1.5, 3.75],
    ['median', 1.5, 3],
    ['min', 1, 1],
    ['max', 2, 8],
    ['count', 2, 4],
  ] as const)(
    'says what the reader asks for: %s, whose total is no sum of it',
    async (aggregate, first, total) => {
      const table = await pivot(SMALL, { aggregate });
      expect(table.cells[0]?.[0]?.value).toBe(first);
      expect(table.total.value).toBe(total);
    },
  );

  test('takes the mean of rates where its reader says nothing', async () => {
    const table = await pivot("select * from (values ('a', 0.2), ('a', 0.4)) t (r, rate)", {
      columns: null,
      measure: 'rate',
    });
    expect(table.aggregate).toBe('mean');
    expect(table.total.value).toBeCloseTo(0.3);
  });

  test('counts the rows that filters leave where there is no measure, in one column where there is none', async () => {
    const table = await pivot(SMALL, { measure: null, columns: null }, [
      { op: 'equals', column: 'c', value: 'p' },
    ]);
    expect(table.rows.values).toEqual(['a', 'b']);
    expect(values(table)).toEqual([[2], [1]]);
    expect(table.total).toEqual({ value: 3, rows: 3 });
    expect(table.missing).toBe(0);
  });

  test('keeps the most frequent values, and all others together so that nothing is lost', async () => {
    const table = await pivot(
      "select 'r' || (i % 250) as r, 'c' || (i % 30) as c, 1 as y from range(7510) t (i)",
    );
    expect(table.rows.values).toHaveLength(200);
    expect(table.rows.others).toBe(50);
    expect(table.columns.values).toHaveLength(24);
    expect(table.columns.others).toBe(6);
    expect(table.cells).toHaveLength(201);
    expect(table.cells.every((row) => row.length === 25)).toBe(true);
    const sum = (cells: readonly { readonly value: number | null }[]): number =>
      cells.reduce((all, { value }) => all + (value ?? 0), 0);
    expect(sum(table.cells.flat())).toBe(7510);
    expect(sum(table.rowTotals)).toBe(7510);
    expect(sum(table.columnTotals)).toBe(7510);
    table.cells.forEach((row, index) => expect(sum(row)).toBe(table.rowTotals[index]?.value));
  });

  test('stands in the order of dates and numbers, and of names by how frequent they are', async () => {
    const table = await pivot(
      "select * from (values (3, 'b'), (1, 'b'), (2, 'a'), (2, 'b'), (2, 'a')) t (r, c)",
      { measure: null },
    );
    expect(table.rows.values).toEqual([1, 2, 3]);
    expect(table.columns.values).toEqual(['b', 'a']);
    expect(values(table)).toEqual([
      [1, null],
      [1, 2],
      [1, null],
    ]);
  });

  test('has names and values of a file in it as they are, whatever they hold', async () => {
    const table = await pivot(
      `select 'it''s "x"; drop table y --' as "r", 'c' as "c'; select 1 --", 2 as "y ""q"""`,
      { columns: "c'; select 1 --", measure: 'y "q"' },
    );
    expect(table.rows.values).toEqual(['it\'s "x"; drop table y --']);
    expect(table.total.value).toBe(2);
  });

  test('of no row is empty', async () => {
    const table = await pivot(`${SMALL} limit 0`);
    expect(table.cells).toEqual([]);
    expect(table.total.rows).toBe(0);
  });
});
