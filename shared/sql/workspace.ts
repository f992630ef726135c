import { bug } from '../domain/fault';
import { together } from '../domain/together';
import type { ColumnValues, Database, QueryResult } from '../ports/database';
import { fingerprint } from './fingerprint';
import type { ModelSpec, TableSpec } from './model';
import { Scratch } from './scratch';
import { commas, ident, raw, render, sql, type Relation, type Sql } from './sql';

/** The columns of a model, and no row. */
const noRows = ({ columns }: Pick<ModelSpec, 'columns'>): Sql =>
  sql`select ${commas(
    Object.entries(columns).map(([name, { type }]) => sql`cast(null as ${raw(type)}) as ${ident(name)}`),
  )} where false`;

/** Writes into the table that is being filled. */
export interface TableWriter {
  append(columns: Readonly<Record<string, ColumnValues>>): Promise<void>;
  /** Inserts the rows of a select by column names. */
  insert(select: Sql, signal?: AbortSignal): Promise<void>;
}

/**
 * The tables of one project in one database. The physical table of a relation is its name plus a fingerprint of
 * its rendered SQL (which holds its parameters and the physical names, so the fingerprints, of all it reads),
 * or, for a table that a step fills, of its content key. What has not changed is not built again.
 *
 * A run builds between `begin` and `commit`; readers see the tables of the last committed run.
 */
export class Workspace {
  readonly #database: Database;
  readonly #version: string;
  readonly #built = new Set<string>();
  readonly #views = new Set<string>();
  /** By physical name: models that were built since the last commit, whose columns are still to be compared. */
  readonly #unchecked = new Map<string, ModelSpec>();
  /** What readers computed about the tables of the last committed run. */
  readonly scratch = new Scratch();
  #committed = new Map<string, string>();
  #draft = new Map<string, string>();

  constructor(database: Database, engineVersion: string) {
    this.#database = database;
    this.#version = engineVersion;
  }

  begin(): void {
    this.#draft = new Map();
  }

  /** Holds its tables in less memory, for more time; nothing is done where tables stand already. */
  async compact(): Promise<void> {
    if (this.#built.size === 0) await this.#database.compact();
  }

  /**
   * Makes the draft what readers see, and drops the tables that it no longer uses.
   * @throws LeadlensError of kind `bug` where a model gives other columns than it declares
   */
  async commit(): Promise<void> {
    await this.#checkColumns();
    this.#committed = this.#draft;
    await this.scratch.clear();
    const used = new Set(this.#committed.values());
    for (const name of [...this.#built].filter((table) => !used.has(table)).reverse()) {
      const kind = this.#views.has(name) ? 'view' : 'table';
      await this.#database.query(`drop ${kind} if exists ${render(ident(name), this.#name)}`);
      this.#built.delete(name);
      this.#views.delete(name);
    }
  }

  /** Whether the last committed run built this relation. */
  has(relation: Relation): boolean {
    return this.#committed.has(relation.name);
  }

  /**
   * Builds a model unless the very same one stands; returns whether it had to be built. What reads it may be asked for
   * before it stands, since the database works in the order in which it was asked; not where it says `hasRowsWhere`.
   */
  async build<P>(model: ModelSpec<P>, parameters: P, signal?: AbortSignal): Promise<boolean> {
    const isEmpty =
      model.hasRowsWhere !== null && (await this.query(model.hasRowsWhere(), signal)).rowCount === 0;
    const text = render(isEmpty ? noRows(model) : model.select(parameters), this.#name);
    const physical = `${model.name}__${fingerprint(`${this.#version}\n${text}`)}`;
    const isNew = !this.#built.has(physical);
    this.#draft.set(model.name, physical);
    if (isNew) {
      // A cancel may have come when the database was already done: then the relation stands, and nobody knows of it.
      await this.#database.query(`create or replace ${model.materialized} "${physical}" as ${text}`, signal);
      this.#built.add(physical);
      if (model.materialized === 'view') this.#views.add(physical);
      this.#unchecked.set(physical, model);
    }
    return isNew;
  }

  /**
   * Fills a step's table unless one with this content key stands. `write` is called only when needed, and at once: what
   * it reads need not wait until the table is made, since the database works in the order in which it was asked.
   */
  async fill(
    table: TableSpec,
    contentKey: string,
    write: (into: TableWriter) => void | Promise<void>,
  ): Promise<boolean> {
    const physical = `${table.name}__${fingerprint(`${this.#version}\n${contentKey}`)}`;
    const isNew = !this.#built.has(physical);
    if (isNew) {
      const into: TableWriter = {
        append: (columns) => this.#database.append(physical, columns),
        insert: (select, signal) => this.#insert(physical, select, signal),
      };
      const fillIt = async (): Promise<void> => {
        await write(into);
      };
      try {
        await together([this.#create(table, physical), fillIt()]);
      } catch (error) {
        await this.#database.query(`drop table if exists "${physical}"`);
        this.#built.delete(physical);
        throw error;
      }
    }
    this.#draft.set(table.name, physical);
    return isNew;
  }

  /**
   * Keeps what the last committed run said of a relation that this run has built anew, as a table of this run's own. Where
   * the relation did not change, what was kept before stays; without a run before there is nothing.
   * @param select reads the tables of the last committed run
   */
  async carry(table: TableSpec, of: Relation, select: Sql, signal?: AbortSignal): Promise<void> {
    const before = this.#committed.get(of.name);
    if (before === undefined) return;
    const kept = this.#committed.get(table.name);
    if (before === this.#draft.get(of.name)) {
      if (kept !== undefined) this.#draft.set(table.name, kept);
      return;
    }
    const physical = `${table.name}__${fingerprint(`${this.#version}\n${before}`)}`;
    if (!this.#built.has(physical)) {
      await this.#create(table, physical);
      await this.#database.query(
        `insert into "${physical}" by name ${render(select, this.#committedName)}`,
        signal,
      );
    }
    this.#draft.set(table.name, physical);
  }

  /** A table that grows over the runs under one name: its readers must depend on something that changes with it. */
  async keep(table: TableSpec): Promise<string> {
    if (!this.#built.has(table.name)) await this.#create(table, table.name);
    this.#draft.set(table.name, table.name);
    return table.name;
  }

  /** A kept table, emptied. */
  async clear(table: TableSpec): Promise<void> {
    await this.#database.query(`drop table if exists "${table.name}"`);
    await this.#create(table, table.name);
    this.#draft.set(table.name, table.name);
  }

  /** Computes a model anew under its plain name; for what lives for one file at a time. */
  async replace<P>(model: ModelSpec<P>, parameters: P, signal?: AbortSignal): Promise<void> {
    const text = render(model.select(parameters), this.#name);
    await this.#database.query(`create or replace table "${model.name}" as ${text}`, signal);
    if (!this.#built.has(model.name)) {
      this.#unchecked.set(model.name, model);
      await this.#checkColumns();
      this.#built.add(model.name);
    }
    this.#draft.set(model.name, model.name);
  }

  /** Gives back the memory of what `replace` or `clear` made. */
  async discard(relation: Relation): Promise<void> {
    await this.#database.query(`drop table if exists "${relation.name}"`);
    this.#draft.delete(relation.name);
    this.#built.delete(relation.name);
  }

  /** Appends to a kept table. */
  append(table: TableSpec, columns: Readonly<Record<string, ColumnValues>>): Promise<void> {
    return this.#database.append(table.name, columns);
  }

  /** Appends the rows of a select, by column names, to a kept table. */
  extend(table: TableSpec, select: Sql, signal?: AbortSignal): Promise<void> {
    return this.#insert(table.name, select, signal);
  }

  query(query: Sql, signal?: AbortSignal): Promise<QueryResult> {
    return this.#database.query(render(query, this.#name), signal);
  }

  /** As `query`, on the tables of the last committed run. */
  read(query: Sql, signal?: AbortSignal): Promise<QueryResult> {
    return this.#database.query(render(query, this.#committedName), signal);
  }

  /** As the database's own: null, or what it has against a statement. */
  check(statement: string): Promise<string | null> {
    return this.#database.check(statement);
  }

  lend(name: string, bytes: Uint8Array): Promise<string> {
    return this.#database.lend(name, bytes);
  }

  release(path: string): Promise<void> {
    return this.#database.release(path);
  }

  readonly #name = (relation: Relation): string => {
    const physical = this.#draft.get(relation.name);
    if (physical === undefined) throw bug(`Relation ${relation.name} is read before it is built.`);
    return `"${physical}"`;
  };

  readonly #committedName = (relation: Relation): string => {
    const physical = this.#committed.get(relation.name);
    if (physical === undefined) throw bug(`Relation ${relation.name} is not part of the last run.`);
    return `"${physical}"`;
  };

  async #insert(physical: string, select: Sql, signal?: AbortSignal): Promise<void> {
    await this.#database.query(`insert into "${physical}" by name ${render(select, this.#name)}`, signal);
  }

  async #create(table: TableSpec, physical: string): Promise<void> {
    const columns = Object.entries(table.columns).map(
      ([name, spec]) => render(ident(name), this.#name) + ` ${spec.type}`,
    );
    await this.#database.query(`create or replace table "${physical}" (${columns.join(', ')})`);
    this.#built.add(physical);
  }

  /** All at once: each statement costs time of its own. */
  async #checkColumns(): Promise<void> {
    // Others are built while the database answers: they wait for the next time.
    const unchecked = [...this.#unchecked];
    this.#unchecked.clear();
    if (unchecked.length === 0) return;
    // Not `duckdb_columns()`: it also looks into every view of the database's own catalogue, a hundredth of a short run.
    const described = await this.#database.query(
      unchecked
        .map(([physical]) => `select '${physical}', name, type, cid from pragma_table_info('${physical}')`)
        .join(' union all ')
        .concat(' order by 1, 4'),
    );
    const actual = new Map<string, string[]>();
    for (const [table, name, type] of described.rows()) {
      const columns = actual.get(String(table)) ?? [];
      columns.push(`${String(name)} ${String(type)}`);
      actual.set(String(table), columns);
    }
    for (const [physical, model] of unchecked) {
      const given = (actual.get(physical) ?? []).join(', ');
      const declared = Object.entries(model.columns)
        .map(([name, spec]) => `${name} ${spec.type}`)
        .join(', ');
      if (given !== declared)
        throw bug(`Model ${model.name} gives (${given}) where it declares (${declared}).`);
    }
  }
}
