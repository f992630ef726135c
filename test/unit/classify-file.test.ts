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

describe('The profiles', () => {
  it.each(SOURCE_IDS)('%s: no header means two fields of other types, and names are unique', (source) => {
    const profile = PROFILES[source];
    const names = profile.fields.map((f) => f.field);
    expect(new Set(names).size).toBe(names.length);
    const hashFields = (f: string): boolean => ['email', 'phone', 'email_hash', 'phone_hash'].includes(f);
    const seen = new Map<string, string>();
    for (const { field, aliases, spare } of profile.fields) {
      // What takes only the columns that are left over may know their names too.
      if (hashFields(field) || spare) continue;
      for (const key of new Set(aliases.map(headerKey))) {
        expect(seen.get(key), `${key} in ${field}`).toBeUndefined();
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
