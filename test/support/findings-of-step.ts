import type { Finding } from '../../shared/domain/finding';
import { EN_US, write } from '../../shared/domain/sentence';
import type { Parameter, StepContext, StepSpec } from '../../shared/sql/stage';

/** A parameter with what a step gets for it. */
export const given = <T>(parameter: Parameter<T>, value: T): readonly [unknown, unknown] => [
  parameter,
  value,
];

export interface ToldByStep {
  readonly findings: readonly Finding[];
  /** What the step gave, by parameter. */
  readonly gave: ReadonlyMap<unknown, unknown>;
}

/** What a step finds that looks at no table. */
export async function runFindings(
  step: StepSpec,
  parameters: readonly (readonly [unknown, unknown])[],
): Promise<ToldByStep> {
  const values = new Map(parameters);
  const findings: Finding[] = [];
  const gave = new Map<unknown, unknown>();
  await step.run({
    get: (parameter: unknown) => values.get(parameter),
    give: (parameter: unknown, value: unknown) => gave.set(parameter, value),
    found: (found: readonly Finding[]) => findings.push(...found),
  } as unknown as StepContext);
  return { findings, gave };
}

/** A finding as a reader gets it, without its template; what it has none of is left out. */
export const asRead = ({
  sentence: _,
  source,
  column,
  files,
  evidence,
  repair: __,
  rows,
  ...told
}: Finding): Readonly<Record<string, unknown>> => ({
  ...told,
  ...(source !== null && { source }),
  ...(column !== null && { column }),
  ...(files.length > 0 && { files }),
  ...(evidence.length > 0 && {
    evidence: evidence.map(({ label, value }) => `${label}: ${write(value, EN_US)}`),
  }),
  ...(rows !== null && {
    rows: {
      table: rows.table,
      ...Object.fromEntries(rows.where.map(({ column: name, value }) => [name, value])),
      ...(rows.filled && { filled: rows.filled }),
    },
  }),
});
