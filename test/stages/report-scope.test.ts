import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import type { Finding, FindingCode } from '../../shared/domain/finding';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

type Lead = readonly [number: number, person: string, day: number, disposition?: string];

const digest = (text: string): string =>
  [...text.padEnd(20, '_')].map((c) => c.charCodeAt(0).toString(16)).join('');
const report = (leads: readonly Lead[]): string =>
  [
    'LEADNUMBER,email_hash,phone_hash,ENTRYDATE,Set,Demo,Disposition',
    ...leads.map(
      ([number, person, day, word = 'Data']) =>
        `${String(number)},${digest(`e${person}`)},${digest(`p${person}`)},2024-01-${String(day).padStart(2, '0')},1,0,${word}`,
    ),
    '',
  ].join('\n');
const delivered = [
  'lead_uuid,email_hash,phone_hash,delivered_on',
  `u1,${digest('e1')},${digest('p1')},2024-01-01`,
  '',
].join('\n');

const analyseReports = (files: Readonly<Record<string, string>>): Promise<RunOutcome> =>
  analyse(memoryFiles({ 'delivered_leads.csv': delivered, ...files }));
const found = ({ findings }: RunOutcome, ...codes: readonly FindingCode[]): readonly Finding[] =>
  findings.filter(({ code }) => codes.includes(code));
const leads = (from: number, to: number, word?: string): Lead[] =>
  Array.from({ length: to - from + 1 }, (_, i) => [from + i, String(from + i), 1 + i, word ?? 'Data']);

describe('Reports of two clients', () => {
  test('that number their leads alike are told by the people: none of the numbers is the same lead', async () => {
    const outcome = await analyseReports({
      'a/a_2024-01-31.csv': report(leads(1, 9)),
      'b/b_2024-02-01.csv': report(leads(1, 9).map(([number, , day]) => [number, `b${String(number)}`, day])),
    });
    expect(found(outcome, 'reused_lead_numbers')).toMatchObject([
      {
        severity: 'error',
        files: ['a/a_2024-01-31.csv', 'b/b_2024-02-01.csv'],
        message: expect.stringMatching(/of 9 lead numbers .*, 9 belong to other people/) as string,
      },
    ]);
  });

  test('are none where a few leads got another e-mail and phone, or one of both', async () => {
    const outcome = await analyseReports({
      'crm_2024-01-31.csv': report(leads(1, 9)),
      'crm_2024-02-29.csv': report([
        [1, 'x', 1],
        [2, 'y', 2],
        ...leads(3, 9).map(([n, p, d]): Lead => [n, p, d + 2]),
      ]),
    });
    expect(found(outcome, 'reused_lead_numbers')).toEqual([]);
  });
});

describe('Lead numbers that a client gives to other people', () => {
  test('are named where the dates of entry are later too, though most numbers stay', async () => {
    const outcome = await analyseReports({
      'crm_2024-01-31.csv': report(leads(1, 9, 'Sale')),
      'crm_2024-02-29.csv': report([[1, 'x', 28], [2, 'y', 29], [3, 'z', 3], ...leads(4, 9)]),
    });
    expect(found(outcome, 'reused_lead_numbers')).toMatchObject([
      {
        severity: 'warning',
        files: ['crm_2024-01-31.csv', 'crm_2024-02-29.csv'],
        message: expect.stringMatching(
          /^`crm_2024-02-29\.csv`: 2 lead numbers have another e-mail, another phone and a later date of entry than in `crm_2024-01-31\.csv`: they were given to other people/,
        ) as string,
        rows: {
          table: 'rpt_reused_numbers',
          where: [
            { column: 'file', value: 'crm_2024-02-29.csv' },
            { column: 'is_later_entry', value: true },
          ],
        },
      },
    ]);
  });
});

describe('A report of leads', () => {
  const head = (more: string): string => `LEADNUMBER,email_hash,phone_hash,ENTRYDATE${more}`;
  const row = `1,${digest('e1')},${digest('p1')},2024-01-05`;

  test('that says nothing of what became of them is named: no sale is not none', async () => {
    const outcome = await analyseReports({ 'crm_2024-01-31.csv': [head(''), row, ''].join('\n') });
    expect(found(outcome, 'unmapped_column')).toMatchObject([{ column: 'disposition', severity: 'warning' }]);
  });

  test('of opportunities has its outcome in the stage', async () => {
    const outcome = await analyseReports({
      'crm_2024-01-31.csv': [head(',Stage'), `${row},Closed Won`, ''].join('\n'),
    });
    expect(found(outcome, 'unmapped_column')).toEqual([]);
    expect(outcome.summary.leadQuality?.funnel['ever_linked']).toMatchObject({ sale: 1 });
  });
});

describe('A report of a part of the leads', () => {
  test('is told from leads that vanish: what is new or changed replaces nothing', async () => {
    const outcome = await analyseReports({
      'crm_2024-01-31.csv': report(leads(1, 20)),
      'crm_2024-02-10.csv': report([...leads(1, 2, 'Sale'), ...leads(21, 24)]),
    });
    expect(found(outcome, 'leads_vanished', 'row_count_jump')).toEqual([]);
    expect(found(outcome, 'partial_snapshot')).toMatchObject([
      {
        files: ['crm_2024-01-31.csv', 'crm_2024-02-10.csv'],
        message: expect.stringContaining('lacks 18 CRM leads') as string,
      },
    ]);
    expect(outcome.summary.leadQuality).toMatchObject({ crmLeads: 24 });
  });

  test('is named once with all others, and its one place is no dead column', async () => {
    const ofState = (from: number, to: number, state: string): string =>
      report(leads(from, to))
        .split('\n')
        .map((line, i) => (line === '' ? line : `${line},${i === 0 ? 'STATE' : state}`))
        .join('\n');
    const outcome = await analyseReports({
      'crm_nv_2024-01-31.csv': ofState(1, 20, 'NV'),
      'crm_tx_2024-01-31.csv': ofState(21, 40, 'TX').replaceAll(/2024-01-\d+/g, '2024-01-05'),
      'crm_wa_2024-02-01.csv': ofState(41, 60, 'WA').replaceAll(/2024-01-\d+/g, '2024-01-05'),
    });
    expect(found(outcome, 'dead_column', 'leads_vanished')).toEqual([]);
    expect(found(outcome, 'partial_snapshot')).toMatchObject([
      {
        files: ['crm_nv_2024-01-31.csv', 'crm_tx_2024-01-31.csv', 'crm_wa_2024-02-01.csv'],
        message: expect.stringMatching(
          /^`crm_nv_2024-01-31\.csv`, `crm_wa_2024-02-01\.csv` lack most of the CRM leads .* the leads of one place or branch/,
        ) as string,
      },
    ]);
  });

  test('is none where few leads are gone: they vanished', async () => {
    const outcome = await analyseReports({
      'crm_2024-01-31.csv': report(leads(1, 20)),
      'crm_2024-02-10.csv': report(leads(1, 20).filter(([number]) => number < 5 || number > 8)),
    });
    expect(found(outcome, 'partial_snapshot')).toEqual([]);
    expect(found(outcome, 'leads_vanished')).toMatchObject([
      { message: expect.stringContaining('4 CRM leads') as string },
    ]);
  });
});
