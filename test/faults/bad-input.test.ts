import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import type { FileReport } from '../../shared/contract/sources';
import type { FindingCode } from '../../shared/domain/finding';
import { LeadlensError } from '../../shared/domain/fault';
import type { FileSource } from '../../shared/ports/file-source';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { sampleFolder, type Folder } from '../support/samples';
import { parseCsv, writeCsv, type Table } from '../support/table';
import { readExports } from '../support/variants';

type Files = Readonly<Record<string, Uint8Array>>;

const text = (content: string): Uint8Array => new Uint8Array(Buffer.from(content));
const LEADS = 'leads/leads.parquet';

function fileOf(outcome: RunOutcome, path: string): FileReport {
  const file = outcome.files.find((f) => f.file === path);
  if (!file) throw new Error(`${path} is not among ${outcome.files.map((f) => f.file).join(', ')}`);
  return file;
}

const findingsAbout = (outcome: RunOutcome, code: FindingCode) =>
  outcome.findings.filter((finding) => finding.code === code);

/** What every message to a user must do: name the file, and say in a second sentence what to do. */
function expectHelpful(file: FileReport): void {
  expect(file.statusReason, file.file).toContain(file.file);
  expect(file.statusReason, file.file).toMatch(
    /[.:] .*\b(again|folder|Unpack|Open|Copy|Export|Check|Wait|Choose|Map)\b/,
  );
}

describe('bad input', () => {
  let sample: Folder;
  let reports: readonly string[];
  /** The oldest report, to be broken. */
  let victim: string;
  /** Numbers of the folder without the oldest report. */
  let withoutVictim: unknown;

  beforeAll(async () => {
    sample = await sampleFolder({ leads: 80, snapshots: 3 });
    reports = Object.keys(sample.files).filter((path) => path.endsWith('.csv'));
    victim = reports[0] ?? '';
    withoutVictim = numbersOf(await analyse(memoryFiles(without(victim))));
  });

  const without = (path: string): Files =>
    Object.fromEntries(Object.entries(sample.files).filter(([name]) => name !== path));
  const instead = (path: string, content: Uint8Array): Files => ({ ...sample.files, [path]: content });
  const victimText = (): string => new TextDecoder().decode(sample.files[victim]);
  const victimTable = (): Table => parseCsv(sample.files[victim] ?? new Uint8Array());
  const withVictim = (change: (table: Table) => Table): Files =>
    instead(victim, writeCsv(change(victimTable())));

  test('an empty folder says what would fill it', async () => {
    const outcome = await analyse(memoryFiles({}));
    expect(outcome).toMatchObject({ answered: [], summary: { leadQuality: null } });
    expect(outcome.missing.join(' ')).toMatch(/no data files.*Open the folder/);
    expect(findingsAbout(outcome, 'missing_source')).toHaveLength(1);
  });

  test('a folder without a known source names its files and leaves none of them out in silence', async () => {
    const outcome = await analyse(memoryFiles({ 'recipes.csv': text('dish,minutes\nsoup,30\nstew,90\n') }));
    const file = fileOf(outcome, 'recipes.csv');
    expect(file.status).toBe('unknown');
    expect(file.statusReason).toMatch(/Choose its source/);
    expect(findingsAbout(outcome, 'unknown_file')[0]?.message).toContain('recipes.csv');
    expect(outcome.answered).toEqual([]);
    expect(outcome.missing.join(' ')).toMatch(/Choose the source of a file/);
  });

  test('without delivered leads it says so, and still reads the reports', async () => {
    const outcome = await analyse(memoryFiles(without(LEADS)));
    expect(outcome.missing.join(' ')).toMatch(/delivered leads.*Add the Parquet or CSV export/);
    expect(findingsAbout(outcome, 'missing_source')).toMatchObject([{ source: 'delivered_leads' }]);
    for (const path of reports) {
      expect(fileOf(outcome, path)).toMatchObject({ status: 'read' });
      expect(fileOf(outcome, path).rows).toBeGreaterThan(0);
    }
  });

  test('without reports it says so, and still reads the delivered leads', async () => {
    const outcome = await analyse(memoryFiles({ [LEADS]: sample.files[LEADS] ?? new Uint8Array() }));
    expect(outcome.missing.join(' ')).toMatch(/CRM report.*Add the CSV snapshots/);
    expect(findingsAbout(outcome, 'missing_source')).toMatchObject([{ source: 'crm_report' }]);
    expect(fileOf(outcome, LEADS)).toMatchObject({ status: 'read', rows: 80 });
  });

  describe('one file that cannot be used is named with the way out, and the rest is analysed', () => {
    const broken: Readonly<Record<string, () => Uint8Array>> = {
      'a file of zero bytes': () => new Uint8Array(),
      'nothing but blank lines': () => text('\n\n  \n'),
      'a ZIP under the name of a CSV': () => text('PK\u0003\u0004 some/file.csv'),
      'an Excel workbook under the name of a CSV': () =>
        text('PK\u0003\u0004 [Content_Types].xml xl/workbook.xml'),
      'a PDF under the name of a CSV': () => text('%PDF-1.7 and so on'),
      'an encrypted Parquet file': () => text('PARE and so on, PARE'),
      'bytes that are no text': () => Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 32),
    };
    test.each(Object.entries(broken))('%s', async (_, content) => {
      const outcome = await analyse(memoryFiles(instead(victim, content())));
      expect(fileOf(outcome, victim).status).toBe('unusable');
      expectHelpful(fileOf(outcome, victim));
      expect(findingsAbout(outcome, 'unusable_file')).toMatchObject([{ severity: 'error', files: [victim] }]);
      expect(numbersOf(outcome)).toEqual(withoutVictim);
    });

    test('a gzip file that was cut off', async () => {
      const random = Array.from({ length: 60_000 }, (_, i) => ((i * 2654435761) >>> 8).toString(36)).join(
        ',',
      );
      for (const whole of [victimText(), `${victimText()}${random}`]) {
        const packed = new Uint8Array(gzipSync(text(whole)));
        const path = 'crm_reports/cut.csv.gz';
        const cut = packed.subarray(0, Math.floor(packed.length * 0.9));
        const outcome = await analyse(memoryFiles({ ...without(victim), [path]: cut }));
        expect(fileOf(outcome, path).status).toBe('unusable');
        expectHelpful(fileOf(outcome, path));
        expect(numbersOf(outcome)).toEqual(withoutVictim);
      }
    });

    test('a gzip file that unpacks to more than can be read, beside the others', async () => {
      const path = 'crm_reports/huge.csv.gz';
      // One letter packs best: what is left of a megabyte is a kilobyte.
      const letters = Buffer.alloc(90 * 2 ** 20, 'a');
      const start = victimText().split('\n').slice(0, 3).join('\n');
      const bomb = new Uint8Array(gzipSync(Buffer.concat([text(start), letters])));
      const outcome = await analyse(memoryFiles({ ...without(victim), [path]: bomb }));
      const file = fileOf(outcome, path);
      expect([file.status, file.statusReason]).toEqual([
        'unusable',
        `${path} unpacks to more than 1000 times its size. Check where the file comes from; split it, or leave it out.`,
      ]);
      expect(numbersOf(outcome)).toEqual(withoutVictim);
    });

    test('a gzip file of leads that was cut off, beside a whole one', async () => {
      const { leads } = await readExports(sample.files);
      const packed = new Uint8Array(gzipSync(writeCsv(leads)));
      const files = { ...without(victim), 'leads/cut.csv.gz': packed.subarray(0, packed.length - 300) };
      const outcome = await analyse(memoryFiles(files));
      expect(fileOf(outcome, 'leads/cut.csv.gz').status).toBe('unusable');
      expectHelpful(fileOf(outcome, 'leads/cut.csv.gz'));
      expect(numbersOf(outcome)).toEqual(withoutVictim);
    });

    test.each([0.5, 0.98])('a Parquet file cut off at %d of its length', async (share) => {
      const whole = sample.files[LEADS] ?? new Uint8Array();
      const half = whole.subarray(0, Math.floor(whole.length * share));
      const outcome = await analyse(memoryFiles({ ...without(victim), 'leads/half.parquet': half }));
      expect(fileOf(outcome, 'leads/half.parquet').status).toBe('unusable');
      expectHelpful(fileOf(outcome, 'leads/half.parquet'));
      expect(numbersOf(outcome)).toEqual(withoutVictim);
    });

    test('a Parquet file whose inside is damaged', async () => {
      const damaged = (sample.files[LEADS] ?? new Uint8Array()).slice();
      damaged.fill(0xff, 200, 1200);
      const outcome = await analyse(memoryFiles({ ...without(victim), 'leads/damaged.parquet': damaged }));
      expect(fileOf(outcome, 'leads/damaged.parquet').status).toBe('unusable');
      expectHelpful(fileOf(outcome, 'leads/damaged.parquet'));
      expect(numbersOf(outcome)).toEqual(withoutVictim);
    });
  });

  test('a report with a header only is read, counts no rows, and is a finding', async () => {
    const outcome = await analyse(memoryFiles(withVictim((table) => ({ ...table, records: [] }))));
    expect(fileOf(outcome, victim)).toMatchObject({ status: 'read', records: 0, rows: 0 });
    expect(findingsAbout(outcome, 'empty_file')).toMatchObject([{ files: [victim] }]);
    expect(numbersOf(outcome).matchedLeads).toEqual(
      (withoutVictim as { matchedLeads: unknown }).matchedLeads,
    );
  });

  test('leads with a header only give zeros and no rates', async () => {
    const { leads } = await readExports(sample.files);
    const { [LEADS]: _, ...rest } = sample.files;
    const outcome = await analyse(memoryFiles({ ...rest, 'leads.csv': writeCsv({ ...leads, records: [] }) }));
    expect(fileOf(outcome, 'leads.csv').status).toBe('read');
    expect(numbersOf(outcome)).toMatchObject({
      delivered: 0,
      rates: { ever_linked: { appointment: { value: null, low: null, high: null } } },
    });
  });

  test('a header with the same name twice keeps its first column, and is a finding', async () => {
    const doubled = withVictim(({ header, records }) => ({
      header: [...header, 'LEADNUMBER'],
      records: records.map((record) => [...record, 'other']),
    }));
    const outcome = await analyse(memoryFiles(doubled));
    expect(
      findingsAbout(outcome, 'schema_drift')
        .map((f) => f.message)
        .join(' '),
    ).toMatch(/LEADNUMBER.*more than once/);
    expect(numbersOf(outcome)).toEqual(numbersOf(await analyse(memoryFiles(sample.files))));
  });

  test('names of headers that mean something to JavaScript are names like others', async () => {
    const odd = withVictim(({ header, records }) => ({
      header: [...header, '__proto__', 'constructor', ''],
      records: records.map((record) => [...record, 'a', 'b', 'c']),
    }));
    const outcome = await analyse(memoryFiles(odd));
    expect(fileOf(outcome, victim).headers).toEqual(expect.arrayContaining(['__proto__', 'constructor']));
    expect(numbersOf(outcome)).toEqual(numbersOf(await analyse(memoryFiles(sample.files))));
  });

  test('a report without its needed column asks for a mapping, and the mapping of the user mends it', async () => {
    const renamed = withVictim(({ header, records }) => ({
      header: header.map((name) => (name === 'LEADNUMBER' ? 'Ref.' : name)),
      records,
    }));
    const asked = await analyse(memoryFiles(renamed));
    expect(fileOf(asked, victim)).toMatchObject({ status: 'needs_mapping', source: 'crm_report' });
    expect(fileOf(asked, victim).statusReason).toMatch(/lead.?number.*Map the column/i);
    expect(findingsAbout(asked, 'unmapped_column')).toMatchObject([{ severity: 'error', files: [victim] }]);
    expect(findingsAbout(asked, 'unmapped_column')[0]?.message).toContain(victim);
    expect(numbersOf(asked)).toEqual(withoutVictim);

    const files = { [victim]: { mapping: { lead_number: 'Ref.' } } };
    const mended = await analyse(memoryFiles(renamed), { files });
    expect(fileOf(mended, victim)).toMatchObject({ status: 'read' });
    expect(fileOf(mended, victim).mapping.find((m) => m.field === 'lead_number')).toMatchObject({
      column: 'Ref.',
      chosenBy: 'user',
    });
    expect(numbersOf(mended)).toEqual(numbersOf(await analyse(memoryFiles(sample.files))));
  });

  test('values that cannot be read are cell issues with record, column and value; their records stay', async () => {
    const spoiled = withVictim(({ header, records }) => ({
      header,
      records: records.map((record, i) =>
        i === 4
          ? record.map((cell, c) =>
              header[c] === 'ENTRYDATE' ? 'soon' : header[c] === 'Demo' ? 'maybe' : cell,
            )
          : record,
      ),
    }));
    const outcome = await analyse(memoryFiles(spoiled));
    expect(fileOf(outcome, victim)).toMatchObject({
      cellIssues: 2,
      rejectedRecords: 0,
      rows: victimTable().records.length,
    });
    expect(findingsAbout(outcome, 'cell_issues')).toMatchObject([
      { files: [victim], rows: { table: 'cell_issues' } },
    ]);
  });

  test('a quote that is never closed costs its own record only', async () => {
    const lines = victimText().split('\r\n');
    lines[3] = (lines[3] ?? '').replace(/,([A-Za-z])/, ',"$1');
    const outcome = await analyse(memoryFiles(instead(victim, text(lines.join('\r\n')))));
    const { records, rows, separatorRows, totalRows, footerRows, rejectedRecords } = fileOf(outcome, victim);
    expect(records).toBe(victimTable().records.length);
    expect(rows + separatorRows + totalRows + footerRows + rejectedRecords).toBe(records);
    expect(records - rows).toBeLessThanOrEqual(1);
  });

  test('records that are too long are rejected with their text, and counted', async () => {
    const lines = victimText().split('\r\n');
    lines[3] = `${lines[3] ?? ''},surplus,surplus`;
    const outcome = await analyse(memoryFiles(instead(victim, text(lines.join('\r\n')))));
    expect(fileOf(outcome, victim)).toMatchObject({
      rejectedRecords: 1,
      rows: victimTable().records.length - 1,
    });
    expect(findingsAbout(outcome, 'rejected_records')).toMatchObject([{ files: [victim] }]);
  });

  describe('a file that changes or disappears while it is read is named, and the rest is analysed', () => {
    const failing = (
      path: string,
      code: 'file_changed' | 'file_gone',
      files: Files = sample.files,
    ): FileSource => {
      const source = memoryFiles(files);
      const fault = (): LeadlensError =>
        new LeadlensError({
          kind: 'input',
          code,
          message: `${path} changed while it was read.`,
          hint: 'Wait until the program that writes the file is done, then run again.',
          file: path,
        });
      return {
        ...source,
        // As on disk: the look at its start succeeds, reading it to the end does not.
        async *stream(name, signal) {
          for await (const chunk of source.stream(name, signal)) {
            if (name !== path) yield chunk;
            else {
              yield chunk.subarray(0, Math.floor(chunk.length / 2));
              throw fault();
            }
          }
        },
        read: (name, start, end) =>
          name === path && path.endsWith('.parquet') && start > 0 && end - start > 8
            ? Promise.reject(fault())
            : source.read(name, start, end),
      };
    };

    test.each(['file_changed', 'file_gone'] as const)('a report: %s', async (code) => {
      const outcome = await analyse(failing(victim, code));
      expect(fileOf(outcome, victim).status).toBe('unusable');
      expectHelpful(fileOf(outcome, victim));
      expect(numbersOf(outcome)).toEqual(withoutVictim);
    });

    test('the delivered leads as Parquet', async () => {
      const outcome = await analyse(failing(LEADS, 'file_changed'));
      expect(fileOf(outcome, LEADS).status).toBe('unusable');
      expect(outcome.answered).toEqual([]);
      for (const path of reports) expect(fileOf(outcome, path).status).toBe('read');
    });

    test('the delivered leads as CSV', async () => {
      const { leads } = await readExports(sample.files);
      const { [LEADS]: _, ...rest } = sample.files;
      const files = { ...rest, 'leads.csv': writeCsv(leads) };
      const outcome = await analyse(failing('leads.csv', 'file_changed', files));
      expect(fileOf(outcome, 'leads.csv').status).toBe('unusable');
      expect(outcome.answered).toEqual([]);
      for (const path of reports) expect(fileOf(outcome, path).status).toBe('read');
    });
  });
});
