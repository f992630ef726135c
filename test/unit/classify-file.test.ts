import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SOURCE_IDS } from '../../shared/domain/source';
import type { FileChoice } from '../../shared/stages/classify/choose-columns';
import { classifyFile, type Classification } from '../../shared/stages/classify/classify-file';
import { headerKey } from '../../shared/stages/classify/header-key';
import { wordGroupOf } from '../../shared/domain/word-groups';
import { impliedCurrency, PROFILES } from '../../shared/stages/classify/profile';
import type { Profile } from '../../shared/stages/classify/profile-schema';
import type { SniffedFile } from '../../shared/stages/discover/sniffed-file';

const hash = (text: string, algorithm = 'sha1'): string => createHash(algorithm).update(text).digest('hex');

const fileOf = (
  headers: readonly string[],
  sample: readonly (readonly string[])[] = [],
  path = 'x.csv',
): SniffedFile => ({
  entry: { path, bytes: 1, modifiedAt: 0 },
  format: 'csv',
  jsonColumns: [],
  compression: null,
  encoding: 'utf-8',
  bomBytes: 0,
  delimiter: ',',
  quote: '"',
  isPadded: false,
  hasBackslashes: false,
  preambleLines: 0,
  preamble: { lines: [], range: null, currency: null },
  hasHeader: true,
  firstLines: [],
  unitLines: 0,
  headers,
  duplicateHeaders: [],
  sample,
  headerOnly: sample.length === 0,
  unpackedBytes: null,
  sha256: null,
});

const classify = (
  header: string,
  sample: readonly (readonly string[])[] = [],
  path = 'x.csv',
  choice: FileChoice = {},
): Classification => classifyFile(fileOf(header.split(','), sample, path), PROFILES, choice);

const mapped = (result: Classification): Record<string, string> =>
  Object.fromEntries(result.mapping.flatMap((m) => (m.column === null ? [] : [[m.field, m.column]])));

const CRM = 'ENTRYDATE,LEADNUMBER,email_hash,phone_hash,CITY,STATE,ZIP,Appt Date,Set,Demo,Dispo,Job Status';
const crmRecord = [
  '02/05/2023',
  '289764',
  hash('a'),
  hash('b'),
  'Elko ',
  'NV',
  '89801',
  '01/02/2023  5:30PM',
  '1',
  'True',
  'Data',
  '',
];

describe('A CRM report', () => {
  it('is known from its columns, all of them mapped', () => {
    const result = classify(CRM, [crmRecord, crmRecord.map(() => '-----')]);
    expect(result).toMatchObject({
      source: 'crm_report',
      chosenBy: 'profile',
      missingRequired: [],
      undecided: null,
    });
    expect(mapped(result)).toEqual({
      lead_number: 'LEADNUMBER',
      email_hash: 'email_hash',
      phone_hash: 'phone_hash',
      entry_on: 'ENTRYDATE',
      city: 'CITY',
      state: 'STATE',
      zip: 'ZIP',
      appointment_at: 'Appt Date',
      is_set: 'Set',
      is_demo: 'Demo',
      disposition: 'Dispo',
      job_status: 'Job Status',
    });
  });

  it.each([
    'Lead #,Email SHA-1,Phone SHA-1,Entry Date,CityName,State,Zip Code,Appointment Date,Appt Set,Demoed,Disposition,Job-Status,location',
    'lead_no,hashed_email,hashed_phone,date_entered,city_name,st,postal code,appointment_date,is_set,is_demo,outcome,jobstatus',
    'LEAD.NUMBER,sha1_email,sha1_phone,Créated,Town,StateCode,POSTCODE,Appt Date/Time,Set?,Demo?,Result,Job',
  ])('is known under other names: %s', (header) => {
    const result = classify(header);
    expect(result.source).toBe('crm_report');
    expect(Object.keys(mapped(result))).toHaveLength(header.split(',').length);
  });

  it('is the same whatever the order of its columns', () => {
    const columns = CRM.split(',').map((header, i) => ({ header, value: crmRecord[i] ?? '' }));
    const whole = classify(CRM, [crmRecord]);
    fc.assert(
      fc.property(fc.shuffledSubarray(columns, { minLength: columns.length }), (shuffled) => {
        const file = fileOf(
          shuffled.map((c) => c.header),
          [shuffled.map((c) => c.value)],
        );
        const result = classifyFile(file, PROFILES);
        expect(mapped(result)).toEqual(mapped(whole));
        expect(result.candidates.map((c) => [c.source, c.score])).toEqual(
          whole.candidates.map((c) => [c.source, c.score]),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('may have its keys raw: a column of e-mails feeds the e-mail hash', () => {
    const result = classify('LEADNUMBER,Email,Phone,Appt Date,Dispo', [
      ['1', 'ann@x.com', '(702) 555-0100', '', 'Data'],
    ]);
    expect(result.source).toBe('crm_report');
    expect(mapped(result)).toMatchObject({ email_hash: 'Email', phone_hash: 'Phone' });
  });

  it('needs a lead number and one of the two hashes: without them it asks for a mapping', () => {
    const noNumber = classify(CRM.replace('LEADNUMBER', 'Ref'), [crmRecord]);
    expect(noNumber).toMatchObject({ source: 'crm_report', missingRequired: ['lead_number'] });
    const noHash = classify(CRM.replace('email_hash', 'h1').replace('phone_hash', 'h2'), [crmRecord]);
    expect(noHash).toMatchObject({ source: 'crm_report', missingRequired: ['email_hash or phone_hash'] });
    expect(classify(CRM.replace('email_hash', 'h1'), [crmRecord]).missingRequired).toEqual([]);
  });

  it('does not take an e-mail hash from a column that holds something else', () => {
    const result = classify('LEADNUMBER,email,phone_hash,Appt Date,Dispo', [
      ['1', 'yes', hash('p'), '', 'Data'],
    ]);
    expect(mapped(result)).not.toHaveProperty('email_hash');
  });
});

describe('Delivered leads', () => {
  it('are known from their id and hashes, an index column notwithstanding', () => {
    const result = classify('lead_UUID,phone_hash,email_hash,__index_level_0__', [
      [hash('1'), hash('2'), hash('3'), '0'],
    ]);
    expect(result).toMatchObject({ source: 'delivered_leads', missingRequired: [] });
    expect(mapped(result)).toEqual({
      lead_uuid: 'lead_UUID',
      email_hash: 'email_hash',
      phone_hash: 'phone_hash',
    });
  });

  it('have hashes in a column called email when it holds hashes, and e-mails when it is raw', () => {
    const header = 'lead_uuid,email,phone,vendor';
    expect(mapped(classify(header, [['a', hash('e', 'md5'), hash('p', 'sha256'), 'v']]))).toEqual({
      lead_uuid: 'lead_uuid',
      email_hash: 'email',
      phone_hash: 'phone',
      vendor: 'vendor',
    });
    expect(mapped(classify(header, [['a', 'ann@x.com', '+1 702 555 0100', 'v']]))).toEqual({
      lead_uuid: 'lead_uuid',
      email: 'email',
      phone: 'phone',
      vendor: 'vendor',
    });
  });

  it('may have raw values and hashes side by side', () => {
    const result = classify('lead_id,email,email_sha256,phone,delivered_at,campaign,price', [
      ['a', 'ann@x.com', hash('e', 'sha256'), '7025550100', '2023-01-01T00:00:00Z', 'c', '12.50'],
    ]);
    expect(mapped(result)).toEqual({
      lead_uuid: 'lead_id',
      email: 'email',
      email_hash: 'email_sha256',
      phone: 'phone',
      delivered_on: 'delivered_at',
      campaign_id: 'campaign',
      price: 'price',
    });
  });
});

describe('Marketing sources', () => {
  it.each([
    ['hubspot_leads', 'lead_id,user_uid,campaign_id,status,deal_amount', 'raw_hubspot_leads.csv'],
    ['intercom_leads', 'lead_id,user_uid,campaign_id,status,deal_amount,email', 'intercom/export.csv'],
    ['stripe_invoices', 'invoice_id,user_uid,date,amount_usd', 'a.csv'],
    ['ga4_sessions', 'event_date,sessionId,user_uid,campaign_id,conv_flag', 'a.csv'],
    ['segment_events', 'ts,session_id,uid,campaign_id,properties_json', 'a.csv'],
    ['mixpanel_events', 'date,user_uid,event_name,campaign_id', 'a.csv'],
    ['facebook_ads', 'date,campaign_id,cost_usd,impressions,clicks,cost_per_click', 'google.csv'],
    ['google_ads', 'date,campaignId,spend,impressions,clicks', 'fb.csv'],
    ['tiktok_ads', 'date,campaign_id,cost_local,currency,impressionsCount,Clicks', 'a.csv'],
    ['linkedin_ads', 'date,campaign_id,cost_usd,impressions,clicks', 'LinkedInAds2025.csv'],
    ['facebook_ads', 'date,campaign_id,cost_usd,impressions,clicks', 'raw_fb_ads.csv'],
  ] as const)('%s is known from %s in %s', (source, header, path) => {
    const result = classify(header, [], path);
    expect(result).toMatchObject({ source, missingRequired: [] });
    expect(Object.keys(mapped(result))).toHaveLength(header.split(',').length);
  });

  it('with the same layout are not told apart by guessing', () => {
    const result = classify('date,campaign_id,cost_usd,impressions,clicks', [], 'export.csv');
    expect(result).toMatchObject({ source: null, chosenBy: null });
    expect(result.undecided).toMatch(/Facebook Ads.*alike/);
  });

  const facebook = PROFILES.facebook_ads;
  const HEADER = 'date,campaign_id,amount_spent,impressions,clicks';
  /** Facebook Ads, and beside it a source that is the same but for what is given. */
  const classifyTwins = (header: string, one: Partial<Profile>, other: Partial<Profile>): Classification =>
    classifyFile(fileOf(header.split(',')), {
      ...PROFILES,
      facebook_ads: { ...facebook, ...one },
      tiktok_ads: { ...facebook, source: 'tiktok_ads', title: 'Twin', ...other },
    });
  /** The fields, and more that a file may have and this one has not. */
  const withUnused = (count: number): Profile['fields'] => {
    const like = facebook.fields.find((field) => !field.required && !field.spare && !field.aside);
    const unused = Array.from({ length: count }, (_, i) =>
      like === undefined ? [] : [{ ...like, field: `unused_${String(i)}`, aliases: [`unused ${String(i)}`] }],
    );
    return [...facebook.fields, ...unused.flat()];
  };

  it('are not told apart where one fits but a hair better', () => {
    const result = classifyTwins(HEADER, { fields: withUnused(8) }, { fields: withUnused(9) });
    const [best, next] = result.candidates;
    expect(best?.score).toBeGreaterThan(next?.score ?? 1);
    expect(result).toMatchObject({ source: null, isAlike: true });
    expect(result.undecided).toMatch(/Facebook Ads and Twin alike/);
  });

  it('are told apart where one fits clearly better', () => {
    expect(classifyTwins(HEADER, {}, { fields: withUnused(9) })).toMatchObject({ source: 'facebook_ads' });
  });

  it('are told apart by one more group of headers that only one of them has', () => {
    const headers = [...facebook.quirks.headers, ['telling']];
    const result = classifyTwins(`${HEADER},telling`, {}, { quirks: { ...facebook.quirks, headers } });
    expect(result).toMatchObject({ source: 'tiktok_ads', isAlike: false });
  });

  it('whose columns anybody could have are known by the service that the file name names', () => {
    const sample = [['u1', '2024-01-03 08:20:00', 'View', 'Spring']];
    expect(classify('user_id,timestamp,event,campaign', sample, 'segment_jan.csv').source).toBe(
      'segment_events',
    );
    expect(classify('user_id,timestamp,event,campaign', sample, 'jan.csv').source).toBeNull();
  });

  it.each([
    ['segment_events', 'id,anonymous_id,user_id,received_at,timestamp,email'],
    ['ga4_sessions', 'event_date,event_timestamp,event_name,user_id,user_pseudo_id,event_params'],
  ])('are known by headers that they alone have, though no other column tells: %s', (source, header) => {
    expect(classify(header, [], 'export.csv')).toMatchObject({ source, missingRequired: [] });
  });

  it('know a person by the column of users also where that holds e-mails', () => {
    const header = 'id,anonymous_id,user_id,event,context_campaign_name,received_at,timestamp';
    const row = [
      'm1',
      'an1',
      'ann@a.example',
      'view',
      'Spring',
      '2024-01-03 08:20:01',
      '2024-01-03 08:20:00',
    ];
    expect(mapped(classify(header, [row]))).toMatchObject({ user_uid: 'user_id' });
  });

  it('state their currency in the header where they do', () => {
    const cost = PROFILES.facebook_ads.fields.find((f) => f.field === 'cost');
    expect(cost && impliedCurrency(cost, 'Cost USD')).toBe('USD');
    expect(cost && impliedCurrency(cost, 'cost_local')).toBeNull();
  });
});

describe('A file that nothing fits', () => {
  it.each(['name,age,colour', 'date,amount', 'id,name,email,phone', 'date,amount,status,campaign'])(
    'such as %s stays without a source, with a reason',
    (header) => {
      const result = classify(header);
      expect(result).toMatchObject({ source: null, chosenBy: null, mapping: [], missingRequired: [] });
      // The way out follows in the report of the file.
      expect(result.undecided).toMatch(/too little speaks for it|[Nn]o known source/);
    },
  );
});

describe('A report that no source has', () => {
  it('of another ad platform is named, and is no spend of one that is known', () => {
    for (const [header, title] of [
      ['Gregorian date,Campaign,Campaign ID,Currency code,Impr.,Clicks,Spend', 'Microsoft Advertising'],
      [
        'TimePeriod,AccountName,CampaignName,CampaignId,CurrencyCode,Impressions,Clicks,Spend',
        'Microsoft Advertising',
      ],
      ['Date,Campaign ID,Campaign name,Spend in account currency,Impressions,Pin clicks', 'Pinterest Ads'],
      ['Day,Campaign Name,Campaign ID,Amount Spent,Paid Impressions,Swipe Ups', 'Snapchat Ads'],
    ] as const) {
      const result = classify(header);
      expect(result.source, header).toBeNull();
      expect(result.undecided, header).toBe(
        `It is a report of ${title}. Leadlens has no source for this platform, so its spend counts nowhere. If it is to count with another platform, choose that as its source.`,
      );
      expect(classify(header, [], 'x.csv', { source: 'google_ads' }).source).toBe('google_ads');
    }
  });

  it('of an ad platform without its cost is no table of events', () => {
    const header = 'Campaign,Day,Conversion action,Currency code,Conversions,Conv. value';
    const result = classify(header, [['Brand', '2024-01-01', 'Lead', 'USD', '3.00', '300.00']]);
    expect(result.source).toBeNull();
    expect(result.undecided).toContain('It is a report of an ad platform without its cost.');
  });
});

describe('An exploration of GA4', () => {
  it('is known in Spanish, French, German and Portuguese', () => {
    for (const header of [
      'Fecha,ID de usuario,Campaña de la sesión,ID de sesión,Sesiones',
      'Date,ID utilisateur,Campagne de la session,ID de session,Sessions',
      'Datum,Nutzer-ID,Sitzung – Kampagne,Sitzungs-ID,Sitzungen',
      'Data,ID do usuário,Campanha da sessão,ID da sessão,Sessões',
    ]) {
      const [event_on = '', user_uid = '', campaign_id = '', session_id = ''] = header.split(',');
      const result = classify(header, [['20240110', 'u1', 'Spring', '1704880800', '1']], 'download.csv');
      expect(result.source, header).toBe('ga4_sessions');
      expect(mapped(result), header).toMatchObject({ event_on, user_uid, campaign_id, session_id });
    }
  });
});

describe('The user’s choice', () => {
  it('of a source wins over the profile’s', () => {
    const result = classify('name,age', [], 'x.csv', { source: 'crm_report' });
    expect(result).toMatchObject({ source: 'crm_report', chosenBy: 'user' });
    expect(result.missingRequired).toEqual(['lead_number', 'email_hash or phone_hash']);
  });

  it('to leave a file out is kept', () => {
    expect(classify(CRM, [crmRecord], 'x.csv', { source: null })).toMatchObject({
      source: null,
      chosenBy: 'user',
    });
  });

  it('of a column takes it from any other field', () => {
    const result = classify(CRM, [crmRecord], 'x.csv', { mapping: { location: 'CITY', job_status: null } });
    expect(mapped(result)).toMatchObject({ location: 'CITY' });
    expect(mapped(result)).not.toHaveProperty('city');
    expect(result.mapping.find((m) => m.field === 'job_status')).toMatchObject({
      column: null,
      chosenBy: 'user',
    });
    expect(result.mapping.find((m) => m.field === 'location')?.chosenBy).toBe('user');
    expect(result.chosenBy).toBe('profile');
  });

  it('of a column that the file does not have changes nothing', () => {
    expect(mapped(classify(CRM, [crmRecord], 'x.csv', { mapping: { city: 'Town' } }))).toMatchObject({
      city: 'CITY',
    });
  });

  it('gives a column to one field only', () => {
    const result = classify(CRM, [crmRecord], 'x.csv', { mapping: { city: 'ZIP', state: 'ZIP' } });
    expect(Object.values(mapped(result)).filter((column) => column === 'ZIP')).toHaveLength(1);
  });
});

describe('A header', () => {
  it('is compared by its meaning: case, spaces, punctuation, accents, currency and qualifiers do not count', () => {
    for (const [header, alias] of [
      ['Amount spent (MXN)', 'amount_spent'],
      ['Amount  Spent(€)', 'amount spent'],
      ['Clicks (destination)', 'clicks'],
      ['Start Date (in UTC)', 'start_date'],
      ['Date (UTC)', 'date'],
      ['E-Mail:', 'email'],
      ['Teléfono', 'telefono'],
      ['\ufeffCampaign-ID', 'campaign_id'],
    ]) {
      expect(headerKey(header ?? ''), header).toBe(headerKey(alias ?? ''));
    }
    for (const [header, other] of [
      ['Clicks (all)', 'clicks'],
      ['Cost (last month)', 'cost'],
      ['#', ''],
    ]) {
      expect(headerKey(header ?? ''), header).not.toBe(headerKey(other ?? ''));
    }
  });

  it('of an amount states its currency by code or sign, in parentheses or in its name; others state none', () => {
    const { fields } = PROFILES.facebook_ads;
    const statedBy = (name: string, header: string): string | null => {
      const field = fields.find((f) => f.field === name);
      return field ? impliedCurrency(field, header) : 'no such field';
    };
    expect(statedBy('cost', 'Amount spent (MXN)')).toBe('MXN');
    expect(statedBy('cost', 'amount spent (usd)')).toBe('USD');
    expect(statedBy('cost', 'Cost (R$)')).toBe('BRL');
    expect(statedBy('cost_per_click', 'CPC (cost per link click) (PEN)')).toBe('PEN');
    expect(statedBy('cost', 'cost_eur')).toBe('EUR');
    for (const header of ['Amount spent', 'amount_spent', 'Cost ($)', 'Cost (abc)', 'CPC (all)']) {
      expect(statedBy('cost', header), header).toBeNull();
    }
    expect(statedBy('impressions', 'Impressions (EUR)')).toBeNull();
  });
});

describe('A layout', () => {
  const API = 'date,id,cost_micros,clicks,impressions';

  it('is recognised by its headers, chooses other columns and units, and is among the reasons', () => {
    const result = classify(API, [['2026-01-02', '21', '36150000', '49', '166']]);
    expect(result.source).toBe('google_ads');
    expect(mapped(result)).toMatchObject({ campaign_id: 'id', cost: 'cost_micros', spend_on: 'date' });
    expect(result.mapping.find((m) => m.field === 'cost')?.unit).toBe('micros');
    expect(result.candidates[0]?.reasons).toContain(
      'It is a table of the Google Ads API: cost_micros in the header.',
    );
  });

  it.each([
    'id,amount,charge_id,created,currency,status',
    'id,amount,amount_refunded,created,currency,customer_id,paid,refunded',
    'id,customer_id,amount_due,amount_paid,currency,status,created',
  ])('of an API is known by how all its headers are written: %s', (header) => {
    const unit = (file: string): unknown =>
      classify(file, [], 'stripe.csv').mapping.find((m) => m.field === 'amount')?.unit;
    expect(unit(header)).toBe('minor');
    expect(unit(header.replace('created', 'Created (UTC)'))).toBeUndefined();
  });

  it('leaves files without its headers as they are', () => {
    const result = classify('Day,Campaign,Cost,Impr.,Avg. CPC', []);
    expect(result.mapping.some((m) => m.unit !== undefined)).toBe(false);
    expect(result.candidates[0]?.reasons.join(' ')).not.toContain('API');
  });

  it('gives the unit to the column that has it, also where the user chose the column', () => {
    const choice = { mapping: { cost: 'cost_micros' } };
    const result = classify('date,campaign_id,spend,cost_micros', [], 'google.csv', choice);
    expect(result.mapping.find((m) => m.field === 'cost')).toMatchObject({
      column: 'cost_micros',
      unit: 'micros',
    });
    const other = classify('date,campaign_id,spend,cost_micros', [], 'google.csv', {
      mapping: { cost: 'spend' },
    });
    expect(other.mapping.find((m) => m.field === 'cost')?.unit).toBeUndefined();
  });
});

/** What is said of a file, and how it came about; of the sources that fit the first ones. */
function judgement(result: Classification, candidates = 1): unknown {
  const { mapping, ...said } = result;
  return {
    ...said,
    candidates: result.candidates.slice(0, candidates),
    columns: mapping.flatMap(({ field, column, chosenBy, unit, rivals }) =>
      column === null
        ? []
        : [[field, column, chosenBy, ...(unit ? [unit] : []), ...(rivals ?? [])].join(' ')],
    ),
  };
}

describe('What is said of a file', () => {
  it('names the columns, how the values look, and columns that a writer of files added are not counted', () => {
    const header = `${CRM},__index_level_0__,Unnamed: 12,column_3`;
    const record = [...crmRecord, '1', '2', '3'];
    expect(judgement(classify(header, [record]))).toEqual({
      candidates: [
        {
          reasons: [
            '12 of 12 columns are known: LEADNUMBER → Lead number, email_hash → E-mail hash, phone_hash → Phone hash, ENTRYDATE → Entry date, CITY → City, STATE → State, ZIP → Postal code, Appt Date → Appointment, Set → Set, Demo → Demo, Dispo → Disposition, Job Status → Job status.',
            'All required columns are there.',
            '100 % of the sampled values look as they should.',
          ],
          score: 0.99,
          source: 'crm_report',
          title: 'CRM report',
        },
      ],
      chosenBy: 'profile',
      columns: [
        'lead_number LEADNUMBER profile',
        'email_hash email_hash profile',
        'phone_hash phone_hash profile',
        'entry_on ENTRYDATE profile',
        'city CITY profile',
        'state STATE profile',
        'zip ZIP profile',
        'appointment_at Appt Date profile',
        'is_set Set profile',
        'is_demo Demo profile',
        'disposition Dispo profile',
        'job_status Job Status profile',
      ],
      isAlike: false,
      isUnitChosen: false,
      layout: null,
      missingRequired: [],
      source: 'crm_report',
      undecided: null,
    });
    // These are columns of the file's own.
    for (const own of [
      'x__index_level_0__',
      '__index_level_0__x',
      'Unnamed: x',
      'column_x',
      'my column_3',
      'column_12 x',
    ])
      expect(classify(`${CRM},${own}`).candidates[0]?.reasons[0], own).toMatch(/^12 of 13 columns/);
    for (const artefact of ['__index_level_12__', 'Unnamed: 0', 'column_10'])
      expect(classify(`${CRM},${artefact}`).candidates[0]?.reasons[0], artefact).toMatch(/^12 of 12 columns/);
  });

  it('names what is missing, and says nothing of values where there are none', () => {
    expect(judgement(classify('ENTRYDATE,CITY,STATE,ZIP,Appt Date,Set,Demo,Dispo'))).toEqual({
      candidates: [
        {
          reasons: [
            '8 of 8 columns are known: ENTRYDATE → Entry date, CITY → City, STATE → State, ZIP → Postal code, Appt Date → Appointment, Set → Set, Demo → Demo, Dispo → Disposition.',
            'No column was found for lead_number, email_hash or phone_hash.',
          ],
          score: 0.445,
          source: 'crm_report',
          title: 'CRM report',
        },
      ],
      chosenBy: null,
      columns: [],
      isAlike: false,
      isUnitChosen: false,
      layout: null,
      missingRequired: [],
      source: null,
      undecided: 'It is nearest to CRM report, but too little speaks for it.',
    });
  });

  it('names the headers, the title and the file name that tell siblings apart', () => {
    const file = {
      ...fileOf(
        ['Day', 'Campaign', 'Cost', 'Impr.', 'Clicks', 'Avg. CPC'],
        [['2026-05-01', 'Spring', '1.50', '10', '1', '1.50']],
        'exports/google_ads_may.csv',
      ),
      preamble: { lines: ['Campaign report', '1 May 2026'], range: null, currency: null },
    };
    expect(judgement(classifyFile(file, PROFILES), 3)).toEqual({
      candidates: [
        {
          reasons: [
            '6 of 6 columns are known: Day → Date, Campaign → Campaign, Cost → Cost, Avg. CPC → Cost per click, Impr. → Impressions, Clicks → Clicks.',
            'All required columns are there.',
            '100 % of the sampled values look as they should.',
            'avg. cpc in the header: Google Ads exports have that.',
            '“campaign report” stands above the header.',
            'The file name has “google” in it.',
          ],
          score: 0.983,
          source: 'google_ads',
          title: 'Google Ads',
        },
        {
          reasons: [
            '6 of 6 columns are known: Day → Date, Campaign → Campaign, Cost → Cost, Avg. CPC → Cost per click, Impr. → Impressions, Clicks → Clicks.',
            'All required columns are there.',
            '100 % of the sampled values look as they should.',
          ],
          score: 0.878,
          source: 'facebook_ads',
          title: 'Facebook Ads',
        },
        {
          reasons: [
            '6 of 6 columns are known: Day → Date, Campaign → Campaign, Cost → Cost, Avg. CPC → Cost per click, Impr. → Impressions, Clicks → Clicks.',
            'All required columns are there.',
            '100 % of the sampled values look as they should.',
          ],
          score: 0.878,
          source: 'tiktok_ads',
          title: 'TikTok Ads',
        },
      ],
      chosenBy: 'profile',
      columns: [
        'spend_on Day profile',
        'campaign_id Campaign profile',
        'cost Cost profile',
        'cost_per_click Avg. CPC profile',
        'impressions Impr. profile',
        'clicks Clicks profile',
      ],
      isAlike: false,
      isUnitChosen: false,
      layout: null,
      missingRequired: [],
      source: 'google_ads',
      undecided: null,
    });
  });

  it('names the layout by its headers', () => {
    expect(judgement(classify('segments_date,campaign_id,cost_micros,impressions,clicks'))).toEqual({
      candidates: [
        {
          reasons: [
            '5 of 5 columns are known: segments_date → Date, campaign_id → Campaign, cost_micros → Cost, impressions → Impressions, clicks → Clicks.',
            'All required columns are there.',
            'segments_date in the header: Google Ads exports have that.',
            'It is a table of the Google Ads API: cost_micros in the header.',
          ],
          score: 0.883,
          source: 'google_ads',
          title: 'Google Ads',
        },
      ],
      chosenBy: 'profile',
      columns: [
        'spend_on segments_date profile',
        'campaign_id campaign_id profile',
        'cost cost_micros profile micros',
        'impressions impressions profile',
        'clicks clicks profile',
      ],
      isAlike: false,
      isUnitChosen: false,
      layout: 'api',
      missingRequired: [],
      source: 'google_ads',
      undecided: null,
    });
  });

  it('is that it fits several sources alike, and which', () => {
    expect(judgement(classify('date,campaign_id,cost,impressions,clicks'), 5)).toEqual({
      candidates: [
        {
          reasons: [
            '5 of 5 columns are known: date → Date, campaign_id → Campaign, cost → Cost, impressions → Impressions, clicks → Clicks.',
            'All required columns are there.',
          ],
          score: 0.798,
          source: 'facebook_ads',
          title: 'Facebook Ads',
        },
        {
          reasons: [
            '5 of 5 columns are known: date → Date, campaign_id → Campaign, cost → Cost, impressions → Impressions, clicks → Clicks.',
            'All required columns are there.',
          ],
          score: 0.798,
          source: 'google_ads',
          title: 'Google Ads',
        },
        {
          reasons: [
            '5 of 5 columns are known: date → Date, campaign_id → Campaign, cost → Cost, impressions → Impressions, clicks → Clicks.',
            'All required columns are there.',
          ],
          score: 0.798,
          source: 'tiktok_ads',
          title: 'TikTok Ads',
        },
        {
          reasons: [
            '5 of 5 columns are known: date → Date, campaign_id → Campaign, cost → Cost, impressions → Impressions, clicks → Clicks.',
            'All required columns are there.',
          ],
          score: 0.798,
          source: 'linkedin_ads',
          title: 'LinkedIn Ads',
        },
        {
          reasons: [
            '2 of 5 columns are known: campaign_id → Campaign, date → Date.',
            'All required columns are there.',
            'None of these columns is peculiar to this source.',
          ],
          score: 0.59,
          source: 'segment_events',
          title: 'Segment events',
        },
      ],
      chosenBy: null,
      columns: [],
      isAlike: true,
      isUnitChosen: false,
      layout: null,
      missingRequired: [],
      source: null,
      undecided: 'The columns fit Facebook Ads and Google Ads and TikTok Ads and LinkedIn Ads alike.',
    });
  });

  it('is that none of its columns is known, or which source is nearest', () => {
    expect(judgement(classify('alpha,beta'))).toEqual({
      candidates: [],
      chosenBy: null,
      columns: [],
      isAlike: false,
      isUnitChosen: false,
      layout: null,
      missingRequired: [],
      source: null,
      undecided: 'None of its columns is known.',
    });
    expect(judgement(classify('date,amount,alpha,beta,gamma,delta'))).toEqual({
      candidates: [
        {
          reasons: [
            '1 of 6 columns are known: amount → Deal amount.',
            'All required columns are there.',
            'None of these columns is peculiar to this source.',
          ],
          score: 0.524,
          source: 'hubspot_leads',
          title: 'HubSpot leads',
        },
      ],
      chosenBy: null,
      columns: [],
      isAlike: false,
      isUnitChosen: false,
      layout: null,
      missingRequired: [],
      source: null,
      undecided: 'It is nearest to HubSpot leads, but too little speaks for it.',
    });
  });

  it('is what the user says of it: another source, other columns and units, or nothing at all', () => {
    const header = 'date,campaign_id,cost,impressions,clicks,spend';
    const choice: FileChoice = {
      source: 'tiktok_ads',
      unit: 'minor',
      mapping: { clicks: null, cost: 'spend' },
    };
    expect(judgement(classify(header, [], 'x.csv', choice))).toEqual({
      candidates: [
        {
          reasons: [
            '5 of 6 columns are known: date → Date, campaign_id → Campaign, cost → Cost, impressions → Impressions, clicks → Clicks.',
            'All required columns are there.',
          ],
          score: 0.753,
          source: 'facebook_ads',
          title: 'Facebook Ads',
        },
      ],
      chosenBy: 'user',
      columns: [
        'spend_on date profile',
        'campaign_id campaign_id profile',
        'cost spend user minor',
        'impressions impressions profile',
      ],
      isAlike: true,
      isUnitChosen: true,
      layout: null,
      missingRequired: [],
      source: 'tiktok_ads',
      undecided: null,
    });
    expect(judgement(classify(CRM, [], 'x.csv', { source: null }))).toEqual({
      candidates: [
        {
          reasons: [
            '12 of 12 columns are known: LEADNUMBER → Lead number, email_hash → E-mail hash, phone_hash → Phone hash, ENTRYDATE → Entry date, CITY → City, STATE → State, ZIP → Postal code, Appt Date → Appointment, Set → Set, Demo → Demo, Dispo → Disposition, Job Status → Job status.',
            'All required columns are there.',
          ],
          score: 0.925,
          source: 'crm_report',
          title: 'CRM report',
        },
      ],
      chosenBy: 'user',
      columns: [],
      isAlike: false,
      isUnitChosen: false,
      layout: null,
      missingRequired: [],
      source: null,
      undecided: 'You left this file out.',
    });
    expect(classify('lead_number', [], 'x.csv', { source: 'crm_report' })).toMatchObject({
      chosenBy: 'user',
      missingRequired: ['email_hash or phone_hash'],
    });
  });

  it('is that a lead tool named by the file is no report of a CRM', () => {
    expect(classify(CRM, [crmRecord], 'hubspot/export.csv').source).toBe('crm_report');
    expect(classify(CRM, [crmRecord], 'all/hubspot_export.csv').source).not.toBe('crm_report');
  });
});

describe('The profiles', () => {
  it.each(SOURCE_IDS)('%s: no header means two fields of other types, and names are unique', (source) => {
    const profile = PROFILES[source];
    const names = profile.fields.map((f) => f.field);
    expect(new Set(names).size).toBe(names.length);
    const hashFields = (f: string): boolean => ['email', 'phone', 'email_hash', 'phone_hash'].includes(f);
    // A column that is called Appointment holds yes and no, or dates: its values tell which.
    const toldByValues = (fields: readonly string[]): boolean =>
      fields.every((f) => ['is_set', 'appointment_at'].includes(f));
    const seen = new Map<string, string>();
    for (const { field, aliases, spare } of profile.fields) {
      // What takes only the columns that are left over may know their names too.
      if (hashFields(field) || spare) continue;
      for (const key of new Set(aliases.map(headerKey))) {
        const other = seen.get(key);
        if (other !== undefined && toldByValues([other, field])) continue;
        expect(other, `${key} in ${field}`).toBeUndefined();
        seen.set(key, field);
      }
    }
    for (const field of profile.oneOf.flat()) expect(names).toContain(field);
    for (const group of Object.values(profile.groups)) expect(names).toContain(group.field);
  });

  it('group dispositions by code and by prefix, whatever their case and spaces', () => {
    const groupOf = (code: string): string | undefined =>
      wordGroupOf(code, PROFILES.crm_report.dispositionGroups)?.group;
    expect(
      ['Set', ' sale ', 'DNS-1L', 'CXL-BT', 'DQ -  R/P/C', 'dq bath', 'Data', 'Demo', 'odd'].map(groupOf),
    ).toEqual([
      'set',
      'sold',
      'not_sold',
      'cancelled',
      'disqualified',
      'disqualified',
      'no_contact',
      'demo',
      undefined,
    ]);
  });
});
