import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decisionsFromCsv, decisionsToCsv } from '../../electron/services/decision-log/decisions-csv';
import { readLogo, writeLogo } from '../../electron/services/logo-file';
import type { DecisionEntry, DecisionRecord } from '../../shared/domain/decision';
import { faultOf } from '../../shared/domain/fault';
import { JPEG, PNG } from '../support/pictures';
import { temporaryFolder } from '../support/temporary-folder';

const record = (n: number, entry: DecisionEntry): DecisionRecord => ({
  id: `w-1:${String(n)}`,
  clock: n,
  at: `2026-01-0${String(n)}T00:00:00.000Z`,
  who: { id: 'ruth', name: '=Ruth' },
  entry,
});
const decide = (
  subject: Extract<DecisionEntry, { kind: 'decide' }>['subject'],
  more: Partial<Extract<DecisionEntry, { kind: 'decide' }>> = {},
): DecisionEntry => ({
  kind: 'decide',
  subject,
  verdict: 'accept',
  leads: [],
  evidence: '',
  note: '',
  supersedes: [],
  ...more,
});
const person = (leadId: string | null, email: string | null, userUid: string | null = null) => ({
  source: 'hubspot_leads',
  leadId,
  userUid,
  email,
});
const IDENTITY = { kind: 'identity', leadNumber: '0012', emailKey: 'e', phoneKey: null } as const;

const RECORDS = [
  record(
    1,
    decide(IDENTITY, { leads: ['a', 'b'], evidence: 'conflict; a b', note: 'a, "note"\non two lines' }),
  ),
  record(2, decide(IDENTITY, { verdict: 'reject', supersedes: ['w-1:1'] })),
  record(3, decide({ kind: 'pair', left: person('1', null), right: person(null, 'ann@a.example') })),
  record(4, decide({ kind: 'key', value: '+1555' }, { note: "'quoted" })),
  record(5, decide({ kind: 'repair', code: 'rehash_email' }, { verdict: 'unsure' })),
  record(6, { kind: 'undo', of: ['w-1:4', 'w-1:5'], note: '-' }),
  record(7, decide({ kind: 'pair', left: person(null, null, 'u1'), right: person('2', null, 'u2') })),
];

describe('Decisions as CSV', () => {
  it('are read again as they were, whatever stands in them', () => {
    const { records, refused } = decisionsFromCsv('d.csv', decisionsToCsv(RECORDS));
    expect(refused).toEqual([]);
    expect(records.map(({ record: read }) => read)).toEqual(RECORDS);
    expect(records.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it('say of each whether it stands, was replaced or was taken back', () => {
    const lines = decisionsToCsv(RECORDS)
      .replaceAll('"a, ""note""\non two lines"', 'note')
      .trim()
      .split('\n');
    const at = (lines[0] ?? '').split(',').indexOf('state');
    expect(lines.slice(1).map((line) => line.split(',')[at])).toEqual([
      'replaced',
      'stands',
      'stands',
      'taken back',
      'taken back',
      'stands',
      'stands',
    ]);
  });

  it('hold nothing that a spreadsheet would run', () => {
    const text = decisionsToCsv(RECORDS);
    expect(text).toContain("'=Ruth");
    expect(text).toContain("'+1555");
    expect(text).not.toMatch(/(^|,)[=+@]/m);
  });

  it('get an id by what they say where a row has none, each its own', () => {
    const text = decisionsToCsv([RECORDS[3]!, RECORDS[3]!]).replaceAll('w-1:4', '');
    const ids = decisionsFromCsv('d.csv', text).records.map(({ record: read }) => read.id);
    expect(ids[0]).toMatch(/^row[0-9a-f]{16}:1$/);
    expect(ids[1]).toBe((ids[0] ?? '').replace(/:1$/, ':2'));
  });

  it('are refused row by row with the reason, and the others are read', () => {
    const [header = '', one = '', ...more] = decisionsToCsv([RECORDS[4]!]).split('\n');
    const wrong = one.replace('unsure', 'perhaps');
    const late = one.replace(/,5,ruth$/, ',9007199254740991,ruth');
    const { records, refused } = decisionsFromCsv('d.csv', [header, wrong, one, late, ...more].join('\n'));
    expect(records.map(({ row }) => row)).toEqual([3]);
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatch(/^d\.csv, row 2: entry.*verdict/);
    expect(refused[1]).toBe('d.csv, row 4: clock is beyond what any log reaches.');
  });

  it('are none in a table without their columns', () => {
    const faultIn = (text: string) => {
      try {
        decisionsFromCsv('d.csv', text);
        return null;
      } catch (error) {
        return faultOf(error);
      }
    };
    expect(faultIn('id,at,kind\n1,2,3\n')).toMatchObject({
      code: 'no_decisions',
      message: 'd.csv holds no decisions: column clock, who_id is missing.',
      file: 'd.csv',
    });
    expect(faultIn('')?.code).toBe('no_decisions');
    expect(faultIn('a,b\n"x')?.code).toBe('no_decisions');
  });
});

describe('The logo of a project', () => {
  const png = Buffer.from(PNG, 'base64').toString('base64');
  const jpeg = Buffer.from(JPEG, 'base64').toString('base64');

  it('is kept with it, one at a time, until it is taken away', async () => {
    const project = join(await temporaryFolder(), 'x.leadlens');
    expect(await readLogo(project)).toBeNull();
    expect(await writeLogo(project, jpeg)).toEqual({ kind: 'jpeg', base64: jpeg });
    expect(await readdir(project)).toEqual(['logo.jpg']);
    await writeLogo(project, png);
    expect(await readdir(project)).toEqual(['logo.png']);
    expect(await readLogo(project)).toEqual({ kind: 'png', base64: png });
    expect(await writeLogo(project, null)).toBeNull();
    expect(await readdir(project)).toEqual([]);
  });

  it('is no other file, and the one before stays', async () => {
    const project = join(await temporaryFolder(), 'x.leadlens');
    await writeLogo(project, png);
    const code = await writeLogo(project, Buffer.from('GIF89a').toString('base64')).then(
      () => null,
      (error: unknown) => faultOf(error).code,
    );
    expect(code).toBe('logo_unusable');
    expect((await readLogo(project))?.kind).toBe('png');
  });

  it('that somebody else put there is checked, and named where it cannot be read', async () => {
    const project = await temporaryFolder({ 'a/logo.png': 'text', 'b/logo.png/x': '' });
    const faultAt = (name: string) =>
      readLogo(join(project, name)).then(
        () => null,
        (error: unknown) => faultOf(error),
      );
    expect(await faultAt('a')).toMatchObject({ code: 'logo_unusable', file: join(project, 'a', 'logo.png') });
    expect(await faultAt('b')).toMatchObject({
      code: 'logo_unreadable',
      file: join(project, 'b', 'logo.png'),
    });
  });
});
