import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRows, type GridCell } from '../../shared/contract/grid';
import type { ProjectSettings } from '../../shared/contract/project';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import { compareText } from '../../shared/domain/text-order';
import { FOLDER, numbersOf, openEngine, settingsWith, type TestEngine } from '../support/engine';
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
  readonly city?: string;
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
    row.city ?? 'Austin',
    row.appointment ?? '',
    row.set ?? 0,
    row.demo ?? 0,
    row.disposition ?? 'Data',
    row.job ?? '',
  ].join(',');
};

let engine: TestEngine;
beforeAll(async () => {
  engine = await openEngine(memoryFiles({}));
});
afterAll(() => engine.close());

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
  engine.use(memoryFiles(files));
  return numbersOf(await engine.client.call('run', { folder: FOLDER, settings: settingsWith(settings) }));
}

/** Some columns of a table of the last run, its rows in the order of the first of them. */
async function tableOf(
  table: string,
  ...columns: readonly string[]
): Promise<readonly (readonly GridCell[])[]> {
  const page = await engine.client.call('page', { query: allRows(table), offset: 0, limit: 100 });
  const places = columns.map((name) => page.columns.findIndex((column) => column.name === name));
  return page.rows
    .map((row) => places.map((place) => row[place] ?? null))
    .sort((a, b) => compareText(String(a[0]), String(b[0])));
}

/** Some columns of what each delivered lead has reached through all links that no one rejected, by lead. */
const outcomes = async (...columns: readonly string[]) =>
  (await tableOf('int_lead_outcomes', 'lead_uuid', 'link_setting', ...columns))
    .filter(([, setting]) => setting === 'linked')
    .map(([lead, , ...rest]) => [lead, ...rest]);

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

describe('a sale and its job status', () => {
  test('is taken back also where the cancellation stands with keys that no link rests on', async () => {
    const sale = { who: 'a', lead: 'L', disposition: 'Sale' } as const;
    const cancelled = { ...sale, email: email('x'), phone: phone('y'), job: 'Cancel After Rescission' };
    const numbers = await count(['a'], [[sale], [cancelled]]);
    expect(numbers.identities).toMatchObject({ both: 1, none: 1 });
    expect(numbers.funnel.ever_linked).toMatchObject({ sale: 1, net_sale: 0 });
    expect(numbers.funnel.snapshot_rows).toMatchObject({ sale: 2, net_sale: 0 });
    expect(numbers.span.net_sale).toEqual({ low: 0, high: 0 });
    expect(numbers.likely.expectedError.net_sale).toMatchObject({ low: 0, high: 0 });
  });

  test('has as its newest row in a snapshot with several of a CRM lead the one with the greatest MD5 of the values', async () => {
    const md5 = (row: Row): string => {
      const { lead = '', disposition = '' } = row;
      const values = [
        lead,
        email('a'),
        phone('a'),
        '2024-01-13',
        'Austin',
        'TX',
        '',
        '',
        'false',
        'false',
        disposition,
        '',
      ];
      return createHash('md5').update(values.join('|')).digest('hex');
    };
    const rows = ['Data', 'Demo', 'DNS', 'CXL', 'Sale', 'New'].map((disposition) => ({
      lead: 'L',
      disposition,
    }));
    for (const [i, row] of rows.entries()) {
      const other = rows[(i + 1) % rows.length] ?? row;
      const numbers = await count(['a'], [[row, other]]);
      const newest = md5(row) > md5(other) ? row : other;
      expect(numbers.breakdowns['disposition']?.map(({ key }) => key)).toEqual([newest.disposition]);
    }
  });

  test('is one by the word of the sale group alone, taken back by each of three job statuses and by no other', async () => {
    const sale = { disposition: 'Sale' } as const;
    const numbers = await count(
      ['a', 'b', 'c', 'd', 'e', 'f'],
      [
        [
          { ...sale, who: 'a', job: 'Cancel In Rescission' },
          { ...sale, who: 'b', job: 'Cancel After Rescission' },
          { ...sale, who: 'c', job: 'Credit Decline' },
          { ...sale, who: 'd', job: 'On Hold' },
          { who: 'e', disposition: 'Demo No Sale', job: 'Completed' },
          { ...sale, who: 'f' },
        ],
      ],
    );
    expect(numbers.funnel.ever_linked).toMatchObject({ sale: 5, net_sale: 2, demo: 0, appointment: 0 });
    expect(numbers.funnel.snapshot_rows).toMatchObject({ sale: 5, net_sale: 2 });
  });

  test('is taken back by the last job status of the CRM lead, also where the row that says it is no sale any more', async () => {
    const numbers = await count(
      ['a', 'b', 'c', 'd'],
      [
        [
          { who: 'a', disposition: 'Sale', job: 'In Progress' },
          { who: 'b', disposition: 'Sale', job: 'Cancel In Rescission' },
          { who: 'c', disposition: 'Sale' },
          { who: 'd', disposition: 'Sale', job: 'Completed' },
        ],
        [
          { who: 'a', disposition: 'Dead', job: 'Credit Decline' },
          { who: 'b', disposition: 'Dead', job: 'In Progress' },
          { who: 'c', disposition: 'Dead' },
          { who: 'd', disposition: 'Dead', job: 'Cancel After Rescission' },
        ],
      ],
    );
    // Ever and by rows; in the last snapshot nobody is a sale.
    expect(numbers.funnel.ever_linked).toMatchObject({ sale: 4, net_sale: 2 });
    expect(numbers.funnel.snapshot_rows).toMatchObject({ sale: 4, net_sale: 2 });
    expect(numbers.funnel.latest_linked).toMatchObject({ sale: 0, net_sale: 0 });
  });

  test('is net under latest when the last snapshot has the sale and nothing took it back', async () => {
    const sale = { disposition: 'Sale' } as const;
    const numbers = await count(
      ['a', 'b'],
      [
        [{ who: 'a' }, { ...sale, who: 'b', job: 'Completed' }],
        [
          { ...sale, who: 'a', job: 'Completed' },
          { ...sale, who: 'b', job: 'Credit Decline' },
        ],
      ],
    );
    expect(numbers.funnel.latest_linked).toMatchObject({ sale: 2, net_sale: 1 });
  });

  test('belong to one CRM lead: what another one of the same delivered lead says neither makes nor undoes a net sale', async () => {
    const numbers = await count(
      ['a', 'b'],
      [
        [
          { who: 'a', lead: 'A1', disposition: 'Sale', job: 'Credit Decline' },
          { who: 'a', lead: 'A2', disposition: 'Data', job: 'Completed' },
          { who: 'b', lead: 'B1', disposition: 'Sale', job: 'Completed' },
          { who: 'b', lead: 'B2', disposition: 'Data', job: 'Credit Decline' },
        ],
      ],
    );
    expect(numbers.funnel.ever_linked).toMatchObject({ sale: 2, net_sale: 1 });
    expect(await outcomes('has_net_sale_ever')).toEqual([
      ['uuid-a', false],
      ['uuid-b', true],
    ]);
  });

  test('of a delivered lead are those of its newest state, empty where that says nothing; a tie goes to the smaller lead number', async () => {
    await count(
      ['a', 'b', 'c'],
      [
        [
          { who: 'a', lead: 'A2', disposition: 'Set', job: 'Old' },
          { who: 'a', lead: 'A1', disposition: 'Gone', job: 'Gone' },
          { who: 'b', disposition: 'Set', job: 'Completed' },
        ],
        [
          { who: 'a', lead: 'A2', disposition: 'Demo', job: 'New' },
          { who: 'b', disposition: 'Dead' },
          { who: 'c', lead: 'C2', disposition: 'Second', job: 'Two' },
          { who: 'c', lead: 'C1', disposition: 'First', job: 'One' },
        ],
      ],
    );
    expect(await outcomes('disposition', 'job_status', 'first_disposition')).toEqual([
      ['uuid-a', 'Demo', 'New', 'Gone'],
      ['uuid-b', 'Dead', null, 'Set'],
      ['uuid-c', 'First', 'One', 'First'],
    ]);
  });
});

describe('ever and latest', () => {
  test('latest is the last snapshot of the delivered lead through any of its CRM leads, not of each of them', async () => {
    const numbers = await count(
      ['a'],
      [
        [
          { who: 'a', lead: 'A1', set: 1, demo: 1, disposition: 'Sale' },
          { who: 'a', lead: 'A2' },
        ],
        [{ who: 'a', lead: 'A2' }],
      ],
    );
    expect(numbers.funnel.ever_linked).toMatchObject({ set_reported: 1, appointment: 1, demo: 1, sale: 1 });
    expect(numbers.funnel.latest_linked).toMatchObject({
      matched: 1,
      set_reported: 0,
      appointment: 0,
      demo: 0,
    });
    expect(numbers.funnel.latest_linked).toMatchObject({ sale: 0, net_sale: 0 });
  });

  test('latest under strict is the last snapshot with a strict link: rows with one key alone are not looked at', async () => {
    const numbers = await count(
      ['a'],
      [[{ who: 'a', lead: 'A1', set: 1 }], [{ lead: 'A2', email: email('a'), phone: phone('new'), demo: 1 }]],
    );
    const none = { ...ever, delivered: 1, matched: 1, appointment: 1 };
    expect(numbers.funnel.latest_strict).toEqual({ ...none, set_reported: 1 });
    expect(numbers.funnel.latest_linked).toEqual({ ...none, demo: 1 });
    expect(numbers.funnel.ever_strict).toEqual({ ...none, set_reported: 1 });
    expect(numbers.funnel.ever_linked).toEqual({ ...none, set_reported: 1, demo: 1 });
  });
});

describe('rates', () => {
  test('are appointments of delivered, demos of appointments and sales of demos, each with its Wilson interval', async () => {
    const numbers = await count(
      ['a', 'b', 'c', 'd'],
      [[{ who: 'a', demo: 1, disposition: 'Sale' }, { who: 'b', set: 1 }, { who: 'c' }]],
    );
    expect(numbers.rates.ever_linked).toEqual({
      appointment: { value: 0.5, low: 0.150039, high: 0.849961 },
      demo: { value: 0.5, low: 0.094531, high: 0.905469 },
      sale: { value: 1, low: 0.206549, high: 1 },
    });
  });

  test('are none where nobody is there to divide by', async () => {
    const { rates } = await count(['a', 'b'], [[{ who: 'a' }, { who: 'b' }]]);
    expect(rates.ever_linked.appointment.value).toBe(0);
    expect(rates.ever_linked.demo).toEqual({ value: null, low: null, high: null });
    expect(rates.ever_linked.sale).toEqual({ value: null, low: null, high: null });
  });
});

describe('time and place of a delivered lead', () => {
  test('the first appointment is the earliest of all snapshots and CRM leads, counted in calendar days from entry', async () => {
    await count(
      ['a', 'b', 'c'],
      [
        [
          { who: 'a', lead: 'A1', entry: '2024-01-10', appointment: '2024-01-25 09:00' },
          { who: 'b', entry: '2024-01-10', appointment: '2024-01-11 00:30' },
          { who: 'c', entry: '2024-01-14' },
        ],
        [
          { who: 'a', lead: 'A1', entry: '2024-01-10', appointment: '2024-01-20 18:00' },
          { who: 'a', lead: 'A2', entry: '2024-01-12', appointment: '2024-01-22 10:00' },
          { who: 'b', entry: '2024-01-10', appointment: '2024-01-30 10:00' },
          { who: 'c', entry: '2024-01-14' },
        ],
      ],
    );
    // The week of entry begins on Monday: the 14th is the Sunday of the week of the 8th.
    expect(await outcomes('first_appointment_at', 'days_to_appointment', 'entry_week')).toEqual([
      ['uuid-a', '2024-01-20T18:00:00', 10, '2024-01-08'],
      ['uuid-b', '2024-01-11T00:30:00', 1, '2024-01-08'],
      ['uuid-c', null, null, '2024-01-08'],
    ]);
  });

  test('of CRM leads of one day of entry the smaller lead number is the earliest; its newest values that are not empty count', async () => {
    await count(
      ['a', 'b'],
      [
        [
          { who: 'a', lead: 'A2', state: 'NV', city: 'Reno' },
          { who: 'a', lead: 'A1', state: 'AZ', city: 'Mesa' },
          { who: 'b', entry: '2024-01-02', city: 'Reno' },
        ],
        [
          { who: 'a', lead: 'A2', state: 'NV', city: 'Reno' },
          { who: 'a', lead: 'A1', state: '', city: 'Yuma' },
          { who: 'b', entry: '2024-01-03', city: '' },
        ],
      ],
    );
    expect(await outcomes('lead_number', 'state', 'city', 'entry_on', 'entry_month')).toEqual([
      ['uuid-a', 'A1', 'AZ', 'Yuma', '2024-01-13', '2024-01'],
      ['uuid-b', 'L-b', 'TX', 'Reno', '2024-01-03', '2024-01'],
    ]);
  });

  test('a CRM lead without an entry date is not the earliest, whatever its number', async () => {
    await count(
      ['a'],
      [
        [
          { who: 'a', lead: 'A1', entry: '', city: 'Reno' },
          { who: 'a', lead: 'A2', entry: '2024-01-20', city: 'Mesa' },
        ],
      ],
    );
    expect(await outcomes('lead_number', 'city', 'entry_on')).toEqual([
      ['uuid-a', 'A2', 'Mesa', '2024-01-20'],
    ]);
  });

  test('states of CRM leads of one snapshot are equally new, whatever they say: the smaller lead number is shown', async () => {
    const people = ['a', 'b', 'c', 'd', 'e', 'f'];
    await count(people, [
      people.flatMap((who, i) => [
        { who, lead: `${who}2`, disposition: `Second ${String(i)}` },
        { who, lead: `${who}1`, disposition: `First ${String(i)}` },
      ]),
    ]);
    expect(await outcomes('disposition')).toEqual(
      people.map((who, i) => [`uuid-${who}`, `First ${String(i)}`]),
    );
  });

  test('the tier of a delivered lead is the strongest of its links', async () => {
    await count(
      ['a', 'b', 'c', 'd'],
      [
        [
          { who: 'a', lead: 'A1' },
          { lead: 'A2', email: email('a'), phone: phone('x') },
          { lead: 'B1', email: email('x'), phone: phone('b') },
          { lead: 'B2', email: email('b'), phone: phone('y') },
          { lead: 'C1', email: email('x'), phone: phone('c') },
        ],
      ],
    );
    expect(await outcomes('tier')).toEqual([
      ['uuid-a', 'both'],
      ['uuid-b', 'email_only'],
      ['uuid-c', 'phone_only'],
      ['uuid-d', null],
    ]);
  });

  test('cities compare without case: leads of one city are one row however it is written', async () => {
    await count(
      ['a', 'b', 'c'],
      [
        [
          { who: 'a', city: 'AUSTIN' },
          { who: 'b', city: 'Austin' },
          { who: 'c', city: 'Waco' },
        ],
      ],
    );
    const rows = await tableOf('rpt_breakdowns', 'key', 'dimension', 'link_setting', 'leads');
    expect(
      rows
        .filter(([, dimension, setting]) => dimension === 'city' && setting === 'linked')
        .map(([key, , , leads]) => [String(key).toLowerCase(), leads]),
    ).toEqual([
      ['austin', 2],
      ['waco', 1],
    ]);
  });
});

describe('a record of a report', () => {
  test('has its place from the location only where its own columns have none', async () => {
    const header = `${HEADER},location`;
    const at = (row: Row, location: string): string => `${line(row)},${location}`;
    engine.use(
      memoryFiles({
        'leads.csv': `lead_uuid,email_hash,phone_hash\n${['a', 'b', 'c'].map((p) => `uuid-${p},${email(p)},${phone(p)}`).join('\n')}\n`,
        'report_2024-02-01.csv': `${[
          header,
          at({ who: 'a', city: 'Reno', state: 'NV' }, 'Mesa | AZ'),
          at({ who: 'b', city: '', state: '' }, 'Mesa | AZ'),
          at({ who: 'c', city: '', state: 'nv' }, ''),
        ].join('\n')}\n`,
      }),
    );
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    expect(await outcomes('city', 'state')).toEqual([
      ['uuid-a', 'Reno', 'NV'],
      ['uuid-b', 'Mesa', 'AZ'],
      ['uuid-c', null, 'NV'],
    ]);
  });
});

describe('a location that is written as people write a place', () => {
  test('is its city and its state; what stands behind a comma and is no state stays', async () => {
    const header = `${HEADER},location`;
    const places = ['"Mesa, AZ 85201"', '"Elko, Nevada, USA"', 'Waco/TX', '"Acme, North"'];
    const who = ['a', 'b', 'c', 'd'];
    engine.use(
      memoryFiles({
        'leads.csv': `lead_uuid,email_hash,phone_hash\n${who.map((p) => `uuid-${p},${email(p)},${phone(p)}`).join('\n')}\n`,
        'report_2024-02-01.csv': `${[
          header,
          ...places.map((place, i) => `${line({ who: who[i] ?? '', city: '', state: '' })},${place}`),
        ].join('\n')}\n`,
      }),
    );
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    expect(await outcomes('city', 'state')).toEqual([
      ['uuid-a', 'Mesa', 'AZ'],
      ['uuid-b', 'Elko', 'NV'],
      ['uuid-c', 'Waco', 'TX'],
      ['uuid-d', 'Acme, North', null],
    ]);
  });
});

describe('a delivered lead whose id stands twice', () => {
  test('is what its first record says, by file and then by record', async () => {
    const keys = `${email('a')},${phone('a')}`;
    const header = 'lead_uuid,email_hash,phone_hash,vendor';
    engine.use(
      memoryFiles({
        'leads_1.csv': `${header}\nuuid-a,${keys},First\nuuid-a,${keys},Second\n`,
        'leads_2.csv': `${header}\nuuid-a,${keys},Third\n`,
        'report_2024-02-01.csv': `${HEADER}\n${line({ who: 'a' })}\n`,
      }),
    );
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    expect(await outcomes('vendor')).toEqual([['uuid-a', 'First']]);
  });
});

describe('an engine that has read other files before', () => {
  test('says nothing of what only those had', async () => {
    await count(
      ['a'],
      [
        [
          { lead: 'AB-1', who: 'x', city: 'Oslo', entry: '2019-05-05', disposition: 'Old', job: 'Gone' },
          { lead: 'AB1', who: 'x', city: 'Rome' },
        ],
      ],
    );
    expect(await tableOf('rpt_number_forms', 'lead_number', 'is_same_lead')).toEqual([
      ['AB-1', true],
      ['AB1', true],
    ]);
    expect((await tableOf('rpt_doubtful_keys', 'key_name')).map(([key]) => key)).toEqual(['email', 'phone']);
    await count(
      ['a'],
      [
        [
          { lead: 'AB-1', who: 'x', city: 'Rome' },
          { lead: 'AB1', who: 'y', entry: '2024-01-14' },
          { lead: 'C', who: 'x', city: 'Rome' },
        ],
      ],
    );
    expect(await tableOf('dim_date', 'date_on')).toEqual([['2024-01-13'], ['2024-01-14']]);
    expect(await tableOf('dim_place', 'city')).toEqual([['Austin'], ['Rome']]);
    expect(await tableOf('dim_status', 'disposition', 'job_status')).toEqual([['Data', null]]);
    expect(await tableOf('rpt_number_forms', 'lead_number', 'is_same_lead')).toEqual([
      ['AB-1', false],
      ['AB1', false],
    ]);
    expect(await tableOf('rpt_doubtful_keys', 'key_name')).toEqual([]);
  });
});

describe('the star schema', () => {
  test('says that a city is one place however it is written', async () => {
    await count(
      ['a'],
      [
        [
          { who: 'a', city: 'AUSTIN', state: 'TX' },
          { who: 'b', city: 'Austin', state: 'TX' },
          { who: 'c', city: 'Austin', state: 'MN' },
        ],
      ],
    );
    const places = await tableOf('dim_place', 'state', 'city');
    expect(places.map(([state, city]) => `${String(state)} ${String(city).toLowerCase()}`)).toEqual([
      'MN austin',
      'TX austin',
    ]);
  });

  test('says that the calendar runs from the first to the last day that a lead names, Monday being 1', async () => {
    await count(
      ['a'],
      [
        [
          { who: 'a', entry: '2024-02-24', appointment: '2024-02-26 10:00' },
          { who: 'b', entry: '2024-02-25' },
        ],
      ],
    );
    expect(await tableOf('dim_date', 'date_on', 'week_on', 'month', 'year', 'weekday')).toEqual([
      ['2024-02-24', '2024-02-19', '2024-02', 2024, 6],
      ['2024-02-25', '2024-02-19', '2024-02', 2024, 7],
      ['2024-02-26', '2024-02-26', '2024-02', 2024, 1],
    ]);
  });
});

describe('what reviews can still change', () => {
  test('an open conflict can add a net sale only where its sale was not taken back', async () => {
    const torn = (lead: string, one: string, other: string, job: string): Row => ({
      lead,
      email: email(one),
      phone: phone(other),
      set: 1,
      demo: 1,
      disposition: 'Sale',
      job,
    });
    const numbers = await count(
      ['a', 'b', 'c', 'd'],
      [[torn('X1', 'a', 'b', 'Credit Decline'), torn('X2', 'c', 'd', 'Completed')]],
    );
    const { matched, set_reported, demo, sale, net_sale } = numbers.span;
    for (const span of [matched, set_reported, demo, sale]) expect(span).toEqual({ low: 0, high: 2 });
    expect(net_sale).toEqual({ low: 0, high: 1 });
  });
});

describe('snapshots', () => {
  test('count their rows as they stand, repeats included', async () => {
    const numbers = await count(
      ['a'],
      [
        [{ who: 'a' }, { who: 'a' }, { who: 'x', set: 1, appointment: '2024-01-20' }],
        [{ who: 'a', demo: 1, disposition: 'Sale' }, { who: 'a' }],
      ],
    );
    expect(numbers).toMatchObject({ snapshots: 2, reportRows: 5, crmLeads: 2 });
    expect(numbers.bySnapshot).toEqual([
      { order: 1, rows: 3, set_reported: 1, appointment_date: 1, demo: 0, sale: 0 },
      { order: 2, rows: 2, set_reported: 0, appointment_date: 0, demo: 1, sale: 1 },
    ]);
  });

  test('lose leads that are older than the window of the next one, and leads that vanish inside it', async () => {
    await count(
      ['a'],
      [
        [
          { who: 'a', entry: '2024-01-10' },
          { who: 'old', entry: '2024-01-02' },
          { who: 'edge', entry: '2024-01-10' },
          { who: 'lost', entry: '2024-01-20' },
        ],
        [
          { who: 'a', entry: '2024-01-10' },
          { who: 'new', entry: '2024-01-25' },
        ],
      ],
    );
    expect(await tableOf('rpt_snapshots', 'snapshot_order', 'new_leads', 'aged_out', 'vanished')).toEqual([
      [1, 4, 2, 1],
      [2, 1, 0, 0],
    ]);
    expect(await tableOf('rpt_vanished_leads', 'lead_number', 'last_snapshot')).toEqual([['L-lost', 1]]);
    expect(
      (await tableOf('rpt_lead_movements', 'lead_number', 'movement')).filter(([, what]) => what !== 'new'),
    ).toEqual([
      ['L-edge', 'aged_out'],
      ['L-lost', 'vanished'],
      ['L-old', 'aged_out'],
    ]);
  });
});

describe('the window of a report', () => {
  test('begins where one in a hundred of its rows has entered: one stray date does not move it', async () => {
    const many = Array.from({ length: 150 }, (_, i) => ({ who: `m${String(i)}`, entry: '2024-01-10' }));
    const stray = { who: 'stray', entry: '2020-05-05' };
    await count(
      ['a'],
      [
        [{ who: 'gone', entry: '2023-12-31' }, ...many],
        [stray, ...many],
      ],
    );
    expect(await tableOf('rpt_snapshots', 'snapshot_order', 'window_start', 'aged_out', 'vanished')).toEqual([
      [1, '2024-01-10', 1, 0],
      [2, '2024-01-10', 0, 0],
    ]);
  });

  test('tells nothing of a lead without an entry date: that it is gone is said', async () => {
    await count(
      ['a'],
      [
        [{ who: 'a' }, { who: 'lost', entry: '' }],
        [{ who: 'a' }, { who: 'b' }],
      ],
    );
    expect(await tableOf('rpt_snapshots', 'snapshot_order', 'aged_out', 'vanished')).toEqual([
      [1, 0, 1],
      [2, 0, 0],
    ]);
    expect(await tableOf('rpt_vanished_leads', 'lead_number', 'last_snapshot')).toEqual([['L-lost', 1]]);
    expect(
      (await tableOf('rpt_lead_movements', 'lead_number', 'movement')).filter(([, what]) => what !== 'new'),
    ).toEqual([['L-lost', 'vanished']]);
  });
});

describe('what contradicts itself', () => {
  test('is an appointment on a day before entry, and none on the day itself', async () => {
    await count(
      ['a'],
      [
        [
          { who: 'a', entry: '2024-01-10', appointment: '2024-01-10 08:00' },
          { who: 'b', entry: '2024-01-10', appointment: '2024-01-09 23:00' },
          { who: 'c', demo: 1 },
          { who: 'd', disposition: 'Sale' },
          { who: 'e', set: 1, demo: 1, disposition: 'Sale' },
        ],
      ],
    );
    expect(await tableOf('rpt_contradictions', 'lead_number', 'kind')).toEqual([
      ['L-b', 'appointment_before_entry'],
      ['L-c', 'demo_without_appointment'],
      ['L-d', 'sale_without_appointment'],
    ]);
  });
});

describe('what no link explains', () => {
  test('says of each delivered lead and of each CRM lead why', async () => {
    await count(
      ['a', 'b', 'c', 'd'],
      [
        [
          { who: 'a' },
          { lead: 'X1', email: email('b'), phone: phone('c') },
          { lead: 'X2', email: email('stranger'), phone: phone('stranger') },
          { lead: 'X3', email: '', phone: '' },
        ],
      ],
    );
    expect(await tableOf('rpt_never_reported', 'lead_uuid', 'reason')).toEqual([
      ['uuid-b', 'in_conflict'],
      ['uuid-c', 'in_conflict'],
      ['uuid-d', 'not_reported'],
    ]);
    expect(await tableOf('rpt_never_delivered', 'lead_number', 'reason')).toEqual([
      ['X1', 'conflict'],
      ['X2', 'no_hit'],
      ['X3', 'no_key'],
    ]);
  });
});
