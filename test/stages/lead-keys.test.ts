import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { runTable } from '../support/run-table';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const email = (who: string): string => sha256(`${who}@mail.test`);
const phone = (who: string): string => sha256(`+1415555${who.padStart(4, '0')}`);
const people = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

interface Lead {
  readonly email: string;
  readonly phone: string;
  readonly vendor?: string;
  readonly on?: string;
}
interface Report extends Lead {
  readonly isSold?: boolean;
}

const plain = (who: string): Lead => ({ email: email(who), phone: phone(who) });

function analyseLeads(
  leads: readonly Lead[],
  reports: readonly Report[],
  emailColumn = 'email_sha256',
): Promise<RunOutcome> {
  const delivered = leads.map(
    (lead, i) =>
      `u-${String(i)},${lead.email},${lead.phone},${lead.vendor ?? 'V1'},${lead.on ?? '2024-01-02'}`,
  );
  const rows = reports.map(
    (row, i) =>
      `${String(1001 + i)},${row.email},${row.phone},2024-01-15,${row.isSold === true ? '1,1,Sale' : '0,0,Data'}`,
  );
  return analyse(
    memoryFiles({
      'delivered_leads.csv': [
        `lead_uuid,${emailColumn},phone_sha256,vendor,delivered_on`,
        ...delivered,
        '',
      ].join('\n'),
      'crm_2024-01-31.csv': [
        'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Demo,Disposition',
        ...rows,
        '',
      ].join('\n'),
    }),
  );
}

const said = (outcome: RunOutcome, code: string): string[] =>
  outcome.findings.filter((finding) => finding.code === code).map((finding) => finding.message);

describe('A Customer-Match list', () => {
  test('is delivered leads without ids: each e-mail, or phone, is one person, and that is said', async () => {
    const person = (who: string): string =>
      `${email(who)},${phone(who)},${sha256('f')},${sha256('l')},US,78701`;
    const outcome = await analyse(
      memoryFiles({
        'match.csv': [
          'Email,Phone,First Name,Last Name,Country,Zip',
          person('1'),
          person('2'),
          person('2'),
          `,${phone('3')},${sha256('f')},${sha256('l')},US,78701`,
          // The phone of the first, under an e-mail of its own: another person.
          `${email('4')},${phone('1')},${sha256('f')},${sha256('l')},US,78701`,
          '',
        ].join('\n'),
        'crm_2024-01-31.csv': [
          'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Demo,Disposition',
          ...['1', '3', '9'].map((who) => `${who},${email(who)},${phone(who)},2024-01-15,1,1,Sale`),
          '',
        ].join('\n'),
      }),
    );
    expect(numbersOf(outcome)).toMatchObject({
      delivered: 4,
      funnel: { ever_strict: { matched: 1 }, ever_linked: { matched: 2, sale: 2 } },
    });
    expect(said(outcome, 'unmapped_column')).toEqual([
      expect.stringContaining('is a list of people without lead ids'),
    ]);
  });
});

describe('Raw keys of which none matches', () => {
  test('are a warning, not a note: no form of them is that of the other side', async () => {
    const outcome = await analyse(
      memoryFiles({
        'delivered_leads.csv':
          'lead_uuid,email,delivered_on\nu1,x@else.test; 1@mail.test,2024-01-02\nu2,y@else.test,2024-01-02\n',
        'crm_2024-01-31.csv': `LEADNUMBER,HASHED_EMAIL,ENTRYDATE,Set\n1,${email('1')},2024-01-15,1\n`,
      }),
    );
    const [mismatch] = outcome.findings.filter(({ code }) => code === 'hash_mismatch');
    expect(mismatch).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('None does in any form that is tried') as string,
    });
  });
});

describe('Hashes that the other side made in two ways', () => {
  const raws = people(1, 20).map((who) => ({
    mail: `${who}@mail.test`,
    number: `+1415555${who.padStart(4, '0')}`,
  }));
  const run = (hash: (raw: (typeof raws)[number], at: number) => readonly [email: string, phone: string]) =>
    analyse(
      memoryFiles({
        'delivered_leads.csv': [
          'lead_uuid,email,phone,delivered_on',
          ...raws.map(({ mail, number }, at) => `u${String(at)},${mail},${number},2024-01-02`),
          '',
        ].join('\n'),
        'crm_2024-01-31.csv': [
          'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set',
          ...raws.map((raw, at) => `${String(1001 + at)},${hash(raw, at).join(',')},2024-01-15,1`),
          '',
        ].join('\n'),
      }),
    );
  const mismatches = ({ findings }: RunOutcome): readonly unknown[] =>
    findings
      .filter(({ code }) => code === 'hash_mismatch')
      .map(({ severity, column, message }) => [severity, column, message]);
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

  test('are told with what the second form would find: another notation of phones', async () => {
    const outcome = await run(({ number }, at) => ['', sha256(at < 12 ? number : number.slice(2))]);
    expect(numbersOf(outcome).funnel.ever_linked.matched).toBe(12);
    expect(mismatches(outcome)).toEqual([
      [
        'warning',
        'phone_hash',
        'The delivered leads have raw phone values where the other side has SHA-256 (64 hex digits). They were hashed here (E.164 with +): 60.0 % of the identities find a delivered lead by it. 40.0 % more would by another form (national digits): the hashes were made in two ways, of which only one can be compared. These identities find no lead by phone. Ask for hashes that are all made in one way.',
      ],
    ]);
  });

  test('are told with what the second form would find: another algorithm', async () => {
    const outcome = await run(({ mail }, at) => [at < 12 ? sha256(mail) : md5(mail), '']);
    expect(mismatches(outcome)).toEqual([
      [
        'warning',
        'email_hash',
        expect.stringContaining(
          ' 40.0 % more would by another form (MD5 (32 hex digits)): the hashes were made in two ways',
        ),
      ],
    ]);
  });

  test('are none where the others are other people', async () => {
    const outcome = await run(({ mail }, at) => [sha256(at < 12 ? mail : `nobody${mail}`), '']);
    expect(mismatches(outcome)).toEqual([
      [
        'info',
        'email_hash',
        expect.stringMatching(/ 60\.0 % of the identities find a delivered lead by it\.$/),
      ],
    ]);
  });
});

describe('A lead id in several spellings', () => {
  test('is told where it is one UUID: each counts as a lead', async () => {
    const uuid = '270c1b08-4f3f-4000-8000-146eb5787075';
    const outcome = await analyse(
      memoryFiles({
        'a.csv': `lead_uuid,email_sha256,delivered_on\n${uuid},${email('1')},2024-01-02\nlead-a,${email('2')},2024-01-02\n`,
        'b.csv': `lead_uuid,email_sha256,delivered_on\n${uuid.toUpperCase()},${email('1')},2024-01-03\nLEAD-A,${email('3')},2024-01-02\n`,
        'crm_2024-01-31.csv': `LEADNUMBER,HASHED_EMAIL,ENTRYDATE,Set\n1,${email('1')},2024-01-15,1\n`,
      }),
    );
    expect(
      outcome.findings
        .filter(({ code }) => code === 'duplicate_key')
        .map(({ severity, message }) => [severity, message]),
    ).toEqual([
      [
        'warning',
        `1 lead id is written in several ways (such as \`${uuid.toUpperCase()}\` and \`${uuid}\`): as UUIDs they are the same, and as they stand 1 delivered lead counts once more. Export the ids in one way.`,
      ],
    ]);
  });
});

describe('Lead ids that files number for themselves', () => {
  const file = (from: number, to: number): string =>
    [
      'lead_uuid,email_sha256,phone_sha256,delivered_on',
      ...people(from, to).map((who, at) => `${String(at + 1)},${email(who)},${phone(who)},2024-01-02`),
      '',
    ].join('\n');
  const told = async (first: string, second: string): Promise<readonly unknown[]> => {
    const { findings } = await analyse(
      memoryFiles({
        'leads/vendor_a.csv': first,
        'leads/vendor_b.csv': second,
        'crm_2024-01-31.csv': `LEADNUMBER,HASHED_EMAIL,ENTRYDATE,Set\n1,${email('1')},2024-01-15,1\n`,
      }),
    );
    return findings
      .filter(({ code, severity }) => code === 'duplicate_key' && severity === 'error')
      .map(({ message }) => message);
  };

  test('are an error with the people who do not count', async () => {
    expect(await told(file(1, 5), file(11, 14))).toEqual([
      '4 records of delivered leads have the lead id of another person in another file (such as `1`), with another e-mail and phone: the files number their leads each for itself. Only the first of these people counts, 4 delivered leads do not. Export ids that are the lead’s own, or put the vendor before the number.',
    ]);
  });

  test('are none where the people are the same', async () => {
    expect(await told(file(1, 5), file(1, 6))).toEqual([]);
  });
});

describe('A report whose keys are of no form that is compared', () => {
  test('is said to have them, with the forms that are', async () => {
    const sha512 = (text: string): string => createHash('sha512').update(text).digest('hex');
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': `lead_uuid,email_sha256,delivered_on\nu1,${email('1')},2024-01-02\n`,
        'crm_2024-01-31.csv': [
          'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Disposition',
          ...people(1, 6).map((who) => `${who},${sha512(who)},${sha512(`+${who}`)},2024-01-15,1,Sale`),
          '',
        ].join('\n'),
      }),
    );
    expect(
      outcome.findings.filter(({ code }) => code === 'unmapped_column').map(({ message }) => message),
    ).toEqual([
      '`crm_2024-01-31.csv` is left out. It looks like CRM report. “HASHED_EMAIL” and “HASHED_PHONE” are keys by their names, but hardly any value there is an e-mail, a phone number or a hash that can be compared (MD5, SHA-1 or SHA-256, in hex digits or Base64), so nothing could match by them. Export them in one of these forms, or map other columns on the Sources screen.',
    ]);
  });

  test('is read by the first of several e-mails in a cell', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': `lead_uuid,email_sha256,delivered_on\n${people(1, 6)
          .map((who) => `u${who},${email(who)},2024-01-02\n`)
          .join('')}`,
        'crm_2024-01-31.csv': [
          'LEADNUMBER,Email,ENTRYDATE,Set,Disposition',
          ...people(1, 6).map((who) => `${who},${who}@mail.test; other${who}@x.test,2024-01-15,1,Sale`),
          '',
        ].join('\n'),
      }),
    );
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ matched: 6, sale: 6 });
  });
});

describe('A key column that a spreadsheet damaged', () => {
  test('is read as the key that it is, and its values are named as damaged', async () => {
    const outcome = await analyse(
      memoryFiles({
        'delivered_leads.csv':
          'lead_uuid,email,phone,delivered_on\nu1,a@mail.test,1.41556E+10,2024-01-02\nu2,b@mail.test,1.41556E+10,2024-01-02\n',
        'crm_2024-01-31.csv': `LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE\n1,${email('a')},${phone('1')},2024-01-15\n`,
      }),
    );
    expect(said(outcome, 'damaged_ids')).toEqual([
      expect.stringMatching(/column phone: 2 ids such as `1\.41556E\+10`/),
    ]);
  });

  test('is said where it holds something else: nothing matches by it', async () => {
    const outcome = await analyse(
      memoryFiles({
        'delivered_leads.csv': `lead_uuid,email_sha256,phone,delivered_on\nu1,${email('a')},mobile,2024-01-02\nu2,${email('b')},home,2024-01-02\n`,
        'crm_2024-01-31.csv': `LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set\n1,${email('a')},${phone('1')},2024-01-15,1\n`,
      }),
    );
    expect(said(outcome, 'unmapped_column')).toEqual([
      expect.stringContaining('column `phone` is a key by its name'),
    ]);
  });
});

describe('A lead number that stands for none', () => {
  test('is none: its records are rejected and named, and are no one lead', async () => {
    const { rows, outcome } = await runTable(
      {
        'delivered_leads.csv': [
          'lead_uuid,email_sha256,phone_sha256,vendor,delivered_on',
          `u-1,${email('1')},${phone('1')},V1,2024-01-02`,
        ],
        'crm_2024-01-31.csv': [
          'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Demo,Disposition',
          ...['N/A', 'n/a', 'NULL', '1004'].map(
            (number, i) => `${number},${email(String(i))},${phone(String(i))},2024-01-15,1,1,Sale`,
          ),
        ],
      },
      'fct_lead_states',
    );
    expect(rows.map((row) => row['lead_number'])).toEqual(['1004']);
    expect(numbersOf(outcome).crmLeads).toBe(1);
    expect(said(outcome, 'rejected_records')).toEqual([
      expect.stringContaining('3 records of 4 could not be read and count nowhere'),
    ]);
  });
});

describe('The hash of nothing', () => {
  test.each(['', 'null', 'NULL', 'n/a', '0', '+'.concat('1')])(
    'of “%s” is no key, and is named',
    async (text) => {
      const nothing = sha256(text);
      const outcome = await analyseLeads(
        [...people(1, 3).map((who) => ({ email: email(who), phone: nothing })), plain('9')],
        [{ email: email('77'), phone: nothing, isSold: true }, plain('9')],
      );
      expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ matched: 1, sale: 0 });
      expect(said(outcome, 'empty_key')).toEqual([
        expect.stringMatching(/SHA-256 of .*empty.* stands as phone in 3 delivered leads and 1 CRM lead\./),
      ]);
    },
  );

  test('of a known dummy links nobody, hashed on one side and raw on the other', async () => {
    const outcome = await analyseLeads(
      [
        { email: 'Test@Test.com', phone: phone('1') },
        { email: 'ann@mail.test', phone: phone('2') },
      ],
      [
        { email: sha256('test@test.com'), phone: phone('8'), isSold: true },
        { email: sha256('ann@mail.test'), phone: phone('2') },
      ],
      'email',
    );
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ matched: 1, sale: 0 });
    expect(said(outcome, 'empty_key').join(' ')).toMatch(/placeholder “test@test\.com” stands as e-mail/);
  });
});

describe('A key that many share', () => {
  const dummy = { email: sha256('front desk'), phone: sha256('switchboard') };

  test('makes no strict link by itself, is named with both counts, and its links wait for review', async () => {
    const outcome = await analyseLeads(
      [...people(1, 12).map(() => dummy), plain('20')],
      [{ ...dummy, isSold: true }, ...people(1, 5).map(() => dummy), { ...plain('20'), isSold: true }],
    );
    expect(numbersOf(outcome).funnel.ever_strict).toMatchObject({ matched: 1, sale: 1 });
    expect(said(outcome, 'shared_key')).toHaveLength(2);
    for (const message of said(outcome, 'shared_key'))
      expect(message).toMatch(/shared by 12 delivered leads and 6 CRM leads/);
    expect(numbersOf(outcome).review.open).toBe(6);
  });

  test('leaves a link strict whose other key is its own', async () => {
    const [first, ...others] = people(1, 6).map((who) => ({ email: email(who), phone: dummy.phone }));
    const outcome = await analyseLeads([first!, ...others], [{ ...first!, isSold: true }]);
    expect(numbersOf(outcome).funnel.ever_strict).toMatchObject({ matched: 1, sale: 1 });
  });

  test('whose outcomes multiply is an error that names both numbers', async () => {
    const outcome = await analyseLeads(
      people(1, 12).map(() => dummy),
      [{ ...dummy, isSold: true }],
    );
    expect(outcome.findings.filter((f) => f.code === 'outcomes_multiplied')).toMatchObject([
      { severity: 'error', rows: { table: 'rpt_multiplied_outcomes' } },
    ]);
    expect(said(outcome, 'outcomes_multiplied')[0]).toMatch(
      /^12 delivered leads count as sold, .* only 1 CRM lead with a sale/,
    );
    expect(numbersOf(outcome).multiplied).toEqual({ crmLeads: 1, deliveredLeads: 12 });
  });

  test('whose outcomes multiply is a warning where the client sold to others too, of whom none was delivered', async () => {
    const others = people(1, 20).map((who) => ({ ...plain(`other ${who}`), isSold: true }));
    const outcome = await analyseLeads(
      people(1, 12).map(() => dummy),
      [{ ...dummy, isSold: true }, ...others],
    );
    expect(outcome.findings.filter((f) => f.code === 'outcomes_multiplied')).toMatchObject([
      { severity: 'warning', column: 'disposition', rows: { table: 'rpt_multiplied_outcomes' } },
    ]);
    expect(said(outcome, 'outcomes_multiplied')[0]).toMatch(
      /^12 delivered leads count as sold by only 1 linked CRM lead with a sale/,
    );
  });

  test('whose outcomes are those of one person delivered again is said of the deliveries alone', async () => {
    const others = people(1, 20).map((who) => ({ ...plain(`other ${who}`), isSold: true }));
    const outcome = await analyseLeads(
      people(1, 8).map(() => plain('1')),
      [{ ...plain('1'), isSold: true }, ...others],
    );
    expect(said(outcome, 'outcomes_multiplied')).toEqual([]);
    expect(said(outcome, 'delivered_more_than_once')[0]).toContain('8 sales. Per person: 1 lead');
  });
});

describe('One person delivered twice', () => {
  test('is said with both ways of counting, over one key and then the other', async () => {
    const outcome = await analyseLeads(
      [
        { ...plain('1'), vendor: 'Late', on: '2024-01-09' },
        { email: email('1'), phone: phone('2'), vendor: 'First', on: '2024-01-01' },
        { email: email('3'), phone: phone('2'), vendor: 'First', on: '2024-01-03' },
        plain('4'),
      ],
      [
        { ...plain('1'), isSold: true },
        { email: email('3'), phone: phone('2'), isSold: true },
      ],
    );
    expect(said(outcome, 'delivered_more_than_once')).toEqual([
      expect.stringMatching(
        /^1 person was delivered more than once \(3 delivered leads that share an e-mail or a phone, 1 person by more than one vendor\)\. Under \*linked\*, per delivery: 4 leads, .*Per person: 2 leads, .*1 sale\./,
      ),
    ]);
    expect(numbersOf(outcome).people).toMatchObject({ delivered: 2, matched: 1, sale: 1 });
    expect(numbersOf(outcome).funnel.ever_linked.delivered).toBe(4);
  });

  test('has its delivery without a date behind the others, whatever the ids', async () => {
    const keys = `${email('1')},${phone('1')}`;
    const { rows } = await runTable(
      {
        'delivered_leads.csv': [
          'lead_uuid,email_sha256,phone_sha256,vendor,delivered_on',
          `u-1,${keys},Undated,`,
          `u-2,${keys},Later,2024-01-09`,
          `u-3,${keys},First,2024-01-05`,
        ],
        'crm_2024-01-31.csv': [
          'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Demo,Disposition',
          `1,${keys},2024-01-15,0,0,Data`,
        ],
      },
      'rpt_repeated_deliveries',
      {},
      [{ column: 'delivery', direction: 'asc' }],
    );
    expect(rows.map((row) => [row['lead_uuid'], row['delivery'], row['deliveries'], row['person']])).toEqual([
      ['u-3', 1, 3, 'u-3'],
      ['u-2', 2, 3, 'u-3'],
      ['u-1', 3, 3, 'u-3'],
    ]);
    expect(rows.map((row) => row['first_vendor'])).toEqual(['First', 'First', 'First']);
  });

  test('is told by keys of their own: one that many share makes no person of them', async () => {
    const desk = sha256('front desk');
    const outcome = await analyseLeads(
      people(1, 12).map((who) => ({ email: desk, phone: phone(who) })),
      [plain('1')],
    );
    expect(numbersOf(outcome).people.delivered).toBe(12);
  });

  test('is nobody else’s affair: people delivered once are counted as before', async () => {
    const outcome = await analyseLeads(people(1, 3).map(plain), [{ ...plain('1'), isSold: true }]);
    expect(numbersOf(outcome).people).toEqual(numbersOf(outcome).funnel.ever_linked);
    expect(said(outcome, 'delivered_more_than_once')).toEqual([]);
  });
});

describe('Keys in different forms', () => {
  test('one that never matches while the other does is said', async () => {
    const outcome = await analyseLeads(
      people(1, 4).map((who) => ({ email: email(who), phone: sha256(`1415555${who.padStart(4, '0')}`) })),
      people(1, 4).map(plain),
    );
    expect(said(outcome, 'key_never_matches')).toEqual([
      expect.stringMatching(
        /^The phone never matches: 4 identities have one and so have 4 delivered leads, yet 0 find .* 4 do by e-mail\./,
      ),
    ]);
  });

  test.each([
    ['as written', (raw: string) => raw],
    ['upper-cased', (raw: string) => raw.toUpperCase()],
    ['trimmed and lower-cased', (raw: string) => raw.toLowerCase()],
  ])('hashed %s is found out from the raw values and used', async (name, form) => {
    const raw = people(1, 4).map((who) => `Pat${who}@Mail.test`);
    const outcome = await analyseLeads(
      raw.map((text) => ({ email: text, phone: '' })),
      raw.map((text) => ({ email: sha256(form(text)), phone: '' })),
      'email',
    );
    expect(numbersOf(outcome).funnel.ever_linked.matched).toBe(4);
    expect(said(outcome, 'hash_mismatch').join(' ')).toContain(`hashed here (${name}`);
  });

  test('where half of the hashes are blank, and the raw value stands beside them, are hashed here and said, not taken for different', async () => {
    const of = (who: string): string => `${who}@mail.test`;
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': `lead_uuid,email,email_hash\n${people(1, 8)
          .map((who, i) => `u${who},${of(who)},${i % 2 === 0 ? sha256(of(who)) : ''}`)
          .join('\n')}\n`,
        'crm_2024-01-31.csv': `LEADNUMBER,HASHED_EMAIL,ENTRYDATE,Set\n${people(1, 8)
          .map((who) => `${who},${sha256(of(who))},2024-01-15,1`)
          .join('\n')}\n`,
      }),
    );
    expect(numbersOf(outcome).funnel.ever_linked.matched).toBe(8);
    expect(said(outcome, 'hash_mismatch')).toEqual([
      '4 delivered leads have a raw e-mail value where the others have SHA-256 (64 hex digits). They were hashed here (trimmed and lower-cased): 100.0 % of the identities find a delivered lead by it.',
    ]);
  });
});

describe('Several e-mails in one cell', () => {
  const FILES = {
    'delivered_leads.csv': [
      'lead_uuid,email,phone,delivered_on',
      'u1,Ann@mail.test; ann@work.test,,2024-01-02',
      'u2,"Bob <bob@mail.test>",,2024-01-02',
      'u3,cat@mail.test,,2024-01-02',
    ],
    'crm_2024-01-31.csv': [
      'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set',
      '1,ann@mail.test,,2024-01-15,1',
      '2,mailto:bob@mail.test,,2024-01-15,1',
      '3,"cat@mail.test, cat@work.test",,2024-01-15,1',
    ],
  };

  test('of a delivered or a reported lead link by the first, and are named', async () => {
    const { outcome, rows } = await runTable(FILES, 'cell_issues', {}, []);
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({
      delivered: 3,
      matched: 3,
      set_reported: 3,
    });
    expect(rows.map((row) => [row['file'], row['column_name'], row['raw_value'], row['reason']])).toEqual([
      [
        'crm_2024-01-31.csv',
        'email_hash',
        'cat@mail.test, cat@work.test',
        'several e-mail addresses in one cell: the first is the key',
      ],
      [
        'delivered_leads.csv',
        'email',
        'Ann@mail.test; ann@work.test',
        'several e-mail addresses in one cell: the first is the key',
      ],
    ]);
    expect(said(outcome, 'cell_issues')).toHaveLength(2);
  });
});

describe('A hash', () => {
  test('is never hashed again: one among many raw values is the key that it is', async () => {
    const raw = people(1, 60).map((who) => ({
      email: `${who}@mail.test`,
      phone: `+1415555${who.padStart(4, '0')}`,
    }));
    const reports = [...raw, plain('61')];
    const outcome = await analyseLeads(people(1, 61).map(plain), reports, 'email_sha256');
    expect(numbersOf(outcome).identities).toMatchObject({ both: 61, none: 0 });
  });
});
