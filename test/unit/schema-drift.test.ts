import { describe, expect, test } from 'vitest';
import type { FileReport } from '../../shared/contract/sources';
import { filesRead } from '../../shared/sql/run-parameters';
import { schemaDriftFindings } from '../../shared/stages/clean/crm/schema-drift';
import { fileReport } from '../support/file-report';
import { asRead, given, runFindings } from '../support/findings-of-step';

/** A snapshot with its place and columns; `Lead` and `Number` are the lead number. */
const snapshot = (file: string, order: number, headers: readonly string[], series = 'A'): FileReport =>
  fileReport(file, {
    headers,
    mapping: ['lead_number', 'entry_on'].map((field, i) => ({
      field,
      label: field,
      required: true,
      description: '',
      column:
        headers.find((header) => (i === 0 ? ['Lead', 'Number'] : ['Day', 'Date']).includes(header)) ?? null,
      chosenBy: 'profile',
    })),
    snapshot: { order, series } as FileReport['snapshot'],
  });

const told = async (...files: readonly FileReport[]) =>
  (await runFindings(schemaDriftFindings, [given(filesRead, files)])).findings.map(asRead);

describe('Columns that change from one snapshot to the next', () => {
  test('are told with what was renamed, is new and is gone, in the order of the snapshots', async () => {
    expect(
      await told(
        snapshot('third.csv', 3, ['Number', 'Day', 'City', 'Zip']),
        snapshot('first.csv', 1, ['Lead', 'Day', 'Fax']),
        snapshot('second.csv', 2, ['Number', 'Day', 'City']),
        fileReport('leads.csv', { headers: ['Id'] }),
      ),
    ).toEqual([
      {
        code: 'schema_drift',
        severity: 'info',
        source: 'crm_report',
        files: ['second.csv', 'third.csv'],
        message:
          'The columns change in 2 snapshots (`second.csv`, `third.csv`). Fields under another name were recognised; nothing is lost.',
        evidence: ['second.csv: renamed Lead → Number, new City, gone Fax', 'third.csv: new Zip'],
      },
    ]);
  });

  test('are told where they only go', async () => {
    const [finding] = await told(
      snapshot('a.csv', 1, ['Lead', 'Day', 'Fax']),
      snapshot('b.csv', 2, ['Lead', 'Day']),
    );
    expect(finding?.['message']).toContain('change in 1 snapshot (`b.csv`)');
    expect(finding?.['evidence']).toEqual(['b.csv: gone Fax']);
  });

  test('are several where several are renamed, and no renaming where a field has no column any more', async () => {
    const [both] = await told(
      snapshot('a.csv', 1, ['Lead', 'Day']),
      snapshot('b.csv', 2, ['Number', 'Date']),
    );
    expect(both?.['evidence']).toEqual(['b.csv: renamed Lead → Number, renamed Day → Date']);
    const [gone] = await told(snapshot('a.csv', 1, ['Lead', 'Day']), snapshot('b.csv', 2, ['Lead', 'Fax']));
    expect(gone?.['evidence']).toEqual(['b.csv: new Fax, gone Day']);
    expect(gone?.['severity']).toBe('warning');
    expect(gone?.['message']).toBe(
      'The columns change in 1 snapshot (`b.csv`). Fields under another name were recognised; `b.csv` has no entry_on any more.',
    );
    const [come] = await told(snapshot('a.csv', 1, ['Lead', 'Fax']), snapshot('b.csv', 2, ['Lead', 'Day']));
    expect(come?.['evidence']).toEqual(['b.csv: new Day, gone Fax']);
  });

  test('are none where they stand in another order, or between the reports of two series', async () => {
    expect(await told(snapshot('a.csv', 1, ['Lead', 'Day']), snapshot('b.csv', 2, ['Day', 'Lead']))).toEqual(
      [],
    );
    expect(
      await told(snapshot('a.csv', 1, ['Lead', 'Day']), snapshot('b.csv', 2, ['Lead', 'Fax'], 'B')),
    ).toEqual([]);
    expect(await told(snapshot('a.csv', 1, ['Lead', 'Day']))).toEqual([]);
    expect(
      await told(fileReport('a.csv', { headers: ['A'] }), fileReport('b.csv', { headers: ['B'] })),
    ).toEqual([]);
  });
});
