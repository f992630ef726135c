/**
 * Runs test files again and again in one process, whose modules and database are loaded once: after the one file that Vitest
 * itself knows of, the tests to see what each reaches, then for each mutant the tests that reach it.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { startTests } from '@vitest/runner';
import { TestRunner, type RunnerTask, type RunnerTestFile, type RunnerTestSuite } from 'vitest';
import { failureOf, nameOf, testsIn } from './test-tree';

/** What the process is told, in the file that `LEADLENS_MUTANTS_JOB` names. */
interface Job {
  /** Where a line is added for all that is begun and ended. */
  readonly results: string;
  readonly survey: readonly string[];
  readonly mutants: readonly { readonly id: string; readonly tests: readonly FileTests[] }[];
}
type FileTests = readonly [file: string, names: readonly string[]];

/** What StrykerJS's instrumented modules ask for. */
interface Switches {
  activeMutant?: string | undefined;
  hitCount?: number;
  hitLimit?: number;
}
const globals = globalThis as unknown as { __stryker__?: Switches; __reachedMutants__?: Uint8Array };
const switches = (globals.__stryker__ ??= {});

/** Numbers of mutants are below. */
const MOST_MUTANTS = 1 << 18;
/** So often no test comes to one place: a mutant that does loops for ever. */
const ENDLESS = 3_000_000;

/** Vitest's modules of the process. A file of tests is evaluated again for each run; what it imports stays. */
interface Modules {
  readonly workerState: {
    readonly evaluatedModules: {
      getModuleById(id: string): object | undefined;
      invalidateModule(module: object): void;
    };
  };
}

interface Ran {
  readonly failed: readonly string[];
  /** null: nothing failed */
  readonly failure: string | null;
}

class WarmRunner extends TestRunner {
  /** A 1 for each mutant that was come to since it was last emptied; null while nobody asks. */
  #reached: Uint8Array | null = null;
  #byHooks = new Set<number>();
  readonly #byTest = new Map<string, Set<number>>();
  /** After the first failure the rest of a file says nothing more. */
  #isDecided = false;
  #unhandled = 0;

  constructor(...settings: ConstructorParameters<typeof TestRunner>) {
    super(...settings);
    // Vitest waits for it, though its type does not say so.
    Object.assign(this, { onAfterRunFiles: () => this.#afterTheFirst() });
  }

  async #afterTheFirst(): Promise<void> {
    super.onAfterRunFiles();
    const job = JSON.parse(readFileSync(process.env['LEADLENS_MUTANTS_JOB'] ?? '', 'utf8')) as Job;
    this.#keepToItself();
    await this.#work(job);
  }

  async #work({ survey, mutants, results }: Job): Promise<void> {
    const say = (line: object): void => {
      appendFileSync(results, `${JSON.stringify(line)}\n`);
    };
    if (survey.length > 0) this.#reached = globals.__reachedMutants__ = new Uint8Array(MOST_MUTANTS);
    for (const file of survey) {
      say({ begun: file });
      say({ file, ...(await timed(() => this.#survey(file))) });
    }
    for (const { id, tests } of mutants) {
      say({ begun: id });
      const verdict = await timed(() => this.#judge(id, tests));
      say({ id, ...verdict });
      // What a mutant leaves behind may be in the way of the next.
      if (verdict.verdict === 'unsound') return;
    }
    say({ done: true });
  }

  override importFile(path: string, source: 'collect' | 'setup'): unknown {
    const { evaluatedModules } = (this as unknown as Modules).workerState;
    const known = evaluatedModules.getModuleById(path);
    if (known) evaluatedModules.invalidateModule(known);
    return super.importFile(path, source);
  }

  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    if (this.#isDecided) test.mode = 'skip';
    await super.onBeforeRunTask(test);
    this.#moveTo(this.#byHooks);
  }

  override async onBeforeRunSuite(suite: RunnerTestSuite): Promise<void> {
    if (this.#isDecided) suite.mode = 'skip';
    await super.onBeforeRunSuite(suite);
  }

  override onAfterRunTask(test: RunnerTask): void {
    super.onAfterRunTask(test);
    const own = new Set<number>();
    this.#byTest.set(test.id, own);
    this.#moveTo(own);
    if (this.#reached === null && test.result?.state === 'fail') this.#isDecided = true;
  }

  /** Nothing of what runs is for the reporters of Vitest, which would keep it all. */
  #keepToItself(): void {
    const nothing = (): Promise<void> => Promise.resolve();
    Object.assign(this, { onCollected: nothing, onTaskUpdate: nothing, onAfterRunFiles: nothing });
    Object.assign(this, {
      onCollectStart: (file: RunnerTestFile) => super.onCollectStart(file),
      onAfterRunTask: (test: RunnerTask) => WarmRunner.prototype.onAfterRunTask.call(this, test),
    });
    for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
      process.removeAllListeners(event);
      process.on(event, () => (this.#unhandled += 1));
    }
  }

  async #start(file: string, names: readonly string[] | null): Promise<RunnerTestFile> {
    this.#isDecided = false;
    this.config.testNamePattern =
      names === null
        ? undefined
        : new RegExp(`^(?:${names.length === 0 ? '(?!)' : names.map(escaped).join('|')})$`);
    const [result] = await startTests([`${process.cwd()}/${file}`], this);
    if (!result) throw new Error(`${file} has no tests.`);
    return result;
  }

  /**
   * What each test of a file reaches; what its hooks reach belongs to each. What is reached while the modules of the file are
   * loaded is reached once: no mutant can be switched on for it any more.
   */
  async #survey(file: string): Promise<{ tests: readonly object[]; loaded: readonly object[] }> {
    await this.#start(file, []);
    const loaded = new Set<number>();
    this.#moveTo(loaded);
    this.#byHooks = new Set();
    this.#byTest.clear();
    const result = await this.#start(file, null);
    this.#moveTo(this.#byHooks);
    const tests = testsIn(result).map((test) => ({
      name: nameOf(test),
      ms: Math.round(test.result?.duration ?? 0),
      state: test.result?.state ?? 'none',
      reached: ranges(new Set([...this.#byHooks, ...(this.#byTest.get(test.id) ?? [])])),
    }));
    return { tests: result.result?.errors?.length ? [] : tests, loaded: ranges(loaded) };
  }

  /** What was come to goes into a set, and is forgotten. */
  #moveTo(set: Set<number>): void {
    const reached = this.#reached;
    if (reached === null) return;
    for (let id = reached.indexOf(1); id !== -1; id = reached.indexOf(1, id + 1)) set.add(id);
    reached.fill(0);
  }

  async #judge(
    id: string,
    tests: readonly FileTests[],
  ): Promise<{ verdict: 'noticed' | 'survived' | 'unsound'; by?: string; why?: string; files: number }> {
    let files = 0;
    for (const [file, names] of tests) {
      files += 1;
      const { failed, failure } = await this.#run(file, names, id);
      if (failure === null) continue;
      // A test that fails without the mutant, too, says nothing of it.
      const { failure: anyhow } = await this.#run(file, failed.length > 0 ? failed : names, undefined);
      const by = `${file}#${failed[0] ?? ''}`;
      return anyhow === null
        ? { verdict: 'noticed', by, files }
        : { verdict: 'unsound', by, why: anyhow, files };
    }
    return { verdict: 'survived', files };
  }

  async #run(file: string, names: readonly string[], mutant: string | undefined): Promise<Ran> {
    this.#unhandled = 0;
    Object.assign(switches, { hitCount: 0, hitLimit: ENDLESS, activeMutant: mutant });
    try {
      const result = await this.#start(file, names);
      const failed = testsIn(result).filter((test) => test.result?.state === 'fail');
      const failure = failureOf(result) ?? (this.#unhandled > 0 ? 'an error that nothing caught' : null);
      return { failed: failed.map(nameOf), failure };
    } finally {
      switches.activeMutant = undefined;
    }
  }
}

export default WarmRunner;

async function timed<T extends object>(work: () => Promise<T>): Promise<T & { ms: number }> {
  const started = performance.now();
  return { ...(await work()), ms: Math.round(performance.now() - started) };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Numbers as ranges: mutants that stand together are reached together. */
function ranges(numbers: ReadonlySet<number>): readonly [from: number, to: number][] {
  const found: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found;
}
