import type { ColumnKind } from '../contract/grid';
import type { Relation, Sql } from './sql';

export type SqlType = 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP';

export interface ColumnSpec {
  readonly type: SqlType;
  /** Plain words, for tooltips and docs. */
  readonly description: string;
  /** Label in grids; the name in words where absent. */
  readonly label?: string;
  /** How people read it; derived from the type where absent. */
  readonly kind?: ColumnKind;
  readonly notNull?: boolean;
}

export type Columns = Readonly<Record<string, ColumnSpec>>;

interface RelationSpec {
  /** dbt's terms: `src_`, `stg_`, `int_`, `dim_`, `fct_`, `rpt_`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** "one row per …" */
  readonly grain: string;
  /** Columns that together are unique; empty where rows may repeat. */
  readonly key: readonly string[];
  readonly columns: Columns;
}

/** A table that a step fills. */
export interface TableSpec extends RelationSpec, Relation {
  readonly source: 'step';
}

/** One `select`. `P` is what it takes besides other relations; it goes in as literals. */
export interface ModelSpec<P = never> extends RelationSpec, Relation {
  readonly source: 'select';
  /** `view`: computed when someone looks. */
  readonly materialized: 'table' | 'view';
  readonly select: (parameters: P) => Sql;
}

export type AnyRelation = TableSpec | ModelSpec;

/** A model with what it takes. */
export const withParameters = <P>(model: ModelSpec<P>, parameters: P): ModelSpec<void> => ({
  ...model,
  select: () => model.select(parameters),
});

export const defineTable = (spec: RelationSpec): TableSpec => ({ ...spec, kind: 'relation', source: 'step' });

export const defineModel = <P = void>(
  spec: RelationSpec & { readonly materialized?: 'table' | 'view'; readonly select: (parameters: P) => Sql },
): ModelSpec<P> => ({ materialized: 'table', ...spec, kind: 'relation', source: 'select' });
