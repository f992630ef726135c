import { describe, expect, test } from 'vitest';
import type { FileReport } from '../../shared/contract/sources';
import type { Finding } from '../../shared/domain/finding';
import { EN_US } from '../../shared/domain/sentence';
import { write } from '../../shared/domain/sentence';
import { filesRead } from '../../shared/sql/run-parameters';
import type { Parameter, StepContext } from '../../shared/sql/stage';
import { fileFindings } from '../../shared/stages/discover/discover-findings';
import { discovery } from '../../shared/stages/discover/discover-parameters';
import { fileReport } from '../support/file-report';

interface Looked {
  readonly entry: { readonly path: string };
  readonly hasHeader?: boolean;
  readonly headers?: readonly string[];
  readonly duplicateHeaders?: readonly string[];
}

/** What is said of files that were found and read so. */
async function findingsOf(
  reports: readonly FileReport[],
  looked: readonly Looked[] = [],
  notRead: readonly { readonly path: string; readonly reason: string }[] = [],
): Promise<readonly Finding[]> {
  const files = looked.map((file) => ({ hasHeader: true, headers: [], duplicateHeaders: [], ...file }));
  const given = new Map<Parameter<never>, unknown>([
    [discovery as Parameter<never>, { files, notRead }],
    [filesRead as Parameter<never>, reports],
  ]);
  const told: Finding[] = [];
  await fileFindings.run({
    get: (parameter: Parameter<never>) => given.get(parameter),
    found: (findings: readonly Finding[]) => told.push(...findings),
  } as unknown as StepContext);
  return told;
}

describe('Of the files of a folder', () => {
  test('nothing is said where each is read as it is, is not of a source, or was left aside by the user', async () => {
    const statuses = ['read', 'unknown', 'needs_mapping', 'ignored'] as const;
    expect(await findingsOf(statuses.map((status) => fileReport(`${status}.csv`, { status })))).toEqual([]);
  });

  test('those that cannot be used are errors, and those that are there twice are named', async () => {
    const [unusable, twice, silent] = await findingsOf([
      fileReport('a.csv', { status: 'unusable', statusReason: 'a.csv is empty: it has no bytes.' }),
      fileReport('b.csv', { status: 'duplicate', statusReason: 'It holds the same as a.csv.' }),
      fileReport('c.csv', { status: 'unusable', statusReason: null }),
    ]);
    expect(unusable).toMatchObject({
      code: 'unusable_file',
      severity: 'error',
      source: 'crm_report',
      files: ['a.csv'],
      message: 'a.csv is empty: it has no bytes.',
    });
    expect(twice).toMatchObject({
      code: 'duplicate_file',
      severity: 'info',
      source: 'crm_report',
      files: ['b.csv'],
      message: '`b.csv`: It holds the same as a.csv.',
    });
    expect(silent?.message).toBe('');
  });

  test('those whose header has a name twice say which, and what is used', async () => {
    const [repeated, ...more] = await findingsOf(
      [fileReport('a.csv'), fileReport('b.csv'), fileReport('c.csv')],
      [{ entry: { path: 'a.csv' }, duplicateHeaders: ['id', 'day'] }, { entry: { path: 'b.csv' } }],
    );
    expect(more).toEqual([]);
    expect(repeated).toMatchObject({
      code: 'schema_drift',
      severity: 'warning',
      source: 'crm_report',
      files: ['a.csv'],
      message:
        '`a.csv`: the header has “id”, “day” more than once. The first is used; map another one if that is wrong.',
    });
  });

  test('those without a header say what their columns are called', async () => {
    const [headerless, ...more] = await findingsOf(
      [],
      [
        { entry: { path: 'a.csv' }, hasHeader: false, headers: ['column_1', 'column_2', 'column_3'] },
        { entry: { path: 'b.csv' }, headers: ['id'] },
      ],
    );
    expect(more).toEqual([]);
    expect(headerless).toMatchObject({
      code: 'no_header',
      severity: 'warning',
      files: ['a.csv'],
      message:
        '`a.csv` has values where its header should be, so its columns are called column_1 to column_3. Choose its source and map them on the Sources screen, or export it again with its header.',
    });
  });

  test('those that are not read are one finding, with each and its reason; the first five are in the sentence', async () => {
    const one = await findingsOf([], [], [{ path: 'me.png', reason: 'is a .png file.' }]);
    expect(one).toMatchObject([
      {
        code: 'file_not_read',
        severity: 'info',
        files: ['me.png'],
        message:
          '1 file is not read: `me.png` is a .png file. Only .csv, .tsv, .txt, .jsonl, .json, .xlsx and .parquet files are.',
      },
    ]);
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const [many] = await findingsOf(
      [],
      [],
      names.map((name) => ({ path: `${name}.png`, reason: `is a picture.` })),
    );
    expect(many?.message).toBe(
      '7 files are not read: `a.png` is a picture; `b.png` is a picture; `c.png` is a picture; `d.png` is a picture; `e.png` is a picture; and 2 more. Only .csv, .tsv, .txt, .jsonl, .json, .xlsx and .parquet files are.',
    );
    expect(many?.files).toHaveLength(7);
    expect(many?.evidence.map(({ label, value }) => [label, write(value, EN_US)])[6]).toEqual([
      'g.png',
      'is a picture.',
    ]);
    const five = await findingsOf(
      [],
      [],
      names.slice(0, 5).map((name) => ({ path: `${name}.png`, reason: `is a picture.` })),
    );
    expect(five[0]?.message).not.toContain('more');
  });
});
