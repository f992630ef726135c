import type { StageSpec } from '../sql/stage';
import type { Plan, PlanUnit } from './plan';

const KINDS: Readonly<Record<PlanUnit['kind'], string>> = {
  model: 'model',
  step: 'step',
  findings: 'findings',
};

const list = (label: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${label} ${names.join(', ')}`];

/** A unit in one line: what it is, what it needs and what it gives. */
function unitLine(unit: PlanUnit): string {
  const parts = [
    ...list('reads', unit.reads),
    ...list(
      'takes',
      unit.takes.map(({ name }) => name),
    ),
    ...list('writes', unit.kind === 'model' ? [] : unit.writes),
    ...list('gives', unit.gives),
    ...list('after', unit.after),
    ...(unit.size === null || unit.kind === 'findings' ? [] : [`size ${unit.size}`]),
  ];
  return `${KINDS[unit.kind].padEnd(8)} ${[unit.name, ...parts].join('; ')}`;
}

const QUESTIONS = { leadQuality: 'lead quality', revenue: 'revenue' } as const;

/**
 * The plan for people: stage by stage in the order in which it is worked off.
 * @param stale names of units that are marked with `*`
 */
export function planText(
  stages: readonly StageSpec[],
  { units }: Plan,
  stale: ReadonlySet<string> = new Set(),
): string {
  const blocks = stages.map(({ name, title, question, parameters }) => [
    `${name}: ${title}${question === null ? '' : ` (${QUESTIONS[question]})`}`,
    ...list(
      '  parameters',
      parameters.map((parameter) => parameter.name),
    ),
    ...units
      .filter(({ stage }) => stage === name)
      .map((unit) => `${stale.has(unit.name) ? '*' : ' '} ${unitLine(unit)}`),
  ]);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The stages with the tables that go from one to the other, as a flowchart of Mermaid. */
export function planDrawing(stages: readonly StageSpec[], { units }: Plan): string {
  const stageOf = new Map(units.flatMap(({ writes, stage }) => writes.map((name) => [name, stage] as const)));
  const lines = stages.map(({ name, title }) => `  ${name}["${name}<br>${title}"]`);
  for (const { name: to } of stages) {
    for (const { name: from } of stages) {
      if (from === to) continue;
      const read = new Set(
        units
          .filter(({ stage, kind }) => stage === to && kind !== 'findings')
          .flatMap(({ reads }) => reads.filter((name) => stageOf.get(name) === from)),
      );
      if (read.size > 0) lines.push(`  ${from} -->|${tablesIn([...read])}| ${to}`);
    }
  }
  return ['flowchart LR', ...lines].join('\n');
}

const tablesIn = (names: readonly string[]): string =>
  names.length <= 2 ? names.join('<br>') : 'several tables';
