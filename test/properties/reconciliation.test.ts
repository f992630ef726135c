import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileReconciliation, RecordAccount } from '../../shared/contract/reconciliation';
import type { RunOutcome } from '../../shared/contract/run';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { fileOf, filesOf, type MessyTable } from '../support/messy-files';
import { EXPORTS } from '../support/messy-exports';
import { messyFolder } from '../support/messy-folders';

/** Folders that are tried: more by `RECONCILIATION_RUNS`, always the same ones by `RECONCILIATION_SEED`. */
const RUNS = Number(process.env['RECONCILIATION_RUNS'] ?? 100);
const SEED = process.env['RECONCILIATION_SEED'];
const withRuns = (numRuns: number): fc.Parameters<unknown> => ({
  numRuns,
  ...(SEED === undefined ? {} : { seed: Number(SEED) }),
});
/** Each case is a run of its own: on a slow machine they take their time. */
const MOST_MS = 300_000 + RUNS * 4000;

const rowsOf = (account: RecordAccount): number =>
  account.counted +
  account.merged +
  account.totals +
  account.footers +
  account.separators +
  account.rejected +
  account.notCounted.reduce((sum, { rows }) => sum + rows, 0);

const centsOf = (amount: number): number => Math.round(amount * 100);

/** Whether all rows of a table are records with all their cells, none of them blank or a header. */
const isTidy = ({ header, rows }: MessyTable): boolean =>
  rows.every(
    (row) =>
      typeof row !== 'string' &&
      row.length === header.length &&
      row.some((cell) => cell.trim() !== '') &&
      !row.some((cell) => header.includes(cell) || /^total/i.test(cell)) &&
      // A row without its keys may be a sum of the others.
      row.slice(0, 2).every((cell) => cell !== ''),
  );

/** What is written in the money column of a table, in hundredths of whole units of whatever currency; null where unknown. */
function writtenCents(table: MessyTable): number | null {
  const money = EXPORTS.find(({ name }) => table.name === name || table.name === `again ${name}`)?.money;
  if (money === undefined || !isTidy(table)) return null;
  const at = table.header.indexOf(money.column);
  return table.rows.reduce((sum, row) => {
    const number = /^(-?\d+(?:\.\d+)?)(?: USD)?$/.exec(row[at] ?? '')?.[1];
    return number === undefined ? sum : sum + Math.round((Number(number) * 100) / money.units);
  }, 0);
}

const accountedCents = ({ money }: FileReconciliation): number | null =>
  money && money.unconverted.reduce((sum, { amount }) => sum + centsOf(amount), centsOf(money.all));

/** The numbers that a reader takes away. */
const numbersOf = ({ summary: { revenue, leadQuality } }: RunOutcome) => ({
  invoiced: revenue?.invoiced,
  invoices: revenue?.invoices,
  spend: revenue?.spend.map(({ platform, spend }) => [platform, spend]),
  people: revenue?.people,
  funnel: leadQuality?.funnel.ever_linked,
  prices: leadQuality?.prices?.total,
});

describe('the account of a folder with any mess', () => {
  let engine: TestEngine;
  let runs = 0;
  beforeAll(async () => {
    engine = await openEngine(memoryFiles({}));
  });
  afterAll(() => engine.close());

  const run = (
    tables: readonly MessyTable[],
    rates: Readonly<Record<string, string>>,
  ): Promise<RunOutcome> => {
    engine.use(memoryFiles(filesOf(tables), ++runs));
    return engine.client.call('run', { folder: FOLDER, settings: settingsWith({ rates }) });
  };

  it(
    'has each record in exactly one place, and all money counted or with a name, to the cent',
    async () => {
      const seen = new Set<string>();
      const rates = fc.constantFrom({ USD: '1' }, { USD: '1', MXN: '17' });
      await fc.assert(
        fc.asyncProperty(messyFolder, rates, async (tables, of) => {
          const { summary, findings, files, reconciliation } = await run(tables, of);
          expect(findings.filter(({ code }) => code === 'does_not_add_up')).toEqual([]);
          expect(reconciliation.map(({ file }) => file)).toEqual(
            files
              .filter(({ status }) => status === 'read')
              .map(({ file }) => file)
              .sort(),
          );
          for (const account of [...reconciliation, ...summary.reconciliation]) {
            expect([account.source, rowsOf(account)]).toEqual([account.source, account.rows]);
            expect(account.mergedBy.reduce((sum, { rows }) => sum + rows, 0)).toBe(account.merged);
            for (const { reason } of [...account.notCounted, ...account.mergedBy]) seen.add(reason);
            if (account.money === null) continue;
            const { all, counted, remainders } = account.money;
            const named = remainders.reduce((sum, { amount }) => sum + centsOf(amount), 0);
            expect(centsOf(counted) + named).toBe(centsOf(all));
          }
          // What is accounted for is what was written.
          for (const table of tables.filter(isTidy)) {
            const account = reconciliation.find(({ file }) => file === fileOf(table));
            if (account === undefined) continue;
            expect([account.file, account.rows]).toEqual([account.file, table.rows.length]);
            const [written, accounted] = [writtenCents(table), accountedCents(account)];
            if (written === null || accounted === null || 'MXN' in of) continue;
            expect([account.file, accounted]).toEqual([account.file, written]);
          }
        }),
        withRuns(RUNS),
      );
      // The generator reaches what it is for.
      for (const reason of ['open', 'anonymous', 'same_lead_id']) expect([...seen]).toContain(reason);
    },
    MOST_MS,
  );

  const totalOf = ({ name, header }: MessyTable): readonly string[] => {
    const known = EXPORTS.find((of) => of.name === name)?.totals[0];
    return known ?? header.map((_, place) => (place === 0 ? 'Total' : ''));
  };

  const CHANGES: readonly (readonly [what: string, change: (table: MessyTable) => MessyTable])[] = [
    ['a total', (t) => ({ ...t, rows: [...t.rows, totalOf(t)] })],
    ['a total above', (t) => ({ ...t, rows: [totalOf(t), ...t.rows] })],
    ['a footer', (t) => ({ ...t, rows: [...t.rows, 'Generated by the service'] })],
    ['title lines', (t) => ({ ...t, above: ['My report', 'January 2026', ...t.above] })],
  ];

  it(
    'changes no number with a total row, a footer or title lines more, unless a warning says so',
    async () => {
      await fc.assert(
        fc.asyncProperty(messyFolder, fc.constantFrom(...CHANGES), async (tables, [what, change]) => {
          const rates = { USD: '1', MXN: '17' };
          const before = await run(tables, rates);
          const after = await run(tables.map(change), rates);
          const told = after.findings
            .filter(({ severity }) => severity !== 'info')
            .map(({ message }) => message)
            .filter((message) => !before.findings.some((finding) => finding.message === message));
          if (told.length === 0) expect([what, numbersOf(after)]).toEqual([what, numbersOf(before)]);
          expect(after.findings.filter(({ code }) => code === 'does_not_add_up')).toEqual([]);
        }),
        withRuns(Math.ceil(RUNS / 8)),
      );
    },
    MOST_MS,
  );
});
