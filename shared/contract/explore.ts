import { z } from 'zod';
import { gridQuery, type GridCell, type GridTable } from './grid';

/** A column of the rows that a grid query leaves. */
export const columnRequest = z.object({ query: gridQuery, column: z.string() });

export const valuesRequest = columnRequest.extend({
  /** Only values that contain this, whatever its case; all where empty. */
  search: z.string(),
  limit: z.int().min(1).max(1000),
});

/** A value and how many rows have it. */
export interface ValueCount {
  readonly value: GridCell;
  readonly rows: number;
}

/** The most frequent values of a column, the most frequent first. */
export interface ColumnValues {
  readonly values: readonly ValueCount[];
  /** Whether these are all there are. */
  readonly isComplete: boolean;
}

/** What one column holds, over all rows of a query. */
export interface ColumnStatistics {
  readonly rows: number;
  /** Rows in which it has no value. */
  readonly empty: number;
  /** Different values; an estimate (a few per cent) above 10,000. */
  readonly distinct: number;
  readonly isDistinctExact: boolean;
  /** Smallest and greatest value, as shown; null where there are none or order means nothing. */
  readonly least: GridCell;
  readonly greatest: GridCell;
  /** Of numbers only. */
  readonly mean: number | null;
  /** Empty where nearly every row has a value of its own. */
  readonly top: readonly ValueCount[];
  /** Equal-width bins over numbers, dates and times; empty for others. Bounds are numbers, or ISO text for dates and times. */
  readonly histogram: readonly { readonly low: GridCell; readonly high: GridCell; readonly rows: number }[];
}

export const findRequest = z.object({
  query: gridQuery,
  text: z.string().min(1),
  /** The columns to look in. */
  columns: z.array(z.string()).min(1),
  /** Position of the row to go on from; −1 before the first. */
  from: z.int().min(-1),
  direction: z.enum(['next', 'previous']),
});

/** A row that was found; the search goes round at the ends. */
export interface FoundRow {
  /** Rows that contain the text. */
  readonly matches: number;
  /** Position of this one among the rows of the query, from 0; null where nothing matches. */
  readonly position: number | null;
  /** Its number among the matches, from 1. */
  readonly ordinal: number;
}

export const sqlRequest = z.object({ sql: z.string().max(100_000) });

/** What came of a statement that a user wrote. */
export type SqlAnswer =
  | {
      readonly state: 'done';
      /** The result as a table that the grid can page, sort and filter. */
      readonly table: GridTable;
      readonly rows: number;
      readonly milliseconds: number;
    }
  | {
      readonly state: 'refused';
      /** In plain words, or the database's own. */
      readonly message: string;
      readonly hint: string | null;
      /** Where in the text: line and column from 1. */
      readonly place: { readonly line: number; readonly column: number } | null;
    };

/** A table by the name that SQL of users knows it by. */
export interface SqlTable {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly description: string;
  }[];
}

export const CHART_KINDS = ['bar', 'line', 'scatter'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

export const chartRequest = z.object({
  query: gridQuery,
  kind: z.enum(CHART_KINDS),
  x: z.string(),
  /** null: rows are counted. */
  y: z.string().nullable(),
});

/** The points of a chart of any table; bars are sums (or counts) by x. */
export interface ChartPoints {
  readonly points: readonly { readonly x: GridCell; readonly y: number }[];
  /** Rows with a value in both columns. */
  readonly rows: number;
  /** What was left out: categories, places on the line, or rows, and their sum for bars. */
  readonly left: { readonly points: number; readonly y: number };
}
