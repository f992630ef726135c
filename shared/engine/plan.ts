import { bug } from '../domain/fault';
import type { StageName } from '../domain/source';
import { fingerprint } from '../sql/fingerprint';
import { readsOf } from '../sql/model';
import { render, type Relation } from '../sql/sql';
import type {
  Parameter,
  ProjectSays,
  Question,
  ResultSize,
  StageModel,
  StageSpec,
  StepSpec,
} from '../sql/stage';

/** Something that a run does: builds a model, or runs a step. Relations, parameters and units by their names. */
export interface PlanUnit {
  readonly stage: StageName;
  readonly question: Question | null;
  readonly kind: 'model' | 'step' | 'findings';
  readonly name: string;
  readonly title: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly takes: readonly Parameter[];
  readonly gives: readonly string[];
  readonly after: readonly string[];
  /** How big what it gives can be; null for models, whose grain says it. */
  readonly size: ResultSize | null;
  readonly work: StageModel | StepSpec;
}

/** All units of the stages, each after those that make what it needs. */
export interface Plan {
  readonly units: readonly PlanUnit[];
  /** By unit: the names of the units that make what it needs. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
}

function unitOfModel(stage: StageSpec, work: StageModel): PlanUnit {
  const { name, title } = work.model;
  return {
    stage: stage.name,
    question: stage.question,
    kind: 'model',
    name,
    title,
    reads: readsOf(work.model).map((relation) => relation.name),
    writes: [name],
    takes: work.takes === null ? [] : [work.takes],
    gives: [],
    after: [],
    size: null,
    work,
  };
}

function unitOfStep(stage: StageSpec, kind: 'step' | 'findings', work: StepSpec): PlanUnit {
  const writes = [...work.writes, ...work.builds].map(({ name }) => name);
  const reads = [...work.reads, ...work.builds.flatMap(readsOf)].map(({ name }) => name);
  return {
    stage: stage.name,
    question: work.question ?? stage.question,
    kind,
    name: work.name,
    title: work.title,
    reads: [...new Set(reads)].filter((name) => !writes.includes(name)),
    writes,
    takes: work.takes,
    gives: work.gives.map(({ name }) => name),
    after: work.after.map(({ name }) => name),
    size: work.size,
    work,
  };
}

/** In the order in which they are asked for where nothing else decides: a step as early as it can, what judges last. */
const unitsOf = (stages: readonly StageSpec[]): readonly PlanUnit[] => [
  ...stages.flatMap((stage) => [
    ...stage.steps.map((step) => unitOfStep(stage, 'step', step)),
    ...stage.models.map((model) => unitOfModel(stage, model)),
  ]),
  ...stages.flatMap((stage) => stage.findings.map((step) => unitOfStep(stage, 'findings', step))),
];

/** Who makes what. @throws LeadlensError of kind `bug` where two units make the same */
function makersOf(
  units: readonly PlanUnit[],
  made: (unit: PlanUnit) => readonly string[],
): ReadonlyMap<string, string> {
  const makers = new Map<string, string>();
  for (const unit of units) {
    for (const name of made(unit)) {
      const other = makers.get(name);
      if (other !== undefined) throw bug(`${name} is made by ${other} and by ${unit.name}.`);
      makers.set(name, unit.name);
    }
  }
  return makers;
}

/**
 * Orders the models and steps of stages by the relations and parameters that they need.
 * @param given relations that are there already, and that no stage makes
 * @throws LeadlensError of kind `bug` that names what nobody makes, what two make, and what needs itself
 */
export function planOf(stages: readonly StageSpec[], given: readonly Relation[] = []): Plan {
  const isGiven = new Set(given.map(({ name }) => name));
  const units = unitsOf(stages);
  makersOf(units, ({ name }) => [name]);
  const relations = makersOf(units, ({ writes }) => writes);
  const parameters = makersOf(units, ({ gives }) => gives);
  const needs = new Map<string, ReadonlySet<string>>();
  for (const unit of units) {
    const maker = (of: ReadonlyMap<string, string>, name: string): string => {
      const found = of.get(name);
      if (found === undefined) throw bug(`${unit.name} reads ${name}, which no stage makes.`);
      return found;
    };
    needs.set(
      unit.name,
      new Set([
        ...unit.reads.filter((name) => !isGiven.has(name)).map((name) => maker(relations, name)),
        ...unit.takes.filter(({ of }) => of === null).map(({ name }) => maker(parameters, name)),
        ...unit.after,
      ]),
    );
  }
  return { units: ordered(units, needs), needs };
}

function ordered(
  units: readonly PlanUnit[],
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): readonly PlanUnit[] {
  const done = new Set<string>();
  const order: PlanUnit[] = [];
  let waiting = units;
  while (waiting.length > 0) {
    const next = waiting.find(({ name }) => [...(needs.get(name) ?? [])].every((need) => done.has(need)));
    if (!next) throw bug(`These need each other: ${waiting.map(({ name }) => name).join(', ')}.`);
    done.add(next.name);
    order.push(next);
    waiting = waiting.filter((unit) => unit !== next);
  }
  return order;
}

/** By unit: changes with its SQL or step, with what it takes, and with all that it needs. */
export type Fingerprints = ReadonlyMap<string, string>;

/** The fingerprints under what a project says; those of files and tables are not in it, they are known in a run only. */
export function fingerprintsOf({ units, needs }: Plan, project: ProjectSays): Fingerprints {
  const prints = new Map<string, string>();
  for (const unit of units) {
    const { work } = unit;
    const own =
      work.kind === 'model'
        ? render(work.model.template(), ({ name }) => `"${name}"`)
        : work.builds.map(({ template }) => render(template(), ({ name }) => `"${name}"`)).join('\n');
    const taken = unit.takes.map(({ name, of }) => [name, of === null ? null : of(project)]);
    const upstream = [...(needs.get(unit.name) ?? [])].map((need) => prints.get(need));
    prints.set(unit.name, fingerprint(JSON.stringify([unit.name, own, taken, upstream])));
  }
  return prints;
}

/** What has to be built or run again, in the order of the plan. */
export const staleUnits = ({ units }: Plan, before: Fingerprints, now: Fingerprints): readonly PlanUnit[] =>
  units.filter(({ name }) => before.get(name) !== now.get(name));
