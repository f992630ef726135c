/**
 * What runs in `beforeAll` is part of every test of its file. Stryker takes all that runs outside of tests for what runs
 * while modules are loaded, and leaves such mutants alone.
 */
import { afterAll, beforeAll } from 'vitest';

/** What Stryker's instrumented modules count: how often each test reached each mutant. */
interface Counted {
  currentTestId?: string | undefined;
  mutantCoverage?: { readonly perTest: Record<string, Record<string, number>> };
}
interface Task {
  readonly name: string;
  readonly type: string;
  readonly suite?: Task;
  readonly tasks?: readonly Task[];
  readonly filepath?: string;
}

/** Under what the hooks of a file are counted until they are given to its tests. */
const HOOKS = 'hooks';

const counted = ((globalThis as unknown as Record<string, Counted>)['__stryker__'] ??= {});
let current: string | undefined;
let areModulesLoaded = false;
Object.defineProperty(counted, 'currentTestId', {
  configurable: true,
  get: () => current ?? (areModulesLoaded ? HOOKS : undefined),
  set: (id: string | undefined) => {
    current = id;
  },
});

beforeAll(() => {
  areModulesLoaded = true;
});

/** As Stryker names tests: with all their suites. */
const nameOf = ({ name, suite }: Task): string => (suite ? `${nameOf(suite)} ${name}` : name).trim();
const testsIn = (task: Task): readonly Task[] =>
  task.tasks?.flatMap(testsIn) ?? (task.type === 'test' ? [task] : []);

afterAll(({}, suite) => {
  areModulesLoaded = false;
  const perTest = counted.mutantCoverage?.perTest;
  const hooks = perTest?.[HOOKS];
  if (!perTest || !hooks) return;
  const file = suite as unknown as Task;
  for (const test of testsIn(file)) {
    const id = `${file.filepath ?? ''}#${nameOf(test)}`;
    const own = (perTest[id] ??= {});
    for (const [mutant, times] of Object.entries(hooks)) own[mutant] = (own[mutant] ?? 0) + times;
  }
  Reflect.deleteProperty(perTest, HOOKS);
});
