import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeFileSource } from '../../electron/headless/file-source-node';
import { AnswerFiles } from '../../electron/services/cache/answer-files';
import { KeptAnswer } from '../../electron/services/cache/kept-answer';
import type { ProjectSettings } from '../../shared/contract/project';
import type { RunOutcome } from '../../shared/contract/run';
import type { Decision } from '../../shared/domain/decision-state';
import { decide, linkItems } from '../support/decide';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { sampleFolder, type Folder } from '../support/samples';

/** Sequences that are tried; `LEADLENS_SEQUENCES` asks for more. */
const SEQUENCES = Number(process.env['LEADLENS_SEQUENCES'] ?? 4);
/** Files of a test are young; between two changes of one lies a run here, so that each has a time of its own. */
const RESTS_AFTER_MS = 1;

/** What may happen between two runs; numbers choose among what there is. */
type Event =
  | { readonly what: 'nothing' | 'touch' | 'remove' | 'rename' | 'edit' | 'add'; readonly which: number }
  | { readonly what: 'setting' | 'decide'; readonly which: number }
  | { readonly what: 'damage' | 'cut' | 'foreign' | 'swap' | 'build'; readonly which: number };

const EVENTS = [
  ...(['nothing', 'touch', 'remove', 'rename', 'edit', 'edit', 'add'] as const),
  ...(['setting', 'decide'] as const),
  ...(['damage', 'cut', 'foreign', 'swap', 'build'] as const),
];

const SETTINGS: readonly Partial<ProjectSettings>[] = [
  {},
  { phoneCountry: 'MX' },
  { sharedKeyHolders: 2 },
  { likelyProbability: 0.6 },
  { rates: { USD: '1', MXN: '20' } },
];

const chosen = <T>(list: readonly T[], which: number): T | undefined => list[which % list.length];

/** A folder, a project and a cache on disk, and two engines: one that is asked where nothing is kept, one always. */
class World {
  settings: ProjectSettings = settingsWith();
  decisions: readonly Decision[] = [];
  build = 'one build';
  readonly told: string[] = [];
  hits = 0;

  private constructor(
    readonly place: string,
    readonly engines: readonly [TestEngine, TestEngine],
    readonly known: readonly Decision[],
  ) {}

  get folder(): string {
    return join(this.place, 'exports');
  }

  get answers(): string {
    return join(this.place, 'cache', 'answers');
  }

  static async open(
    files: Folder['files'],
    engines: readonly [TestEngine, TestEngine],
    known: readonly Decision[],
  ): Promise<World> {
    const world = new World(await mkdtemp(join(tmpdir(), 'leadlens-kept-')), engines, known);
    await mkdir(world.answers, { recursive: true });
    for (const [path, bytes] of Object.entries(files)) {
      await mkdir(dirname(join(world.folder, path)), { recursive: true });
      await writeFile(join(world.folder, path), bytes);
      // Whole seconds can be put back exactly.
      await utimes(join(world.folder, path), 1_700_000_000, 1_700_000_000);
    }
    return world;
  }

  async paths(): Promise<readonly string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  }

  async compute(engine: TestEngine): Promise<RunOutcome> {
    engine.use(await nodeFileSource(this.folder));
    const { settings, decisions } = this;
    return engine.client.call('run', { folder: FOLDER, settings, decisions });
  }

  /** As a command line asks: takes what is kept, else computes and keeps. */
  async ask(): Promise<RunOutcome> {
    const kept = await KeptAnswer.open({
      files: new AnswerFiles(join(this.place, 'cache')),
      code: () => Promise.resolve(this.build),
      question: {
        folder: this.folder,
        settings: this.settings,
        decisions: this.decisions,
        computedBy: 'page',
      },
      warn: (message) => this.told.push(message),
      signal: new AbortController().signal,
      restsAfterMs: RESTS_AFTER_MS,
    });
    if (kept?.answer) {
      this.hits++;
      return kept.answer;
    }
    const outcome = await this.compute(this.engines[0]);
    await kept?.keep(outcome);
    return outcome;
  }

  async happen({ what, which }: Event): Promise<void> {
    const path = chosen(await this.paths(), which);
    const answer = chosen((await readdir(this.answers)).sort(), which);
    if (path !== undefined) await this.#toFile(what, which, path);
    if (answer !== undefined) await this.#toAnswer(what, which, join(this.answers, answer));
    if (what === 'setting') this.settings = settingsWith(chosen(SETTINGS, which) ?? {});
    if (what === 'decide') this.decisions = this.known.filter((_, place) => (which >> place) % 2 === 1);
    if (what === 'build') this.build = which % 2 === 0 ? 'one build' : 'another build';
  }

  async #toFile(what: Event['what'], which: number, path: string): Promise<void> {
    const bytes = await readFile(path);
    if (what === 'touch') await utimes(path, which, which);
    if (what === 'remove') await rm(path);
    if (what === 'rename') await rename(path, join(dirname(path), `${String(which)}.csv`));
    if (what === 'add') await writeFile(join(this.folder, `added-${String(which)}.csv`), bytes);
    if (what === 'edit') {
      // Another digit in the place of one: as long as it was, and as old as it was.
      const digits = [...bytes.keys()].filter((at) => /\d/.test(String.fromCharCode(bytes[at] ?? 0)));
      const at = chosen(digits, which * 7919) ?? 0;
      const { mtimeNs } = await stat(path, { bigint: true });
      bytes[at] = 0x30 + (((bytes[at] ?? 0) - 0x30 + 1 + (which % 9)) % 10);
      await writeFile(path, bytes);
      await utimes(path, Number(mtimeNs) / 1e9, Number(mtimeNs) / 1e9);
    }
  }

  async #toAnswer(what: Event['what'], which: number, path: string): Promise<void> {
    const bytes = await readFile(path);
    const at = (which * 7919) % bytes.length;
    if (what === 'damage')
      await writeFile(path, bytes.fill((bytes[at] ?? 0) ^ (1 + (which % 255)), at, at + 1));
    if (what === 'cut') await writeFile(path, bytes.subarray(0, at));
    if (what === 'foreign') await writeFile(path, chosen(['', '{}', 'leadlens-answer 1 \n'], which) ?? '');
    if (what === 'swap') {
      const other = chosen((await readdir(this.answers)).sort(), which + 1) ?? '';
      await writeFile(path, await readFile(join(this.answers, other)));
    }
  }
}

const withoutTime = (outcome: RunOutcome): string => JSON.stringify({ ...outcome, seconds: 0 });

describe('the kept answer of a run', () => {
  let sample: Folder;
  let engines: readonly [TestEngine, TestEngine];
  let known: readonly Decision[];
  const worlds: World[] = [];

  const newWorld = async (): Promise<World> => {
    const world = await World.open(sample.files, engines, known);
    worlds.push(world);
    return world;
  };

  beforeAll(async () => {
    sample = await sampleFolder({ leads: 60, snapshots: 3 });
    const empty = await mkdtemp(join(tmpdir(), 'leadlens-kept-none-'));
    const source = await nodeFileSource(empty);
    engines = [await openEngine(source), await openEngine(source)];
    await rm(empty, { recursive: true });
    known = [];
    await (await newWorld()).compute(engines[0]);
    known = (await linkItems(engines[0].client))
      .flatMap((item) => item.identities.map((identity) => decide(item, identity, 'reject')))
      .slice(0, 4);
  });
  afterAll(async () => {
    for (const engine of engines) await engine.close();
    for (const { place } of worlds) await rm(place, { recursive: true, force: true });
  });

  test('is taken where nothing changed, and is the answer to the byte', async () => {
    const world = await newWorld();
    const first = await world.ask();
    expect(world.hits).toBe(0);
    expect(JSON.stringify(await world.ask())).toBe(JSON.stringify(first));
    expect(world.hits).toBe(1);
    expect(first.summary.leadQuality?.delivered).toBeGreaterThan(50);
  });

  test('equals a fresh run to the byte, whatever happened to the folder, the project and the cache, and whoever asks at once', async () => {
    const events = fc.array(
      fc.record({ what: fc.constantFrom(...EVENTS), which: fc.nat({ max: 9_999 }), isTwice: fc.boolean() }),
      { minLength: 3, maxLength: 7 },
    );
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(events, async (happened) => {
        const world = await newWorld();
        await world.ask();
        for (const event of happened) {
          await world.happen(event);
          const asked = event.isTwice ? [world.ask(), world.ask()] : [world.ask()];
          const fresh = withoutTime(await world.compute(engines[1]));
          for (const outcome of await Promise.all(asked)) expect(withoutTime(outcome)).toBe(fresh);
          expect(withoutTime(await world.ask())).toBe(fresh);
        }
        hits += world.hits;
      }),
      { numRuns: SEQUENCES },
    );
    expect(hits).toBeGreaterThan(SEQUENCES);
  });

  test.each(['damage', 'cut', 'foreign'] as const)(
    'that was changed on disk (%s) is not used, and that is said in one line',
    async (what) => {
      const world = await newWorld();
      await world.ask();
      await world.happen({ what, which: 40 });
      await world.ask();
      expect(world.told).toEqual([
        'The kept answer is damaged and is not used: the numbers are computed anew.',
      ]);
      expect(world.hits).toBe(0);
      await world.ask();
      expect([world.hits, world.told.length]).toEqual([1, 1]);
    },
  );

  test('of another build is not used, and that is said in one line', async () => {
    const world = await newWorld();
    await world.ask();
    await world.happen({ what: 'build', which: 1 });
    await world.ask();
    expect(world.told).toEqual([
      'The kept answer is of another build of Leadlens: the numbers are computed anew.',
    ]);
    expect(world.hits).toBe(0);
  });

  test.each([
    ['changed as it was, with its time put back', 'edit'],
    ['renamed', 'rename'],
    ['taken away', 'remove'],
    ['added', 'add'],
    ['touched', 'touch'],
  ] as const)('is not kept where a file was %s during the run', async (_, what) => {
    const world = await newWorld();
    const { settings, decisions, folder } = world;
    const kept = await KeptAnswer.open({
      files: new AnswerFiles(join(world.place, 'cache')),
      code: () => Promise.resolve('a build'),
      question: { folder, settings, decisions, computedBy: 'page' },
      warn: () => undefined,
      signal: new AbortController().signal,
    });
    const outcome = await world.compute(engines[0]);
    await world.happen({ what, which: 1 });
    expect(await kept?.keep(outcome)).toBe(false);
    expect(await readdir(world.answers)).toEqual([]);
  });

  test('is not kept where a file was changed during the run and changed back', async () => {
    const world = await newWorld();
    const { settings, decisions, folder } = world;
    const [path = ''] = await world.paths();
    const bytes = await readFile(path);
    const kept = await KeptAnswer.open({
      files: new AnswerFiles(join(world.place, 'cache')),
      code: () => Promise.resolve('a build'),
      question: { folder, settings, decisions, computedBy: 'page' },
      warn: () => undefined,
      signal: new AbortController().signal,
    });
    await world.happen({ what: 'edit', which: 0 });
    const outcome = await world.compute(engines[0]);
    await writeFile(path, bytes);
    expect(await kept?.keep(outcome)).toBe(false);
  });
});
