import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRows } from '../../shared/contract/grid';
import type { Progress } from '../../shared/contract/run';
import type { ProjectSettings } from '../../shared/contract/project';
import { faultOf } from '../../shared/domain/fault';
import type { FileSource } from '../../shared/ports/file-source';
import { analyse, FOLDER, numbersOf, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { cancelledOnceAfter, watchedDatabase } from '../support/reused-database';
import { sampleFolder, sourceOf, type Folder } from '../support/samples';
import { parseCsv, writeCsv } from '../support/table';
import { knownIn, toldIn } from '../support/truth';

const run = async (engine: TestEngine, settings: Partial<ProjectSettings> = {}) =>
  engine.client.call('run', { folder: FOLDER, settings: settingsWith(settings) });

/** The files, and which of them were read from start to end since the last look. */
function watched(files: Readonly<Record<string, Uint8Array>>): { source: FileSource; read: () => string[] } {
  const source = memoryFiles(files);
  let streamed: string[] = [];
  return {
    source: {
      ...source,
      stream: (path, signal) => {
        streamed.push(path);
        return source.stream(path, signal);
      },
    },
    read: () => {
      const seen = streamed;
      streamed = [];
      return seen;
    },
  };
}

describe('a run that is cancelled', () => {
  let folder: Folder;
  let engine: TestEngine;
  let onStatement: () => void = () => undefined;
  let steps = 0;

  beforeAll(async () => {
    folder = await sampleFolder({ leads: 400, snapshots: 5 });
    // Counts the steps of a whole run, in an engine of its own.
    const whole = await openEngine(sourceOf(folder));
    const controller = new AbortController();
    await whole.engine.run(FOLDER, settingsWith(), [], () => steps++, controller.signal);
    await whole.close();
    engine = await openEngine(sourceOf(folder), (database) => watchedDatabase(database, () => onStatement()));
  });
  afterAll(() => engine.close());

  test('ends as cancelled wherever it is stopped, begins no further step, and a whole run then is right', async () => {
    let cancels = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: steps }),
        fc.integer({ min: 0, max: 6 }),
        async (at, statements) => {
          const controller = new AbortController();
          let seen = 0;
          let left = statements;
          let after = 0;
          const stop = (): void => {
            if (seen >= at && left-- === 0) controller.abort();
          };
          const progress = (_: Progress): void => {
            if (controller.signal.aborted) after++;
            seen++;
            if (statements === 0) stop();
          };
          onStatement = statements === 0 ? () => undefined : stop;
          const end = await engine.engine
            .run(FOLDER, settingsWith({ placeholderPartners: 20 + at }), [], progress, controller.signal)
            .then(
              () => 'done',
              (error: unknown) => faultOf(error).kind,
            );
          if (end === 'cancelled') cancels++;
          // Late in a run, or in one that can keep most of the last, there may be nothing left to stop.
          expect(['cancelled', 'done']).toContain(end);
          expect(after).toBe(0);
        },
      ),
      { numRuns: 30, seed: 11 },
    );
    expect(cancels).toBeGreaterThan(20);
    onStatement = () => undefined;
    expect(toldIn((await run(engine)).summary, folder.truth)).toEqual(knownIn(folder.truth));
  });
});

describe('a run that is cancelled late in a statement', () => {
  test('has learnt nothing half: unreadable values are named once by the next run', async () => {
    const { files } = await sampleFolder({ leads: 40, snapshots: 2 });
    const path = Object.keys(files).find((name) => name.endsWith('.csv')) ?? '';
    const table = parseCsv(files[path] as Uint8Array);
    const spoiled = (name: string, at: number, value: string) =>
      table.records.map((record, i) =>
        i === at ? record.map((c, n) => (table.header[n] === name ? value : c)) : record,
      );
    const withIssue = { ...table, records: spoiled('ENTRYDATE', 3, 'soon') };
    const broken = {
      ...files,
      [path]: writeCsv({
        ...withIssue,
        records: [
          ...withIssue.records,
          table.records[5]?.map((c, n) => (table.header[n] === 'LEADNUMBER' ? '' : c)) ?? [],
        ],
      }),
    };
    const fresh = await analyse(memoryFiles(broken));
    const engine = await openEngine(memoryFiles(broken), (database) =>
      cancelledOnceAfter(database, (statement) => statement.includes('s.lead_number is null')),
    );
    try {
      await expect(run(engine)).rejects.toMatchObject({ details: { kind: 'cancelled' } });
      // Another file is read first: numbers that were given out go to its records.
      engine.use(memoryFiles(files));
      expect((await run(engine)).files.map((f) => f.cellIssues)).toEqual([0, 0, 0]);
      engine.use(memoryFiles(broken));
      expect((await run(engine)).summary).toEqual(fresh.summary);
    } finally {
      await engine.close();
    }
  });
});

describe('a second run in the same engine', () => {
  let folder: Folder;
  let reports: readonly string[];

  beforeAll(async () => {
    folder = await sampleFolder({ leads: 80, snapshots: 5 });
    reports = Object.keys(folder.files).filter((path) => path.endsWith('.csv'));
  });

  const without = (path: string) =>
    Object.fromEntries(Object.entries(folder.files).filter(([name]) => name !== path));

  test('reads nothing when nothing has changed', async () => {
    const { source, read } = watched(folder.files);
    const engine = await openEngine(source);
    try {
      const first = await run(engine);
      expect(read().sort()).toEqual([...reports].sort());
      expect((await run(engine)).summary).toEqual(first.summary);
      expect(read()).toEqual([]);
    } finally {
      await engine.close();
    }
  });

  test.each([0, 2, 4])(
    'reads only the snapshot that came in at place %d, and counts like a fresh engine',
    async (place) => {
      const added = reports[place] ?? '';
      const fresh = await analyse(memoryFiles(folder.files));
      const engine = await openEngine(memoryFiles(without(added)));
      try {
        await run(engine);
        const { source, read } = watched(folder.files);
        engine.use(source);
        const second = await run(engine);
        expect(read()).toEqual([added]);
        expect(second.summary).toEqual(fresh.summary);
      } finally {
        await engine.close();
      }
    },
  );

  test('forgets a snapshot that was taken away', async () => {
    const gone = reports[1] ?? '';
    const fresh = await analyse(memoryFiles(without(gone)));
    const engine = await openEngine(memoryFiles(folder.files));
    try {
      await run(engine);
      engine.use(memoryFiles(without(gone)));
      expect((await run(engine)).summary).toEqual(fresh.summary);
    } finally {
      await engine.close();
    }
  });

  test('reads a file anew whose content has changed under the same name', async () => {
    const [first = '', second = ''] = reports;
    const changed = { ...folder.files, [first]: folder.files[second] as Uint8Array };
    const fresh = await analyse(memoryFiles(changed));
    const engine = await openEngine(memoryFiles(folder.files));
    try {
      await run(engine);
      engine.use(memoryFiles(changed));
      expect((await run(engine)).summary).toEqual(fresh.summary);
    } finally {
      await engine.close();
    }
  });

  test('keeps the mapping of the user while other files come and go', async () => {
    const [first = '', last = ''] = [reports[0], reports.at(-1)];
    const mapping = { files: { [first]: { mapping: { state: null } } } };
    const engine = await openEngine(memoryFiles(without(last)));
    try {
      const before = await run(engine, mapping);
      engine.use(memoryFiles(folder.files));
      const after = await run(engine, mapping);
      for (const outcome of [before, after]) {
        const file = outcome.files.find((f) => f.file === first);
        expect(file?.mapping.find((m) => m.field === 'state')).toMatchObject({
          column: null,
          chosenBy: 'user',
        });
      }
      expect(after.summary).toEqual((await analyse(memoryFiles(folder.files), mapping)).summary);
      expect((await run(engine)).summary).toEqual((await analyse(memoryFiles(folder.files))).summary);
    } finally {
      await engine.close();
    }
  });

  test('tiers again when a placeholder is decided to be no key, and back when the decision is taken back', async () => {
    const engine = await openEngine(memoryFiles(folder.files));
    try {
      const before = numbersOf(await run(engine));
      const page = await engine.client.call('page', {
        query: allRows('int_placeholder_keys'),
        offset: 0,
        limit: 5,
      });
      const column = page.columns.findIndex(({ kind }) => kind === 'hash');
      const notAKey = [String(page.rows[0]?.[column])];
      const decided = numbersOf(await run(engine, { notAKey }));
      expect(decided.identities.conflict).toBeLessThan(before.identities.conflict);
      const total = (tiers: Readonly<Record<string, number>>): number =>
        Object.values(tiers).reduce((sum, n) => sum + n, 0);
      expect(total(decided.identities)).toBe(total(before.identities));
      expect(decided).toEqual(numbersOf(await analyse(memoryFiles(folder.files), { notAKey })));
      expect(numbersOf(await run(engine))).toEqual(before);
    } finally {
      await engine.close();
    }
  });

  test('follows the order of snapshots that the user gives', async () => {
    const snapshotOrder = [...reports].reverse();
    const outcome = await analyse(memoryFiles(folder.files), { snapshotOrder });
    const ordered = outcome.files
      .filter((f) => f.snapshot !== null)
      .sort((a, b) => (a.snapshot?.order ?? 0) - (b.snapshot?.order ?? 0));
    expect(ordered.map((f) => f.file)).toEqual(snapshotOrder);
    expect(ordered.map((f) => f.snapshot?.orderedBy)).toEqual(reports.map(() => 'user'));
  });
});
