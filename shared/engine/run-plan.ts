import type { Decided } from '../domain/decided';
import { bug, throwIfCancelled } from '../domain/fault';
import type { Finding } from '../domain/finding';
import type { Parameter, Question, StepContext } from '../sql/stage';
import type { Workspace } from '../sql/workspace';
import type { Plan, PlanUnit } from './plan';
import { UnitClock } from './unit-clock';

/** What a run is given. */
export type RunInput = Pick<
  StepContext,
  'workspace' | 'source' | 'parquet' | 'settings' | 'signal' | 'progress' | 'kept'
> & { readonly decided: Decided };

/** Keeps what steps made in their first run for as long as the engine lives. */
export class KeptBySteps {
  readonly #workspace: Workspace;
  readonly #made = new Map<unknown, unknown>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  readonly kept = <T>(make: (workspace: Workspace) => T): T => {
    if (!this.#made.has(make)) this.#made.set(make, make(this.#workspace));
    return this.#made.get(make) as T;
  };
}

/** One run over a plan: question by question, with what its steps found out and said. */
export class PlanRun {
  readonly findings: Finding[] = [];
  readonly clock = new UnitClock();
  readonly #plan: Plan;
  readonly #input: RunInput;
  readonly #given = new Map<string, unknown>();

  constructor(plan: Plan, input: RunInput) {
    this.#plan = plan;
    this.#input = input;
  }

  /** What a step has given; null where none has. */
  readonly peek = <T>(parameter: Parameter<T>): T | null =>
    this.#given.has(parameter.name) ? (this.#given.get(parameter.name) as T) : null;

  /** What a parameter is. @throws LeadlensError of kind `bug` where no step has given it */
  readonly get = <T>(parameter: Parameter<T>): T => {
    if (parameter.of !== null) return parameter.of(this.#input);
    if (!this.#given.has(parameter.name)) throw bug(`${parameter.name} is taken before it is given.`);
    return this.#given.get(parameter.name) as T;
  };

  /**
   * Does all that belongs to a question, and waits for its end. A model is asked for as soon as what it reads is asked
   * for, since the database works in the order in which it was asked; a step begins as soon as what it needs is there.
   * @param question null for what belongs to none
   * @throws what the first unit in the order of the plan failed with; none goes on then
   */
  async run(question: Question | null): Promise<void> {
    const units = this.#plan.units.filter((unit) => unit.question === question);
    const own = new Set(units.map(({ name }) => name));
    const waiting = new Set(units);
    const works = new Map<string, Promise<void>>();
    /** Units for which others need not wait any more. */
    const ready = new Set<string>();
    let isStopped = false;

    const begin = async (unit: PlanUnit): Promise<void> => {
      try {
        throwIfCancelled(this.#input.signal);
        await this.#work(unit, () => ready.add(unit.name));
        ready.add(unit.name);
      } catch (error) {
        isStopped = true;
        throw error;
      }
      beginAll();
    };
    const beginAll = (): void => {
      for (const unit of waiting) {
        const needs = [...(this.#plan.needs.get(unit.name) ?? [])].filter((name) => own.has(name));
        if (isStopped || !needs.every((name) => ready.has(name))) continue;
        waiting.delete(unit);
        const work = begin(unit);
        works.set(unit.name, work);
        // Whoever waits for it in its turn hears of a failure; until then it must not count as unhandled.
        work.catch(() => undefined);
      }
    };

    beginAll();
    try {
      for (const unit of units) {
        this.#tell(unit, units);
        await works.get(unit.name);
      }
    } finally {
      isStopped = true;
      await Promise.allSettled(works.values());
    }
  }

  /** @param onAsked called when others may ask for what they make of it */
  async #work(unit: PlanUnit, onAsked: () => void): Promise<void> {
    const { work } = unit;
    const startedAt = performance.now();
    if (work.kind === 'step') {
      await work.run(this.#context());
      this.clock.note(unit, startedAt, true);
      return;
    }
    const { workspace, signal } = this.#input;
    const building = workspace.build(work.bind(this.get), undefined, signal);
    if (work.model.hasRowsWhere === null) onAsked();
    this.clock.note(unit, startedAt, await building);
  }

  #tell(unit: PlanUnit, units: readonly PlanUnit[]): void {
    if (!isTold(unit)) return;
    const ofStage = units.filter(({ stage }) => stage === unit.stage).filter(isTold);
    const { stage, title: label } = unit;
    this.#input.progress({
      stage,
      label,
      file: null,
      done: ofStage.indexOf(unit),
      total: ofStage.length,
    });
  }

  #context(): StepContext {
    const { workspace, source, parquet, settings, signal, progress, kept } = this.#input;
    return {
      workspace,
      source,
      parquet,
      settings,
      signal,
      progress,
      kept,
      get: this.get,
      give: (parameter, value) => {
        this.#given.set(parameter.name, value);
      },
      found: (findings) => {
        this.findings.push(...findings);
      },
    };
  }
}

const isTold = ({ work }: PlanUnit): boolean => work.kind === 'model' || work.isTold;
