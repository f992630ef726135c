import { z } from 'zod';
import { chartRequest, pivotRequest, type ChartPoints, type PivotTable } from './explore';
import type { GridCell, GridColumn } from './grid';

/** How the result of a query is shown. */
export const explorationShown = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rows') }),
  z.strictObject({ kind: z.literal('chart'), chart: chartRequest.omit({ query: true }) }),
  z.strictObject({ kind: z.literal('pivot'), pivot: pivotRequest.omit({ query: true }) }),
]);
export type ExplorationShown = z.infer<typeof explorationShown>;

/** A table or chart of SQL that the reader keeps for the report: it is computed again at each run. */
export const exploration = z.strictObject({
  id: z.string(),
  title: z.string().trim().min(1).max(120),
  sql: z.string().max(100_000),
  shown: explorationShown,
});
export type Exploration = z.infer<typeof exploration>;

/** What came of an exploration. */
export type ExplorationOutcome =
  | { readonly state: 'rows'; readonly rows: readonly (readonly GridCell[])[]; readonly total: number }
  | { readonly state: 'chart'; readonly points: ChartPoints }
  | { readonly state: 'pivot'; readonly pivot: PivotTable };

export interface ExploredResult {
  readonly exploration: Exploration;
  /** Of the result; empty where there is none. */
  readonly columns: readonly GridColumn[];
  /** Why there is none, with the next step, as a sentence; else what came of it. */
  readonly outcome: ExplorationOutcome | { readonly state: 'failed'; readonly why: string };
}
