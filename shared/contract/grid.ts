import { z } from 'zod';
import { BASES, LINK_SETTINGS } from '../domain/lead-quality';

/** How a column is read by people: decides alignment, format and filter. `code`: values of the program, shown in words. */
export type ColumnKind =
  'text' | 'code' | 'hash' | 'count' | 'number' | 'money' | 'share' | 'boolean' | 'date' | 'timestamp';

export interface GridColumn {
  readonly name: string;
  readonly label: string;
  readonly kind: ColumnKind;
  /** Plain words for the tooltip. */
  readonly description: string;
}

/** A table that screens may ask pages of. */
export interface GridTable {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** In words: "one row per …". */
  readonly grain: string;
  readonly columns: readonly GridColumn[];
}

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const gridFilter = z.discriminatedUnion('op', [
  z.object({ op: z.literal('equals'), column: z.string(), value: cell }),
  z.object({ op: z.literal('in'), column: z.string(), values: z.array(cell) }),
  z.object({ op: z.literal('contains'), column: z.string(), value: z.string() }),
  z.object({ op: z.literal('between'), column: z.string(), low: cell, high: cell }),
  z.object({ op: z.literal('empty'), column: z.string() }),
  z.object({ op: z.literal('notEmpty'), column: z.string() }),
  /** Of lead outcomes: leads of which one of the snapshots of these orders holds a row, by the links of the outcome. */
  /** Delivered leads with one of these values in a column that is kept as a dimension; null: without one. */
  z.object({
    op: z.literal('kept'),
    column: z.literal('lead_uuid'),
    dimension: z.string(),
    values: z.array(z.string().nullable()),
  }),
  z.object({ op: z.literal('inSnapshots'), column: z.literal('lead_uuid'), orders: z.array(z.int()) }),
]);
export type GridFilter = z.infer<typeof gridFilter>;

const day = z.iso.date();
const period = z.object({ from: day, to: day });

/** Two ways to look at the delivered leads. `a` is the one that is compared with: older, before, stricter. */
export const comparedSides = z.discriminatedUnion('kind', [
  /** What was known after the snapshots of these orders. */
  z.object({ kind: z.literal('snapshots'), a: z.int().min(1), b: z.int().min(1) }),
  /** Leads by their date of entry, both ends included. */
  z.object({ kind: z.literal('periods'), a: period, b: period }),
  /** Under two link settings. */
  z.object({
    kind: z.literal('links'),
    a: z.enum(LINK_SETTINGS).default('strict'),
    b: z.enum(LINK_SETTINGS).default('linked'),
  }),
  /** The run before, with its files, settings and decisions, and the last one. */
  z.object({ kind: z.literal('runs') }),
]);
export type ComparedSides = z.infer<typeof comparedSides>;

/** What `rpt_lead_changes` holds: delivered leads of which the filters hold, under both sides. */
const comparison = z.object({
  sides: comparedSides,
  basis: z.enum(BASES),
  links: z.enum(LINK_SETTINGS),
  leads: z.array(gridFilter),
});
export type GridComparison = z.infer<typeof comparison>;

/** Which part of its table a query reads, before its filters. */
const gridScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  /** Rows about CRM leads that are linked to delivered leads of which these filters hold (columns of `int_lead_outcomes`). */
  z.object({ kind: z.literal('linkedTo'), links: z.enum(LINK_SETTINGS), leads: z.array(gridFilter) }),
  /** Of `rpt_lead_changes`, and always there. */
  comparison.extend({ kind: z.literal('comparison') }),
]);
export type GridScope = z.infer<typeof gridScope>;

/**
 * Rows of one table: which, in which order. Filters are joined by *and*. Every part is required, and requests hold a
 * query whole: who narrows or sorts one spreads it, so that no part is lost on the way to a page, a sum or a file.
 */
export const gridQuery = z.object({
  table: z.string(),
  scope: gridScope,
  filters: z.array(gridFilter),
  sort: z.array(z.object({ column: z.string(), direction: z.enum(['asc', 'desc']) })),
});
export type GridQuery = z.infer<typeof gridQuery>;

/** All rows of a table, in its own order. */
export const allRows = (table: string): GridQuery => ({
  table,
  scope: { kind: 'all' },
  filters: [],
  sort: [],
});

export const pageRequest = z.object({
  query: gridQuery,
  offset: z.int().min(0),
  limit: z.int().min(1).max(10_000),
});
export type PageRequest = z.infer<typeof pageRequest>;

/** What a number is of the rows behind it, where it is not how many they are. */
export const figure = z.object({
  /** `distinct`: different values that are there. */
  take: z.enum(['sum', 'distinct']),
  column: z.string(),
  /** With the currency, where it is money. */
  label: z.string(),
});
export type Figure = z.infer<typeof figure>;

export const figuresRequest = z.object({ query: gridQuery, figures: z.array(figure) });

export interface FigureValue {
  readonly label: string;
  readonly value: number;
  readonly kind: 'count' | 'money';
}

export type GridCell = string | number | boolean | null;

export interface GridPage {
  readonly columns: readonly GridColumn[];
  /** Row-wise, in the order of `columns`. */
  readonly rows: readonly (readonly GridCell[])[];
  /** Rows that the filters leave, over all pages. */
  readonly total: number;
}
