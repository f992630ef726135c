import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ProjectSettings } from '../../shared/contract/project';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const hash = (value: string): string => createHash('sha1').update(value).digest('hex');
const email = (person: string): string => hash(`${person}@mail.test`);
const phone = (person: string): string => hash(`+1555${person}`);

const HEADER =
  'lead_number,email_hash,phone_hash,entry_on,state,city,appointment_at,is_set,is_demo,disposition,job_status';

interface Row {
  readonly lead?: string;
  /** Whose e-mail and phone it carries. */
  readonly who?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly entry?: string;
  readonly state?: string;
  readonly appointment?: string;
  readonly set?: 0 | 1;
  readonly demo?: 0 | 1;
  readonly disposition?: string;
  readonly job?: string;
}

const line = (row: Row): string => {
  const who = row.who ?? 'a';
  return [
    row.lead ?? `L-${who}`,
    row.email ?? email(who),
    row.phone ?? phone(who),
    row.entry ?? '2024-01-13',
    row.state ?? 'TX',
    'Austin',
    row.appointment ?? '',
    row.set ?? 0,
    row.demo ?? 0,
    row.disposition ?? 'Data',
    row.job ?? '',
  ].join(',');
};

/** Delivered leads by person, and report rows by snapshot, oldest first. */
async function count(
  people: readonly string[],
  snapshots: readonly (readonly Row[])[],
  settings: Partial<ProjectSettings> = {},
): Promise<LeadQualitySummary> {
  const leads = [
    'lead_uuid,email_hash,phone_hash',
    ...people.map((p) => `uuid-${p},${email(p)},${phone(p)}`),
  ];
  const files: Record<string, string> = { 'leads.csv': `${leads.join('\n')}\n` };
  snapshots.forEach((rows, i) => {
    files[`report_2024-02-0${String(i + 1)}.csv`] = `${[HEADER, ...rows.map(line)].join('\n')}\n`;
  });
  return numbersOf(await analyse(memoryFiles(files), settings));
}

const ever = { set_reported: 0, appointment: 0, demo: 0, sale: 0, net_sale: 0 };

describe('the definitions of the numbers, on rows that fit on one hand', () => {
  test('an appointment is a set, or an appointment date, or a demo; a lead counts once over its snapshots', async () => {
    const numbers = await count(
      ['a', 'b', 'c', 'd'],
      [
        [{ who: 'a', set: 1 }, { who: 'b', appointment: '2024-01-20' }, { who: 'c', demo: 1 }, { who: 'd' }],
        // In another order: a file with the same content would be the same file.
        [{ who: 'd' }, { who: 'a', set: 1 }, { who: 'b', appointment: '2024-01-20' }, { who: 'c', demo: 1 }],
      ],
    );
    expect(numbers.funnel.ever_linked).toEqual({
      ...ever,
      delivered: 4,
      matched: 4,
      set_reported: 1,
      appointment: 3,
      demo: 1,
    });
    expect(numbers.funnel.snapshot_rows).toEqual({
      ...ever,
      rows: 8,
      set_reported: 2,
      appointment: 6,
      demo: 2,
    });
    expect(numbers.rates.ever_linked.appointment.value).toBe(0.75);
    expect(numbers.rates.ever_linked.sale.value).toBe(0);
  });

  test('each tier is taken literally, and a conflict counts for nobody', async () => {
    const numbers = await count(
      ['a', 'b', 'c', 'd'],
      [
        [
          { who: 'a', set: 1 },
          { lead: 'L2', email: email('b'), phone: phone('nobody'), set: 1 },
          { lead: 'L3', email: email('nobody'), phone: phone('c'), set: 1 },
          { lead: 'L4', email: email('d'), phone: phone('a'), set: 1, demo: 1 },
          { lead: 'L5', email: email('x'), phone: phone('y'), set: 1 },
        ],
      ],
    );
    expect(numbers.identities).toEqual({ both: 1, email_only: 1, phone_only: 1, conflict: 1, none: 1 });
    expect(numbers.matchedLeads).toEqual({ strict: 1, linked: 3 });
    expect(numbers.funnel.ever_linked).toMatchObject({ matched: 3, set_reported: 3, demo: 0 });
    expect(numbers.funnel.ever_strict).toMatchObject({ matched: 1, set_reported: 1 });
    expect(numbers.review).toEqual({ open: 3, stale: 0, decided: 0 });
    expect(numbers.span.matched).toEqual({ low: 1, high: 4 });
    expect(numbers.span.demo).toEqual({ low: 0, high: 1 });
  });

  test('latest looks at the last snapshot in which the lead appears; ever at all', async () => {
    const numbers = await count(
      ['a', 'b'],
      [
        [
          { who: 'a', set: 1 },
          { who: 'b', demo: 1 },
        ],
        [{ who: 'a', set: 0 }],
      ],
    );
    expect(numbers.funnel.ever_linked).toMatchObject({ set_reported: 1, appointment: 2, demo: 1 });
    expect(numbers.funnel.latest_linked).toMatchObject({ set_reported: 0, appointment: 1, demo: 1 });
  });

  test('a net sale is a sale whose last job status that is not empty was no cancellation', async () => {
    const sale = { disposition: 'Sale', demo: 1 } as const;
    const numbers = await count(
      ['a', 'b', 'c', 'd'],
      [
        [
          { ...sale, who: 'a', job: 'Cancel In Rescission' },
          { ...sale, who: 'b', job: 'In Progress' },
          { ...sale, who: 'c' },
          { ...sale, who: 'd', job: 'Credit Decline' },
        ],
        [
          { ...sale, who: 'a' },
          { ...sale, who: 'b', job: 'Cancel After Rescission' },
          { ...sale, who: 'c' },
          { ...sale, who: 'd', job: 'Completed' },
        ],
      ],
    );
    expect(numbers.funnel.ever_linked).toMatchObject({ sale: 4, net_sale: 2 });
    expect(numbers.funnel.snapshot_rows).toMatchObject({ sale: 8, net_sale: 4 });
  });

  test('place and entry are those of the earliest linked CRM lead; leads that no report has are a row of their own', async () => {
    const numbers = await count(
      ['a', 'b', 'c'],
      [
        [
          { who: 'a', lead: 'L9', entry: '2023-12-20', state: 'NV' },
          { who: 'a', lead: 'L1', entry: '2024-01-20', state: 'AZ', set: 1 },
          { who: 'b', state: '' },
        ],
      ],
    );
    const none = { appointment: 0, demo: 0, sale: 0 };
    expect(numbers.breakdowns.state).toEqual([
      { ...none, key: 'NV', reported: true, leads: 1, appointment: 1 },
      { ...none, key: null, reported: true, leads: 1 },
      { ...none, key: null, reported: false, leads: 1 },
    ]);
    expect(numbers.breakdowns.entry_month).toEqual([
      { ...none, key: '2023-12', reported: true, leads: 1, appointment: 1 },
      { ...none, key: '2024-01', reported: true, leads: 1 },
      { ...none, key: null, reported: false, leads: 1 },
    ]);
  });

  test('a state that was lost later keeps its newest value that is not empty', async () => {
    const numbers = await count(['a'], [[{ state: 'NV' }], [{ state: 'OR' }], [{ state: '' }]]);
    expect(numbers.breakdowns.state).toMatchObject([{ key: 'OR', leads: 1 }]);
  });

  test('an identity whose key changed counts the rows of its linked identities only', async () => {
    const numbers = await count(
      ['a'],
      [
        [{ who: 'a', lead: 'L1' }],
        [{ lead: 'L1', email: email('stranger'), phone: phone('stranger'), set: 1, demo: 1 }],
      ],
    );
    expect(numbers).toMatchObject({ crmLeads: 1, identities: { both: 1, none: 1 } });
    expect(numbers.funnel.ever_linked).toMatchObject({ matched: 1, appointment: 0, demo: 0 });
  });

  test('a delivered lead that the file repeats counts once', async () => {
    const numbers = await count(['a', 'a', 'b'], [[{ who: 'a', set: 1 }]]);
    expect(numbers.funnel.ever_linked).toMatchObject({ delivered: 2, matched: 1, appointment: 1 });
  });

  test('a key that is decided to be none links nothing any more', async () => {
    const shared = { email: hash('none'), phone: phone('a'), set: 1 } as const;
    const before = await count(['a'], [[shared]]);
    const after = await count(['a'], [[shared]], { notAKey: [phone('a')] });
    expect(before.identities.phone_only).toBe(1);
    expect(after.identities).toMatchObject({ phone_only: 0, none: 1 });
    expect(after.funnel.ever_linked).toMatchObject({ matched: 0, appointment: 0 });
  });
});
