import { expect, test } from 'vitest';
import { queryOf } from '../../renderer/state/drill';
import { FOLDER, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const lines = (header: string, rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;

/** People of whom many have an id that stands for nobody, and statuses that no group knows. */
const FILES = {
  'intercom_leads.csv': lines(
    'lead_id,user_uid,campaign_id,status,deal_amount,email',
    Array.from(
      { length: 40 },
      (_, i) =>
        `${String(i + 1)},${i < 20 ? 'unknown' : `u${String(i)}`},A,${i % 2 === 0 ? 'Qualified' : 'Zaphod'},1,p${String(i)}@x${String(i)}.test`,
    ),
  ),
  'stripe_invoices.csv': lines(
    'id,user_uid,campaign_id,created,amount,currency,status',
    Array.from(
      { length: 30 },
      (_, i) => `in_${String(i)},u${String(i + 10)},A,2026-01-0${String((i % 9) + 1)},10.00,usd,paid`,
    ),
  ),
};

test('every finding that points to rows opens some, also in tables that no list shows', async () => {
  const engine = await openEngine(memoryFiles(FILES));
  try {
    const { findings } = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    const pointing = findings.flatMap(({ code, rows }) => (rows ? [{ code, rows }] : []));
    expect(pointing.map(({ rows }) => rows.table)).toContain('int_lead_records');
    for (const { code, rows } of pointing) {
      const page = await engine.client.call('page', { query: queryOf(rows), offset: 0, limit: 1 });
      expect(page.total, code).toBeGreaterThan(0);
    }
  } finally {
    await engine.close();
  }
});

const hex = (character: string): string => character.repeat(40);
const KEYS = ['1', '2', '3', '4'];

/** Four delivered leads, and identities by the keys of an e-mail and of a phone. */
const reported = (identities: readonly (readonly [email: string, phone: string])[]) => ({
  'leads.csv': lines(
    'lead_uuid,email_hash,phone_hash',
    KEYS.map((key) => `u${key},${hex(key)},${hex(String.fromCharCode(96 + Number(key)))}`),
  ),
  'report_2026-01-05.csv': lines(
    'LEADNUMBER,email_hash,phone_hash,ENTRYDATE,Set,Demo,Dispo',
    identities.map(([email, phone], i) => `10${String(i)},${hex(email)},${hex(phone)},2025-12-13,1,0,Data`),
  ),
});

test('identities whose keys find different leads are no lack of delivered leads', async () => {
  const engine = await openEngine(memoryFiles(reported(KEYS.map((key) => [key, key === '1' ? 'b' : 'a']))));
  try {
    const { summary, findings } = await engine.client.call('run', {
      folder: FOLDER,
      settings: settingsWith(),
    });
    expect(summary.leadQuality?.identities).toMatchObject({ conflict: 4, none: 0 });
    expect(findings.map(({ code }) => code)).not.toContain('low_join_coverage');
  } finally {
    await engine.close();
  }
});

test('the rows of few identities that find a lead are those that find none', async () => {
  const engine = await openEngine(
    memoryFiles(
      reported([
        ['1', 'a'],
        ['2', 'a'],
        ['7', '8'],
        ['8', '7'],
        ['9', '6'],
        ['6', '9'],
      ]),
    ),
  );
  try {
    const { findings } = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    const low = findings.find(({ code }) => code === 'low_join_coverage');
    expect(low?.message).toMatch(/^Only 33\.3 % of the identities/);
    if (!low?.rows) throw new Error('It points to rows.');
    const page = await engine.client.call('page', { query: queryOf(low.rows), offset: 0, limit: 10 });
    expect(page.total).toBe(4);
  } finally {
    await engine.close();
  }
});

test('a finding about values that stand for nothing opens the records that it counts, and no other', async () => {
  const engine = await openEngine(
    memoryFiles({
      'intercom_leads.csv': lines('lead_id,user_uid,campaign_id,status,deal_amount,email', [
        ...Array.from({ length: 9 }, (_, i) => `0,u${String(i)},A,Qualified,1,p${String(i)}@x.test`),
        '21,unknown,,Qualified,1,q@x.test',
        '22,,(not set),Qualified,1,',
        '23,u23,A,Qualified,1,test@test.com',
      ]),
      'ga4_sessions.csv': lines('date,session_id,user_uid,campaign_id,conv_flag', [
        '2026-01-01,a1,anonymous,A,0',
        '2026-01-02,a2,,(direct),0',
        '2026-01-03,a3,u3,,0',
      ]),
    }),
  );
  try {
    const { findings } = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    const behind = await Promise.all(
      findings
        .filter(({ code }) => code === 'placeholder_person' || code === 'placeholder_campaign')
        .map(async ({ source, column, rows }) => {
          const page = await engine.client.call('page', { query: queryOf(rows!), offset: 0, limit: 100 });
          const written =
            column === 'user_uid' && rows!.table === 'int_lead_records' ? 'written_uid' : column;
          const at = page.columns.findIndex(({ name }) => name === written);
          return [source, column, page.rows.map((row) => row[at])];
        }),
    );
    expect(behind.sort((a, b) => String(a).localeCompare(String(b)))).toEqual([
      ['ga4_sessions', 'campaign_id', ['(direct)']],
      ['ga4_sessions', 'user_uid', ['anonymous']],
      ['intercom_leads', 'campaign_id', ['(not set)']],
      ['intercom_leads', 'email', ['test@test.com']],
      ['intercom_leads', 'lead_id', Array<string>(9).fill('0')],
      ['intercom_leads', 'user_uid', ['unknown']],
    ]);
  } finally {
    await engine.close();
  }
});
