import type { ColumnKind } from '../contract/grid';
import { bug } from '../domain/fault';
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

/** Where people meet a relation, with its place in that list: the smaller, the earlier. */
export type Shown = Readonly<Partial<Record<'grid' | 'report' | 'star', number>>>;

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
  /** `grid`: screens may ask pages of it. `report`: exports write it as CSV. `star`: it is of the star schema. */
  readonly shown?: Shown;
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
  /**
   * A short query, of what `select` reads, that gives a row wherever the model can have any. Where it gives none the table
   * is made empty: the database does not spend its time on planning what finds nothing. Null: the model is always asked.
   */
  readonly hasRowsWhere: (() => Sql) | null;
  /** Its SQL with parameters under which it reads every relation that it can read: what is known of it without a run. */
  readonly template: () => Sql;
}

export type AnyRelation = TableSpec | ModelSpec;

/** A model with what it takes. */
export const withParameters = <P>(model: ModelSpec<P>, parameters: P): ModelSpec<void> => ({
  ...model,
  select: () => model.select(parameters),
});

/** What a model reads, each relation once, in the order of its SQL. */
export const readsOf = ({ template }: Pick<ModelSpec, 'template'>): readonly Relation[] => {
  const relations = template().parts.flatMap((part) => (typeof part === 'string' ? [] : [part]));
  return [...new Map(relations.map((relation) => [relation.name, relation])).values()];
};

export const defineTable = (spec: RelationSpec): TableSpec => ({ ...spec, kind: 'relation', source: 'step' });

/**
 * @param spec.example parameters under which the model reads every relation that it can read; needed where it takes any
 */
export const defineModel = <P = void>({
  example,
  ...spec
}: RelationSpec &
  Pick<ModelSpec<P>, 'select'> & {
    readonly materialized?: 'table' | 'view';
    readonly hasRowsWhere?: () => Sql;
    readonly example?: P;
  }): ModelSpec<P> => ({
  materialized: 'table',
  hasRowsWhere: null,
  ...spec,
  kind: 'relation',
  source: 'select',
  template: () => {
    if (example !== undefined) return spec.select(example);
    if (spec.select.length > 0) throw bug(`Model ${spec.name} takes parameters and has no example of them.`);
    return (spec.select as () => Sql)();
  },
});
