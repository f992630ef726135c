import { hyparquet } from '../../shared/adapters/parquet';
import { bug } from '../../shared/domain/fault';
import type { Finding } from '../../shared/domain/finding';
import { defineTable, type AnyRelation, type ModelSpec } from '../../shared/sql/model';
import { rowsOf, type Row } from '../../shared/sql/records';
import { commas, ident, raw, sql } from '../../shared/sql/sql';
import type { Parameter, StepContext, StepSpec } from '../../shared/sql/stage';
import { Workspace } from '../../shared/sql/workspace';
import { settingsWith } from './engine';
import { memoryFiles } from './memory-files';
import { plainFinding } from './plain-finding';
import { freshDatabase } from './reused-database';

/** Rows of a relation; what a row leaves out is null. */
export type Filled = readonly [relation: AnyRelation, rows: readonly Row[]];

let shared: Promise<Workspace> | undefined;

/** The workspace of this test file, in a run that has begun and in which these relations stand as tables with these rows. */
export async function filledWorkspace(...tables: readonly Filled[]): Promise<Workspace> {
  shared ??= freshDatabase().then((database) => new Workspace(database, 'test'));
  const workspace = await shared;
  // What the run before built goes, so that every run builds.
  workspace.begin();
  await workspace.commit();
  for (const [relation, rows] of tables) await fillTable(workspace, relation, rows);
  return workspace;
}

async function fillTable(workspace: Workspace, relation: AnyRelation, rows: readonly Row[]): Promise<void> {
  const names = Object.keys(relation.columns);
  const unknown = rows.flatMap(Object.keys).find((name) => !names.includes(name));
  if (unknown !== undefined) throw bug(`${relation.name} has no column ${unknown}.`);
  const { name, title, description, grain, key, columns } = relation;
  const table = defineTable({ name, title, description, grain, key, columns });
  const texts = defineTable({
    ...table,
    name: `src_text_of_${name}`,
    columns: Object.fromEntries(names.map((column) => [column, { type: 'VARCHAR', description: '' }])),
  });
  const content = JSON.stringify(rows);
  await workspace.fill(texts, content, async (into) => {
    if (rows.length === 0) return;
    await into.append(
      Object.fromEntries(
        names.map((column) => [
          column,
          { type: 'text' as const, values: rows.map((row) => textOf(row[column] ?? null)) },
        ]),
      ),
    );
  });
  await workspace.fill(table, content, (into) =>
    into.insert(
      sql`select ${commas(
        Object.entries(columns).map(
          ([column, { type }]) => sql`cast(${ident(column)} as ${raw(type)}) as ${ident(column)}`,
        ),
      )} from ${texts}`,
    ),
  );
}

const textOf = (value: Row[string] | null): string | null => (value === null ? null : String(value));

/** The rows that a model makes of the tables of a workspace, in the order of some of its columns. */
export async function modelRows<P>(
  workspace: Workspace,
  model: ModelSpec<P>,
  parameters: P,
  columns: readonly string[],
): Promise<readonly Row[]> {
  await workspace.build(model, parameters);
  const chosen = commas(columns.map(ident));
  return rowsOf(await workspace.query(sql`select ${chosen} from ${model} order by ${chosen}`));
}

/** What a parameter is in a test. */
export const being = <T>(parameter: Parameter<T>, value: T): readonly [Parameter, unknown] => [
  parameter,
  value,
];

export interface StepRun {
  readonly findings: readonly Readonly<Record<string, unknown>>[];
  readonly given: ReadonlyMap<string, unknown>;
}

/** Runs one step over the tables of a workspace: what it finds, and what it gives by the name of the parameter. */
export async function runStep(
  workspace: Workspace,
  step: StepSpec,
  ...parameters: readonly (readonly [Parameter, unknown])[]
): Promise<StepRun> {
  const findings: Finding[] = [];
  const given = new Map(parameters.map(([{ name }, value]) => [name, value]));
  const context: StepContext = {
    workspace,
    source: memoryFiles({}),
    parquet: hyparquet,
    settings: settingsWith(),
    signal: new AbortController().signal,
    progress: () => undefined,
    get: <T>({ name }: Parameter<T>) => {
      if (!given.has(name)) throw bug(`Nobody gave ${name}.`);
      return given.get(name) as T;
    },
    give: ({ name }, value) => given.set(name, value),
    found: (found) => findings.push(...found),
    kept: (make) => make(workspace),
  };
  await step.run(context);
  return { findings: findings.map(plainFinding), given };
}
