import { parse } from 'csv-parse/sync';
import type { Page } from '@playwright/test';
import type { Rows } from './seen';

/** Rows by column, as text: those of the pages of a grid, or those of a file. */
export class Table {
  readonly #columns: ReadonlyMap<string, number>;
  readonly lines: readonly (readonly string[])[];

  constructor(columns: readonly string[], lines: readonly (readonly string[])[]) {
    this.#columns = new Map(columns.map((name, index) => [name, index]));
    this.lines = lines;
  }

  #valuesOf(column: string): readonly string[] {
    const at = this.#columns.get(column);
    if (at === undefined) throw new Error(`The rows have no column ${column}.`);
    return this.lines.map((line) => line[at] ?? '');
  }

  /** Whole hundredths: sums of money are exact. */
  sum(column: string): number {
    return this.#valuesOf(column).reduce((sum, value) => sum + Math.round(Number(value) * 100), 0) / 100;
  }

  /** Different values, those that are there. */
  distinct(column: string): number {
    return new Set(this.#valuesOf(column).filter((value) => value !== '')).size;
  }

  /** Rows that have this value. */
  with(column: string, value: string): number {
    return this.#valuesOf(column).filter((one) => one === value).length;
  }

  /** The rows with only these columns, in no order. */
  content(columns: readonly string[]): string[] {
    const at = columns.map((name) => this.#columns.get(name) ?? -1);
    return this.lines.map((line) => JSON.stringify(at.map((index) => line[index] ?? ''))).sort();
  }
}

/** What stands behind a panel: the rows of all pages of its query, and those of the file that its button saves. */
export interface Behind {
  readonly pages: Table;
  readonly file: Table;
  /** Why they are not the same rows; null where they are. */
  readonly differ: string | null;
}

/** Rows that are asked for at a time: as many as the grid asks for where there are few, so that pages are joined. */
const PAGE = 100;
const MANY = 1000;

/** All rows of a query. @param counted how many it is said to have */
export async function readPages(
  page: Page,
  query: string,
  counted: number,
): Promise<{ rows: Rows['rows']; columns: Rows['columns'] }> {
  const limit = counted > 10 * PAGE ? MANY : PAGE;
  const rows: Rows['rows'][number][] = [];
  for (;;) {
    const next = await page.evaluate(([asked, offset, size]) => window.walk.page(asked, offset, size), [
      query,
      rows.length,
      limit,
    ] as const);
    rows.push(...next.rows);
    if (next.rows.length === 0 || rows.length >= next.total) return { rows, columns: next.columns };
  }
}

/** Rows as the engine gives them. */
export const tableOf = (columns: Rows['columns'], rows: Rows['rows']): Table =>
  new Table(
    columns.map(({ name }) => name),
    rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
  );

/** Columns whose cells are written the same way in a file and on a page. */
const PLAIN: ReadonlySet<string> = new Set(['text', 'hash', 'date']);

/** The panel must be open on the query. @param counted rows that it says it has */
export async function readBehind(page: Page, query: string, counted: number): Promise<Behind> {
  const { rows, columns } = await readPages(page, query, counted);
  const pages = tableOf(columns, rows);
  const saved = await page.evaluate(() => window.walk.csv());
  const [head = [], ...lines] = parse(saved.text, { bom: true, relax_column_count: true });
  // A head says the unit of its column, and how far it can be trusted, behind its name.
  const nameOf = (title: string): string => /^\w+/.exec(title)?.[0] ?? title;
  const file = new Table(
    // Columns of a raw file may have any name: they are told by their place.
    head.map((title, at) => (head.length === columns.length ? columns[at]?.name : null) ?? nameOf(title)),
    lines,
  );
  const plain = columns.filter(({ kind }) => PLAIN.has(kind)).map(({ name }) => name);
  // A cell that a spreadsheet would run has a mark before it in the file.
  const bare = (line: string): string => line.replaceAll(/"'(?=[=+\-@\t\r|%])/g, '"');
  const [paged, exported] = [pages.content(plain).map(bare), file.content(plain).map(bare)];
  const other = paged.find((line, index) => line !== exported[index]);
  return {
    pages,
    file,
    differ:
      // No rows are no page: what the screen would ask for is not known then.
      saved.query !== query && paged.length + exported.length > 0
        ? `CSV is of another query: ${saved.query}`
        : paged.length !== exported.length
          ? `${String(paged.length)} rows on the pages, ${String(exported.length)} in the file`
          : other === undefined
            ? null
            : `rows differ: ${other.slice(0, 200)}`,
  };
}
