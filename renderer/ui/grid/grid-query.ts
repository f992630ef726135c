import type { GridFilter, GridQuery } from '../../../shared/contract/grid';

/** What a reader asks of the rows of a query: only some of them, in another order. */
interface Narrowing {
  readonly filters: readonly GridFilter[];
  /** Empty: as the query has them. */
  readonly sort: GridQuery['sort'];
}

/** A query narrowed and sorted further; whatever else it holds stays. */
export const narrowed = (query: GridQuery, { filters, sort }: Narrowing): GridQuery => ({
  ...query,
  filters: [...query.filters, ...filters],
  sort: sort.length === 0 ? query.sort : sort,
});

/** Columns in which a query leaves one value only: they say nothing. */
export const constantColumns = (query: GridQuery): readonly string[] => [
  ...new Set(
    query.filters.flatMap((filter) =>
      filter.op === 'equals' || filter.op === 'empty' ? [filter.column] : [],
    ),
  ),
];
