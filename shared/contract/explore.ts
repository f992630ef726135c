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

/** What tables are told apart by in lists, in the order in which data goes through them. */
export const TABLE_GROUPS = ['sources', 'cleaned', 'matched', 'measured', 'reports'] as const;
export type TableGroup = (typeof TABLE_GROUPS)[number];

/** A table of the last run, with its place in the list of them. */
export interface ExploreTable extends GridTable {
  readonly group: TableGroup;
}

/** How many rows a table of the last run has. */
export interface TableSize {
  readonly name: string;
  readonly rows: number;
}

export const rawFileRequest = z.object({ file: z.string() });

/** The records of a file in its own columns, as a table that the grid can page. */
export interface RawFile {
  readonly table: GridTable;
  /** Whether these are all its records; of a large file they are the first ones. */
  readonly isWhole: boolean;
}

/** A query to begin with. */
export interface StarterQuery {
  readonly question: 'leadQuality' | 'revenue';
  /** What it answers, as a question. */
  readonly title: string;
  readonly sql: string;
}

/** A table by the name that SQL of users knows it by. */
export interface SqlTable {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly group: TableGroup;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly description: string;
  }[];
}

export const CHART_KINDS = ['bar', 'line', 'scatter'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** What one mark of a chart says of the rows behind it; `none`: each row has a mark of its own. */
export const AGGREGATES = ['none', 'sum', 'mean', 'median', 'count', 'min', 'max'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** How the places of a chart stand: by what they show, by x, or as their first rows lie in the result. */
export const CHART_SORTS = ['greatest', 'smallest', 'x', 'given'] as const;
export type ChartSort = (typeof CHART_SORTS)[number];

export const chartRequest = z.object({
  query: gridQuery,
  kind: z.enum(CHART_KINDS),
  x: z.string(),
  /** null: rows are counted. */
  y: z.string().nullable(),
  /** A column whose values are told apart by colour; null: none. */
  series: z.string().nullable(),
  /** null: `none` where x (within a series) is unique, else a sum of what adds up and a mean of what does not. */
  aggregate: z.enum(AGGREGATES).nullable(),
  sort: z.enum(CHART_SORTS),
});

/** A value that is told apart by colour; `rest`: all values that have no colour of their own. */
export type ChartSeries = { readonly value: GridCell } | 'rest';

/** The points of a chart of any table. */
export interface ChartPoints {
  /** What was asked for. */
  readonly of: Pick<z.infer<typeof chartRequest>, 'kind' | 'x' | 'y' | 'series' | 'sort'>;
  /** The one that was asked for, or chosen where that was left open. */
  readonly aggregate: Aggregate;
  /** The one with most rows first, the rest last; one whose value is null where there are no series. */
  readonly series: readonly ChartSeries[];
  /** In the order of their places. `series`: a position among the series; `rows`: how many stand behind the point. */
  readonly points: readonly {
    readonly x: GridCell;
    readonly y: number;
    readonly series: number;
    readonly rows: number;
  }[];
  /** Rows behind all points, those that are left out included. */
  readonly rows: number;
  /** Rows without a point: they have no value in y, or none in x where that is a place along a line. */
  readonly missing: number;
  /**
   * What was left out: places or, of dots and where each row has a mark, rows; what they add up to where the aggregate adds
   * up, else null; and series where they cannot be drawn together, with their rows.
   */
  readonly left: {
    readonly points: number;
    readonly y: number | null;
    readonly series: number;
    readonly seriesRows: number;
  };
}

export const pivotRequest = z.object({
  query: gridQuery,
  /** The column whose values are rows, and the one whose values are columns; null: all rows are in one column. */
  rows: z.string(),
  columns: z.string().nullable(),
  /** null: rows are counted. */
  measure: z.string().nullable(),
  /** null: a sum of what adds up, a mean of what does not. */
  aggregate: z.enum(AGGREGATES).exclude(['none']).nullable(),
});

/** What a measure is of some rows, and how many they are; null where there is none. */
export interface PivotCell {
  readonly value: number | null;
  readonly rows: number;
}

/** The values along one side of a pivot table: the most frequent first. */
export interface PivotKeys {
  readonly values: readonly GridCell[];
  /** How many more there are: together they come last. */
  readonly others: number;
}

/** The rows of a query by the values of two columns. */
export interface PivotTable {
  /** What was asked for. */
  readonly of: Pick<z.infer<typeof pivotRequest>, 'rows' | 'columns' | 'measure'>;
  /** The one that was asked for, or chosen where that was left open. */
  readonly aggregate: Aggregate;
  readonly rows: PivotKeys;
  readonly columns: PivotKeys;
  /** By row and column; others last. */
  readonly cells: readonly (readonly PivotCell[])[];
  readonly rowTotals: readonly PivotCell[];
  readonly columnTotals: readonly PivotCell[];
  readonly total: PivotCell;
  /** Rows that are in no cell: they have no value in the measure. */
  readonly missing: number;
}
