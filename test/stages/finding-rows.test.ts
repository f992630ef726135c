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
