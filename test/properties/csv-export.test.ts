import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GridCell } from '../../shared/contract/grid';
import type { Cell } from '../../shared/ports/database';
import { csvCell, csvLines } from '../../shared/domain/csv-lines';
import { scanRows, type SortKey } from '../../shared/queries/grid/scan-rows';
import { defineTable } from '../../shared/sql/model';
import { ident, sql } from '../../shared/sql/sql';
import { Workspace } from '../../shared/sql/workspace';
import { freshDatabase } from '../support/reused-database';
import { temporaryFolder } from '../support/temporary-folder';

/** Text as files may hold it: separators, quotes, line ends, formulas, and what no one expects. */
const oddText = fc.oneof(
  fc.constantFrom('', ' ', '"', ',', '\r\n', 'a\nb', '=1+1', '@x', "'", 'NULL', 'null', '-5', '€ ł 漢 🙂'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

/** DuckDB's reader of CSV takes no NUL. */
const readable = oddText.filter((text) => !text.includes('\0'));

describe('CSV', () => {
  it('gives a native database the same table back: raw, with nulls apart from empty text', async () => {
    const database = await DuckDBInstance.create();
    const connection = await database.connect();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.option(readable), fc.option(readable)), { minLength: 1, maxLength: 30 }),
        async (rows) => {
          const file = join(await temporaryFolder(), 'x.csv');
          // A first column that is never empty: a line of nothing would be no line.
          const numbered = rows.map((row, i): GridCell[] => [i, ...row]);
          await writeFile(file, csvLines([['n', 'a', 'b'], ...numbered], true));
          const read = await connection.runAndReadAll(
            `select n::integer, a, b from read_csv('${file}', header = true, all_varchar = true, delim = ',', quote = '"',
              escape = '"', allow_quoted_nulls = false, new_line = '\\r\\n', parallel = false, auto_detect = false,
              columns = {'n': 'VARCHAR', 'a': 'VARCHAR', 'b': 'VARCHAR'})`,
          );
          expect(read.getRows()).toEqual(numbered);
        },
      ),
      { numRuns: 60 },
    );
    connection.closeSync();
  });

  it.each([
    ['a\rb', '"a\rb"'],
    ['a\nb', '"a\nb"'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['', '""'],
    ['a b', 'a b'],
  ])('quotes what would end a cell or a record: %j', (text, written) => {
    expect(csvCell(text, false)).toBe(written);
  });

  it('never begins a text cell as a formula does, unless raw cells are asked for; numbers stay', () => {
    const of = (cell: GridCell, raw: boolean): string =>
      new TextDecoder().decode(csvLines([[cell]], raw)).trim();
    fc.assert(
      fc.property(
        fc.constantFrom('=', '+', '-', '@'),
        fc.stringMatching(/^[a-z0-9()]{0,8}$/),
        (start, rest) => {
          expect(of(start + rest, false)).toBe(`'${start}${rest}`);
          expect(of(start + rest, true)).toBe(start + rest);
        },
      ),
    );
    // A spreadsheet takes white space before a formula for nothing.
    expect(csvCell('\t=1+1', false)).toBe(`'\t=1+1`);
    expect(csvCell('\r=1+1', false)).toBe(`"'\r=1+1"`);
    expect(csvCell('\n=1+1', false)).toBe(`"'\n=1+1"`);
    for (const wide of ['＝', '＋', '－', '＠'])
      expect(csvCell(`${wide}1+1`, false), wide).toBe(`'${wide}1+1`);
    expect(csvCell('\t=1+1', true)).toBe('\t=1+1');
    expect(csvCell('a=1', false)).toBe('a=1');
    expect(of(-5, false)).toBe('-5');
    expect(of(null, false)).toBe('');
  });
});

const COLUMNS = {
  a: { type: 'VARCHAR', description: 'text' },
  n: { type: 'INTEGER', description: 'number' },
  d: { type: 'DOUBLE', description: 'double' },
} as const;

const keyed = defineTable({
  name: 'src_scanned',
  title: 'Scanned',
  description: '',
  grain: 'one row per n',
  key: ['n'],
  columns: COLUMNS,
});

describe('reading all rows in pages', () => {
  it('gives each row once and in order, whatever the size of a page, the sort and the nulls', async () => {
    const workspace = new Workspace(await freshDatabase(), '0.0.0-test');
    const sorts: SortKey[][] = [
      [],
      [{ column: 'a', direction: 'asc' }],
      [{ column: 'a', direction: 'desc' }],
      [
        { column: 'd', direction: 'desc' },
        { column: 'a', direction: 'asc' },
      ],
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.tuple(
            fc.option(fc.constantFrom('', 'a', 'A', "it's", 'x\0y', 'x\0z', 'ä')),
            fc.integer({ min: -50, max: 50 }),
            fc.option(fc.constantFrom(0.1, -2.5, 1e21, 3)),
          ),
          { selector: ([, n]) => n, maxLength: 25 },
        ),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(...sorts),
        async (rows, pageRows, sort) => {
          workspace.begin();
          await workspace.fill(keyed, JSON.stringify(rows), async (into) => {
            if (rows.length === 0) return;
            await into.append({
              a: { type: 'text', values: rows.map(([a]) => a) },
              n: { type: 'integer', values: rows.map(([, n]) => n) },
              d: { type: 'double', values: rows.map(([, , d]) => d) },
            });
          });
          await workspace.commit();
          const shown = ['a', 'n', 'd'].map((name) => sql`t.${ident(name)} as ${ident(name)}`);
          const scan = { relation: keyed, shown, where: sql``, sort, pageRows };
          const seen: Cell[][] = [];
          for await (const page of scanRows(workspace, scan, new AbortController().signal)) {
            expect(page.rowCount).toBeLessThanOrEqual(pageRows);
            seen.push(...page.rows().map((row) => row.slice(0, 3)));
          }
          const whole = scanRows(workspace, { ...scan, pageRows: 1000 }, new AbortController().signal);
          const { value } = (await whole.next()) as { value: { rows(): Cell[][] } };
          expect(seen).toEqual(value.rows().map((row) => row.slice(0, 3)));
          expect(seen.map(([, n]) => n).sort()).toEqual(rows.map(([, n]) => n).sort());
        },
      ),
      { numRuns: 60 },
    );
  });
});
