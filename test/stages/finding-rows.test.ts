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
