import type { ColumnKind, GridColumn, GridFilter, GridQuery } from '../../shared/contract/grid';

/** One column's filter as the grid keeps it: a single condition, or two that must both hold. */
export interface ColumnFilterModel {
  readonly type?: string;
  readonly filter?: string | number | null;
  readonly filterTo?: string | number | null;
  readonly conditions?: readonly ColumnFilterModel[];
}

const TRUTHS: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

/** Booleans are shown as words, so they are looked for by words. */
function valueFor(kind: ColumnKind | undefined, value: string | number): string | number | boolean {
  if (kind !== 'boolean' || typeof value !== 'string') return value;
  return TRUTHS[value.trim().toLowerCase()] ?? value;
}

function filterOf(
  column: string,
  kind: ColumnKind | undefined,
  model: ColumnFilterModel,
): readonly GridFilter[] {
  if (model.conditions) return model.conditions.flatMap((part) => filterOf(column, kind, part));
  const { type, filter = null, filterTo = null } = model;
  switch (type) {
    case 'blank':
      return [{ op: 'empty', column }];
    case 'notBlank':
      return [{ op: 'notEmpty', column }];
    case 'contains':
      if (filter === null) return [];
      return kind === 'boolean'
        ? [{ op: 'equals', column, value: valueFor(kind, filter) }]
        : [{ op: 'contains', column, value: String(filter) }];
    case 'equals':
      return filter === null ? [] : [{ op: 'equals', column, value: valueFor(kind, filter) }];
    case 'inRange':
      return filter === null || filterTo === null
        ? []
        : [{ op: 'between', column, low: filter, high: filterTo }];
    default:
      return [];
  }
}

/** The query that a grid asks: what it was opened with, narrowed and sorted by its header. */
export function narrowed(
  query: GridQuery,
  columns: readonly GridColumn[],
  filterModel: Readonly<Record<string, ColumnFilterModel>>,
  sortModel: readonly { readonly colId: string; readonly sort: 'asc' | 'desc' }[],
): GridQuery {
  const kinds = new Map(columns.map((c) => [c.name, c.kind]));
  return {
    ...query,
    filters: [
      ...query.filters,
      ...Object.entries(filterModel).flatMap(([column, model]) => filterOf(column, kinds.get(column), model)),
    ],
    sort:
      sortModel.length === 0
        ? query.sort
        : sortModel.map(({ colId, sort }) => ({ column: colId, direction: sort })),
  };
}

/** Columns in which a query leaves one value only. */
export const constantColumns = (query: GridQuery): ReadonlySet<string> =>
  new Set(
    query.filters.flatMap((filter) =>
      filter.op === 'equals' || filter.op === 'empty' ? [filter.column] : [],
    ),
  );
