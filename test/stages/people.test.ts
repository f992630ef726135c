import { describe, expect, it } from 'vitest';
import type { Cell } from '../../shared/ports/database';
import { emailKeyOfPerson, emailOf, personKey } from '../../shared/sql/person-verbs';
import { commas, lit, raw, sql, type Sql } from '../../shared/sql/sql';
import { fctInvoices } from '../../shared/stages/attribute/fct-invoices.model';
import { dimPerson } from '../../shared/stages/dedup/dim-person.model';
import { revenueWorkspace, rowsOf, type Cells, type RevenueRows } from '../support/revenue-tables';
import { runTable } from '../support/run-table';
import { runRevenue } from '../support/run-stages';

async function peopleOf(rows: RevenueRows) {
  const workspace = await revenueWorkspace(rows);
  const { findings } = await runRevenue(workspace);
  const people = await rowsOf(workspace, sql`select * from ${dimPerson} order by person_no`);
  return { workspace, people, placeholders: findings.filter(({ code }) => code === 'placeholder_person') };
}
const intercom = (cells: Cells): Cells => ({ source: 'intercom_leads', ...cells });
const many = (n: number, of: (i: number) => Cells): Cells[] => Array.from({ length: n }, (_, i) => of(i));

describe('The key of a person', () => {
  const of = async (verb: (value: Sql) => Sql, texts: readonly string[]): Promise<Cell[]> => {
    const workspace = await revenueWorkspace({});
    const result = await workspace.query(
      sql`select ${verb(raw('v'))} from (select unnest([${commas(texts.map(lit))}]) as v)`,
    );
    return result.rows().map(([cell]) => cell ?? null);
  };

  it('is the id without case; of an e-mail the address alone, the first of several', async () => {
    expect(
      await of(personKey, [
        'U1',
        'Ann@A.example',
        'mailto:ann@a.example',
        'Ann <Ann@A.example>',
        'ann@a.example; bob@b.example',
        '007',
      ]),
    ).toEqual(['u1', ...Array<string>(4).fill('ann@a.example'), '007']);
  });

  it('is null where the text stands for nobody', async () => {
    const nobody = [
      'unknown',
      '(not set)',
      'NULL',
      '0',
      '000',
      '-',
      'Anonymous',
      'n/a',
      'undefined',
      '(data not available)',
      'test@test.com',
      '00000000-0000-0000-0000-000000000000',
    ];
    expect(await of(personKey, nobody)).toEqual(nobody.map(() => null));
  });

  it('of an e-mail column is an address, and no dummy', async () => {
    expect(await of(emailKeyOfPerson, ['none', 'Test@Test.com', 'Ann Archer (Ann@A.example)'])).toEqual([
      null,
      null,
      'ann@a.example',
    ]);
    expect(await of(emailOf, ['none', 'A@B.example'])).toEqual(['none', 'a@b.example']);
  });
});

describe('People', () => {
  it('whose lead id or person id is a placeholder are as many as their records, and it is named', async () => {
    const zero = await peopleOf({
      leads: many(15, (i) =>
        intercom({ lead_id: '0', user_uid: `u${String(i)}`, email: `p${String(i)}@q${String(i)}.com` }),
      ),
    });
    expect(zero.people).toHaveLength(15);
    expect(zero.placeholders.map(({ message }) => message)).toEqual([
      'Intercom: the lead ids of 15 records stand for nobody, or for many different people: “0” (15). They join no records.',
    ]);
    const unknown = await peopleOf({
      leads: many(19, (i) =>
        intercom({ lead_id: `L${String(i)}`, user_uid: 'unknown', email: `p${String(i)}@q${String(i)}.com` }),
      ),
      invoices: [
        {
          invoice_id: 'i1',
          user_uid: 'unknown',
          amount_cents: 100,
          original_amount: '1',
          invoiced_on: '2026-03-01',
        },
      ],
    });
    expect(unknown.people).toHaveLength(19);
    expect(new Set(unknown.people.map((person) => person['person_id'])).size).toBe(19);
    expect(await rowsOf(unknown.workspace, sql`select person_no, person_uid from ${fctInvoices}`)).toEqual([
      { person_no: null, person_uid: null },
    ]);
  });

  it('of one id with many different e-mails are not one, whatever the id says', async () => {
    const { people, placeholders } = await peopleOf({
      leads: many(8, (i) =>
        intercom({
          lead_id: `L${String(i)}`,
          user_uid: 'import-7',
          email: `p${String(i)}@q${String(i)}.com`,
        }),
      ),
    });
    expect(people).toHaveLength(8);
    expect(placeholders[0]?.message).toContain('“import-7” (8)');
  });

  it('may have five e-mails under one id: six are too many for one person', async () => {
    for (const [emails, persons] of [
      [5, 1],
      [6, 6],
    ] as const) {
      const { people } = await peopleOf({
        leads: many(emails, (i) =>
          intercom({ lead_id: `L${String(i)}`, user_uid: 'ann', email: `p${String(i)}@q${String(i)}.com` }),
        ),
      });
      expect(people).toHaveLength(persons);
    }
  });

  it('are not told by an e-mail that two ids share: neither are their records one, nor is one without an id theirs', async () => {
    const shared = 'office@a.example';
    const { people, workspace } = await peopleOf({
      leads: [
        { lead_id: 'h1', user_uid: 'u1', email: shared },
        { lead_id: 'h2', user_uid: 'u2', email: shared },
        { lead_id: 'h3', user_uid: null, email: shared },
      ],
      invoices: [{ user_uid: shared, amount_cents: 100, original_amount: '1', invoiced_on: '2026-03-01' }],
    });
    expect(people).toHaveLength(3);
    expect(await rowsOf(workspace, sql`select person_no from ${fctInvoices}`)).toEqual([{ person_no: null }]);
  });

  it('compare by id without case, and by e-mail where one side has no id', async () => {
    const { people } = await peopleOf({
      leads: [
        { lead_id: 'h1', user_uid: null, email: 'ann@a.example' },
        intercom({ lead_id: 'i1', user_uid: 'U1', email: 'ann@a.example' }),
        intercom({ lead_id: 'i2', user_uid: 'u1', email: null }),
      ],
    });
    expect(people.map((person) => [person['records'], person['user_uid']])).toEqual([[3, 'U1']]);
  });

  it('whose ids differ stay two, with an equal e-mail and even with an equal lead id in two tools', async () => {
    const { people } = await peopleOf({
      leads: [
        { lead_id: '17', user_uid: 'u1', email: 'ann@a.example' },
        intercom({ lead_id: '17', user_uid: 'u2', email: 'ann@a.example' }),
      ],
    });
    expect(people).toHaveLength(2);
  });

  it('are found by invoices under any spelling of their id, and by their e-mail', async () => {
    const invoice = (user_uid: string): Cells => ({
      user_uid,
      amount_cents: 100,
      original_amount: '1',
      invoiced_on: '2026-03-01',
    });
    const { workspace } = await peopleOf({
      leads: [
        { lead_id: 'h1', user_uid: 'U1', email: 'ann@a.example' },
        { lead_id: 'h2', user_uid: 'Bob@B.example' },
      ],
      invoices: [invoice('u1'), invoice('Ann <ANN@a.example>'), invoice('bob@b.example')],
    });
    expect(
      (await rowsOf(workspace, sql`select person_no from ${fctInvoices} order by invoice_no`)).map(
        (r) => r['person_no'],
      ),
    ).toEqual([1, 1, 2]);
  });
});

describe('Of several records of a person', () => {
  const campaignOf = async (contacts: readonly string[]): Promise<unknown> => {
    const { rows } = await runTable(
      {
        'stripe_invoices.csv': [
          'invoice_id,customer_email,date,amount,currency,status',
          'in_1,ann@a.example,2024-03-05,100.00,USD,paid',
        ],
        'hubspot-contacts.csv': contacts,
      },
      'fct_invoices',
    );
    return rows.map((row) => row['lead_campaign_key']);
  };
  const HEADER = 'Record ID,Email,Lifecycle Stage,Contact owner,Create Date,UTM Campaign';

  it('the one that its tool made first counts, wherever it stands', async () => {
    const newestFirst = [
      HEADER,
      '7,ann@a.example,Customer,S,2024-02-12 09:14,Brand',
      '3,bob@b.example,Lead,S,2024-02-01 10:00,Brand',
      '2,ann@a.example,Lead,S,2024-01-10 08:00,Spring',
    ];
    expect(await campaignOf(newestFirst)).toEqual(['spring']);
  });

  it('the first of the file counts where not every record says when it was made', async () => {
    const lacking = [
      HEADER,
      '7,ann@a.example,Customer,S,2024-02-12 09:14,Brand',
      '3,bob@b.example,Lead,S,,Brand',
      '2,ann@a.example,Lead,S,2024-01-10 08:00,Spring',
    ];
    expect(await campaignOf(lacking)).toEqual(['brand']);
  });

  it('the first of the file counts where the days of all records could be months, which no number may rest on', async () => {
    const written = (day: string): readonly string[] => [
      HEADER,
      '7,ann@a.example,Customer,S,01/02/2024,Brand',
      `3,bob@b.example,Lead,S,${day},Brand`,
      '2,ann@a.example,Lead,S,12/01/2024,Spring',
    ];
    expect(await campaignOf(written('05/06/2024'))).toEqual(['brand']);
    expect(await campaignOf(written('31/01/2024'))).toEqual(['spring']);
    expect(await campaignOf(written('01/31/2024'))).toEqual(['brand']);
  });
});

describe('A contact that its tool merged into another', () => {
  const INVOICES = [
    'invoice_id,customer_email,date,amount,currency,status',
    'in_1,ann@a.example,2024-02-05,100.00,USD,paid',
    'in_2,ann.old@a.example,2024-02-05,50.00,USD,paid',
  ];
  const invoicesOf = async (contacts: Readonly<Record<string, readonly string[]>>): Promise<unknown> => {
    const { rows } = await runTable({ 'stripe_invoices.csv': INVOICES, ...contacts }, 'fct_invoices');
    return rows.map((row) => [row['invoice_id'], row['person_uid'], row['lead_campaign_key']]);
  };

  it('is that person, by its e-mail of before, where an older export still has it', async () => {
    const files = {
      'hubspot-contacts.csv': [
        'Record ID,Email,Lifecycle Stage,Contact owner,Merged contact IDs,UTM Campaign',
        '99,ann.old@a.example,Lead,S,,Spring',
        '101,ann@a.example,Customer,S,99:1704100000000;98:1704200000000,Summer',
        '102,bob@b.example,Lead,S,,Summer',
      ],
    };
    expect(await invoicesOf(files)).toEqual([
      ['in_1', 'ann.old@a.example', 'spring'],
      ['in_2', 'ann.old@a.example', 'spring'],
    ]);
    const { rows } = await runTable({ 'stripe_invoices.csv': INVOICES, ...files }, 'person_members');
    expect(rows.map((row) => [row['lead_id'], row['rule']])).toEqual([
      ['99', null],
      ['101', 'Merged by the tool itself'],
      ['102', null],
    ]);
  });

  it('gives it its e-mail alone where the tool marks it as deleted since', async () => {
    expect(
      await invoicesOf({
        'hubspot_contact.csv': [
          'id,property_email,property_createdate,property_lifecyclestage,property_hs_merged_object_ids,property_utm_campaign,is_deleted',
          '99,ann.old@a.example,2024-01-01 08:00:00 UTC,lead,,Spring,true',
          '101,ann@a.example,2024-01-02 08:00:00 UTC,customer,99;98,Summer,false',
        ],
      }),
    ).toEqual([
      ['in_1', 'ann@a.example', 'summer'],
      ['in_2', 'ann@a.example', 'summer'],
    ]);
  });
});

describe('A lead with several e-mails', () => {
  const STRIPE = [
    'id,Amount,Currency,Created (UTC),Status,Customer Email,Amount Refunded',
    'ch_1,10.00,usd,2024-02-01 10:00:00,Paid,work@a.example,0',
    'ch_2,20.00,usd,2024-02-02 10:00:00,Paid,Old@A.example,0',
    'ch_3,40.00,usd,2024-02-03 10:00:00,Paid,bob@b.example,0',
  ];
  const invoicesOf = async (files: Readonly<Record<string, readonly string[]>>): Promise<unknown> => {
    const { rows } = await runTable({ 'stripe_payments.csv': STRIPE, ...files }, 'fct_invoices');
    return rows.map((row) => [row['user_uid'], row['person_uid'], row['lead_campaign_key']]);
  };

  it('is one person by any of them, under the first', async () => {
    expect(
      await invoicesOf({
        'hubspot.csv': [
          'Record ID,Email,hs_additional_emails,Lifecycle Stage,UTM Campaign',
          '1,ann@a.example,work@a.example;old@a.example,Customer,Spring',
          '2,bob@b.example,,Customer,Summer',
        ],
      }),
    ).toEqual([
      ['work@a.example', 'ann@a.example', 'spring'],
      ['old@a.example', 'ann@a.example', 'spring'],
      ['bob@b.example', 'bob@b.example', 'summer'],
    ]);
    const { rows } = await runTable(
      {
        'intercom.csv': [
          'Name,Email,User ID,Type,Signed up,UTM Campaign',
          'Ann,work@a.example,u1,User,2024-01-02,Autumn',
        ],
        'hubspot.csv': [
          'Record ID,Email,Lifecycle Stage,UTM Campaign',
          '1,"Ann <ann@a.example>, work@a.example",Customer,Spring',
        ],
      },
      'people',
      {},
      [],
    );
    expect(rows.map((row) => [row['email'], row['user_uid'], row['campaign_id']])).toEqual([
      ['ann@a.example', 'u1', 'Spring'],
    ]);
  });

  it('is not the person whose first e-mail one of them is, nor are the contacts of one deal one person', async () => {
    expect(
      await invoicesOf({
        'hubspot.csv': [
          'Record ID,User ID,Email,hs_additional_emails,Lifecycle Stage,UTM Campaign',
          '1,u1,ann@a.example,bob@b.example;work@a.example,Customer,Spring',
          '2,u2,bob@b.example,test@test.com,Customer,Summer',
        ],
      }),
    ).toEqual([
      ['work@a.example', 'u1', 'spring'],
      ['old@a.example', 'old@a.example', null],
      ['bob@b.example', 'u2', 'summer'],
    ]);
    expect(
      await invoicesOf({
        'hubspot_deals.csv': [
          'Record ID,Deal Name,Deal Stage,Pipeline,Amount,Associated Contact,UTM Campaign',
          '9,A,Closed Won,Sales,10,"Ann (ann@a.example); Bob (bob@b.example)",Spring',
        ],
      }),
    ).toContainEqual(['bob@b.example', 'bob@b.example', null]);
  });
});
