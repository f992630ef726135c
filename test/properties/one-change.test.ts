import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { EXPORTS, type ColumnKind } from '../support/messy-exports';
import { fileOf, filesOf, PLAIN_FORM, type MessyTable } from '../support/messy-files';
import { tidyFolder } from '../support/tidy-folders';
import { numbersIn, toldOf } from '../support/told';

/** Folders of each property; `ONE_CHANGE_RUNS=100` tries more. */
const RUNS = Number(process.env['ONE_CHANGE_RUNS'] ?? 6);
/** Changes of one folder: each is a run of its own. */
const CHANGES = 6;
const MOST_MS = 300_000 + RUNS * CHANGES * 5000;

const ERRORS = ['#REF!', '#N/A', '####'];
const LONE_QUOTE = '"';
/** What a broken cell holds, by what its column does: never what could as well be meant. */
const BROKEN: Readonly<Record<ColumnKind, readonly string[]>> = {
  key: [...ERRORS, LONE_QUOTE],
  hash: [...ERRORS, 'abc', LONE_QUOTE],
  person: [...ERRORS, LONE_QUOTE],
  email: [...ERRORS, LONE_QUOTE],
  name: [...ERRORS, LONE_QUOTE],
  day: [...ERRORS, 'abc', LONE_QUOTE, '1899-12-30'],
  number: [...ERRORS, 'abc', LONE_QUOTE, '1,2,3', '1.2E+17', '12%'],
  flag: [...ERRORS, 'abc', LONE_QUOTE],
  word: [...ERRORS, LONE_QUOTE],
  free: [],
};

/** A table with one cell that is broken; null where nothing would be. */
function withBrokenCell(table: MessyTable, [r, c, v]: readonly [number, number, number]): MessyTable | null {
  const [row, column] = [r % table.rows.length, c % table.header.length];
  const columns = EXPORTS.find(({ name }) => name === table.name)?.columns;
  const values = BROKEN[columns?.[table.header[column] ?? '']?.kind ?? 'free'];
  const value = values[v % Math.max(1, values.length)];
  if (value === undefined) return null;
  const broken = [...(table.rows[row] ?? [])].map((cell, i) => (i === column ? value : cell));
  const line = broken.map((cell) => (/[,]/.test(cell) ? `"${cell}"` : cell)).join(',');
  const rows = table.rows.map((of, i) => (i !== row ? of : value === LONE_QUOTE ? line : broken));
  return { ...table, rows };
}

const CRM_COPY = 'report_2026-03-02';
/** The same export a second time, by how it is told. */
const COPIES: Readonly<Record<string, (table: MessyTable) => MessyTable>> = {
  'as it is': (table) => table,
  'its later half': (table) => ({ ...table, rows: table.rows.slice(table.rows.length >> 1) }),
  'with one row twice': (table) => ({ ...table, rows: [...table.rows, ...table.rows.slice(0, 1)] }),
  'as a workbook': (table) => ({ ...table, form: { kind: 'workbook' } }),
  'as JSON lines': (table) => ({ ...table, form: { kind: 'lines' } }),
  'in UTF-16, with semicolons': (table) => ({
    ...table,
    form: {
      ...PLAIN_FORM,
      kind: 'text',
      delimiter: ';',
      encoding: 'utf16le',
      quoted: true,
      lineEnd: '\r\n',
      packed: false,
    },
  }),
  'with its columns the other way round': (table) => ({
    ...table,
    header: [...table.header].reverse(),
    rows: table.rows.map((row) => [...row].reverse()),
  }),
};

describe('Of a folder in which nothing is broken', () => {
  let engine: TestEngine;
  let runs = 0;
  beforeAll(async () => {
    engine = await openEngine(memoryFiles({}));
  });
  afterAll(() => engine.close());

  const run = (tables: readonly MessyTable[]): Promise<RunOutcome> => {
    engine.use(memoryFiles(filesOf(tables), ++runs));
    return engine.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
  };
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), {
    minLength: CHANGES,
    maxLength: CHANGES,
  });

  it(
    'one broken cell changes no number without a word about its file',
    async () => {
      await fc.assert(
        fc.asyncProperty(tidyFolder, changes, async (tables, cells) => {
          const before = await run(tables);
          for (const [place, ...cell] of cells) {
            const table = tables[place % tables.length];
            const broken = table && withBrokenCell(table, cell);
            if (!table || !broken) continue;
            const after = await run(tables.map((of) => (of === table ? broken : of)));
            if (toldOf(fileOf(table), before, after).length > 0) continue;
            expect([broken, numbersIn(after)]).toEqual([broken, numbersIn(before)]);
          }
        }),
        { numRuns: RUNS },
      );
    },
    MOST_MS,
  );

  it(
    'an export that is there twice, however it is told, changes no number without a word about it',
    async () => {
      await fc.assert(
        fc.asyncProperty(tidyFolder, changes, async (tables, copies) => {
          const before = await run(tables);
          // Of snapshots the newest: an older one that comes last would be another history.
          const twice = tables.filter(({ name }) => name !== 'report_2026-02-01');
          for (const [place, way] of copies) {
            const table = twice[place % twice.length];
            const how = Object.keys(COPIES)[way % Object.keys(COPIES).length] ?? '';
            if (!table) continue;
            const name = table.name.startsWith('report') ? CRM_COPY : `again ${table.name}`;
            const copy = { ...(COPIES[how]?.(table) ?? table), name };
            const after = await run([...tables, copy]);
            if (toldOf(fileOf(copy), before, after).length > 0) continue;
            expect([how, copy, numbersIn(after)]).toEqual([how, copy, numbersIn(before)]);
          }
        }),
        { numRuns: RUNS },
      );
    },
    MOST_MS,
  );
});
