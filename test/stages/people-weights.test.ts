import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRows, type GridQuery } from '../../shared/contract/grid';
import type { PairItem } from '../../shared/contract/review';
import type { RunOutcome } from '../../shared/contract/run';
import { labelledPeople } from '../support/labelled-people';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

/** Strangers among whom the pairs of the test stand: each once, so that nothing else is asked. */
const STRANGERS = labelledPeople(400, 21, {
  typo: 0,
  missing: 0,
  nickname: 0,
  swapped: 0,
  moved: 0,
  otherEmail: 0,
  otherPhone: 0,
}).filter(({ cluster }, at, all) => all.findIndex((other) => other.cluster === cluster) === at);

const HEADER =
  'Record ID,User ID,First Name,Last Name,Email,Phone Number,City,Date of birth,Lifecycle Stage,Contact owner';
const lines = (people: readonly (readonly (string | number | null)[])[]): string[] =>
  people.map((person, at) => [at + 1, ...person, 'Lead', 'Sam'].join(','));

const PEOPLE = [
  ...STRANGERS.map(({ firstName, lastName, email, phone, city, bornOn }, at) => [
    `s${String(at)}`,
    firstName,
    lastName,
    email,
    phone,
    city,
    bornOn,
  ]),
  // One person with another e-mail, names swapped.
  ['', 'Robert', 'Quickly', 'rob.quickly@gmail.test', '4155550101', 'Springfield', '1980-03-01'],
  ['', 'Quickly', 'Bob', 'bquick@work.test', '+1 415 555 0101', 'Springfield', '1980-03-01'],
  // Two of a numbered series, one letter apart, who have nothing in common.
  ['a1', 'Ann', 'Archer', 'office1@firm.test', '2125550102', 'Boston', '1960-01-02'],
  ['a2', 'Uwe', 'Zobel', 'office2@firm.test', '3035550103', 'Denver', '1999-11-23'],
  // A plus address.
  ['b1', 'Clara', 'Dunfield', 'clara.dunfield@post.test', '', 'Reno', ''],
  ['b2', 'Clara', 'Dunfield', 'clara.dunfield+shop@post.test', '', 'Reno', ''],
];
const FIRST = STRANGERS.length + 1;

let engine: TestEngine;
let outcome: RunOutcome;
let items: readonly PairItem[];

beforeAll(async () => {
  const files = {
    'hubspot_contacts.csv': [HEADER, ...lines(PEOPLE)],
    'stripe_invoices.csv': [
      'invoice_id,email,user_uid,date,amount,currency,status',
      'i1,,b1,2024-01-20,500.00,usd,paid',
      'i2,rob.quickly@gmail.test,,2024-01-20,100.00,usd,paid',
    ],
  };
  engine = await openEngine(
    memoryFiles(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, `${text.join('\n')}\n`])),
    ),
  );
  outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
  items = (await engine.client.call('review', {})).items.filter(
    (item): item is PairItem => item.what === 'pair',
  );
});
afterAll(() => engine.close());

const pairRows = async (filters: GridQuery['filters']) => {
  const { columns, rows } = await engine.client.call('page', {
    query: { ...allRows('lead_review_pairs'), filters, sort: [{ column: 'lead_no_a', direction: 'asc' }] },
    offset: 0,
    limit: 50,
  });
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null])));
};

describe('Pairs of people, where names, phones, cities or dates of birth are known,', () => {
  it('are asked about with their probability, also where the e-mails differ, and never merged by it', async () => {
    expect(await pairRows([{ op: 'equals', column: 'is_asked', value: true }])).toMatchObject([
      { lead_no_a: FIRST, lead_no_b: FIRST + 1, reason: 'alike', is_alike: true },
      { lead_no_a: FIRST + 4, lead_no_b: FIRST + 5, reason: 'near_email', is_alike: false },
    ]);
    for (const { probability } of items) expect(probability).toBeGreaterThan(0.8);
    expect(outcome.summary.revenue).toMatchObject({
      people: PEOPLE.length,
      review: { open: 2, decided: 0 },
    });
  });

  it('stand in the queue by what is invoiced to them times the probability, and show what is known of both', async () => {
    expect(items.map(({ title, invoicedCents }) => [title, invoicedCents])).toEqual([
      ['clara.dunfield@post.test and clara.dunfield+shop@post.test', '50000'],
      ['rob.quickly@gmail.test and bquick@work.test', '10000'],
    ]);
    const [, detail] = await engine.client.call('reviewItems', { ids: items.map(({ id }) => id) });
    expect(detail).toMatchObject({
      reason: 'alike',
      left: { name: 'Robert Quickly', phone: '4155550101', city: 'Springfield', bornOn: '1980-03-01' },
      right: { name: 'Quickly Bob', phone: '+1 415 555 0101', city: 'Springfield', bornOn: '1980-03-01' },
    });
  });

  it('are not asked about below 5 %, which is said with their number and their rows', async () => {
    const notAsked = await pairRows([{ op: 'equals', column: 'is_asked', value: false }]);
    expect(notAsked.map((row) => [row['email_a'], row['email_b'], row['reason']])).toEqual([
      ['james8@gmail.test', 'james0@gmail.test', 'near_email'],
      ['james0@gmail.test', 'james40@gmail.test', 'near_email'],
      ['mary0@gmail.test', 'mary6@gmail.test', 'near_email'],
      ['office1@firm.test', 'office2@firm.test', 'near_email'],
    ]);
    const finding = outcome.findings.find(({ message }) => message.includes('not asked about'));
    expect(finding?.message).toBe(
      '4 pairs of people with equal or nearly equal e-mails are not asked about in Review: by what else is known of them each is one person with less than 5.0 %.',
    );
    expect(finding?.rows).toMatchObject({
      table: 'lead_review_pairs',
      where: [{ column: 'is_asked', value: false }],
    });
  });
});

describe('Groups of records that share a value with too many', () => {
  it('are left out and counted in a finding', async () => {
    const rows = Array.from(
      { length: 61 },
      (_, i) =>
        `${String(i)},u${String(i)},${String.fromCharCode(65 + (i % 26))}${'ab'.repeat(i % 7)},Lee,,,Rome,,Lead,Sam`,
    );
    const crowded = await openEngine(
      memoryFiles({ 'hubspot_contacts.csv': `${[HEADER, ...rows].join('\n')}\n` }),
    );
    try {
      const { findings } = await crowded.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
      expect(findings.map(({ message }) => message)).toContain(
        '1 group of records shares a phone, a name with a city or the like with too many others to be compared by it: whoever of them is one person is found by something else, or not at all.',
      );
    } finally {
      await crowded.close();
    }
  });
});

describe('Pairs of people of whom only ids and e-mails are known', () => {
  it('are asked about as they were, without a probability', async () => {
    const other = await openEngine(
      memoryFiles({
        'intercom_leads.csv': `lead_id,user_uid,campaign_id,status,deal_amount,email\n1,u1,A,New,1,ann.archer@x.test\n2,u2,A,New,1,ann.archr@x.test\n`,
      }),
    );
    try {
      await other.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
      const { items: asked } = await other.client.call('review', {});
      expect(asked).toMatchObject([{ what: 'pair', evidence: 'near_email', probability: null }]);
    } finally {
      await other.close();
    }
  });
});
