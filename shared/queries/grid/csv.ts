import type { ExportChunk } from '../../contract/report';
import type { GridQuery } from '../../contract/grid';
import { csvLines } from '../../domain/csv-lines';
import type { DeadSpan } from '../../domain/dead-steps';
import { ident, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { gridSource } from './grid-source';
import { headerFor } from './csv-header';
import { whereOf } from './grid-where';
import { orderedPages } from './row-order';
import { scanRows } from './scan-rows';

/** Rows of one chunk: about a megabyte. */
const CHUNK_ROWS = 5_000;

/**
 * Rows read at a time where each page begins after the key of the one before. Up to 5,000 the database keeps only the
 * page while it looks for it; beyond, it sorts all that is left, and WebAssembly never gives that memory back.
 */
const KEYED_PAGE_ROWS = 5_000;

/** Rows read at a time where they have places of their own, and nothing is sorted for a page. */
const PLACED_PAGE_ROWS = 20_000;

export interface CsvOptions {
  readonly byteOrderMark: boolean;
  /** For programs: cells as they are, and names of columns alone in the header. */
  readonly raw: boolean;
  /** Stretches in which a column of the reports is dead. */
  readonly dead?: readonly DeadSpan[];
}

/**
 * All rows of a grid query as CSV in UTF-8 with a header of column names and their units, written in chunks: the memory is that of
 * one page, however many rows there are.
 * @returns the bytes written
 */
export async function writeCsv(
  workspace: Workspace,
  query: GridQuery,
  { byteOrderMark, raw, dead = [] }: CsvOptions,
  send: (chunk: Omit<ExportChunk, 'file'>) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  const source = gridSource(workspace, query);
  const shown = source.columns.map(({ name, shown: value }): Sql => sql`${value} as ${ident(name)}`);
  let written = 0;
  const write = async (bytes: Uint8Array, last = false): Promise<void> => {
    written += bytes.length;
    await send({ bytes, last });
  };
  if (byteOrderMark) await write(new Uint8Array([0xef, 0xbb, 0xbf]));
  await write(
    csvLines([source.columns.map((column) => (raw ? column.name : headerFor(column, source, dead)))], raw),
  );
  const { relation } = source;
  const where = whereOf(source, query.filters);
  const pages = relation
    ? scanRows(
        workspace,
        { relation, from: source.from, shown, where, sort: query.sort, pageRows: KEYED_PAGE_ROWS },
        signal,
      )
    : orderedPages(workspace, source, query, shown, PLACED_PAGE_ROWS, signal);
  for await (const page of pages) {
    const columns = shown.map((_, index) => page.column(index));
    for (let from = 0; from < page.rowCount; from += CHUNK_ROWS) {
      const rows = Array.from({ length: Math.min(CHUNK_ROWS, page.rowCount - from) }, (_, row) =>
        columns.map((column) => column[from + row] ?? null),
      );
      await write(csvLines(rows, raw));
    }
  }
  await write(new Uint8Array(), true);
  return written;
}
