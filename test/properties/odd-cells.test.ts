import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../shared/sql/sql';
import { PROFILES } from '../../shared/stages/classify/profile';
import { decideNumberFormat } from '../../shared/stages/clean/values/number-format';
import { decimalText, readNumberText } from '../../shared/stages/clean/values/number-text';
import { nullTokensOf } from '../../shared/stages/clean/records/open-records';
import { CRM_FIELDS, srcCrmValues, type CrmField } from '../../shared/stages/clean/crm/src-crm-values';
import { INVOICE_FIELDS } from '../../shared/stages/clean/marketing/src-marketing-text';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { folded } from '../support/scan-text';

/** What people and tools leave in cells: numbers, dates and currencies in any shape, and characters that look like them. */
const NASTY = [..."0123456789.,-−()€$¥ 'MXNUSDeTZ/:{[%\u00a0\u202f\ufeff\u2019é２"];
const odd = fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 12 });
const orOdd = (...usual: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: odd });

const amount = orOdd(
  '12',
  '12.5',
  '1,234.50',
  '1.234,50',
  '1.234',
  '€5',
  '(7.00)',
  '-',
  '321.43000000000001',
);
const count = orOdd('0', '1,234', '1.234', '12.0', '');
const date = orOdd(
  '2026-01-31',
  '01/31/2026',
  '31.01.26',
  '1749600000',
  '2026-01-31T10:00:00Z',
  '20260131',
  '',
);
const currency = orOdd('USD', 'mxn', '€', '', 'N/A');

/** Each case is a run of its own: on a slow machine they take their time. */
const MOST_MS = 300_000;

const quoted = (cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
const csv = (header: string, rows: readonly (readonly string[])[]): string =>
  `${[header, ...rows.map(quoted)].join('\n')}\n`;

const folder = fc.record({
  invoices: fc.array(fc.tuple(date, amount, currency, orOdd('paid', 'open')), {
    minLength: 1,
    maxLength: 12,
  }),
  ads: fc.array(fc.tuple(date, amount, count, count, amount, currency), { minLength: 1, maxLength: 12 }),
  leads: fc.array(fc.tuple(amount, orOdd('New', 'ann@example.com')), { minLength: 1, maxLength: 8 }),
  touches: fc.array(fc.tuple(date, orOdd('0', '1', 'yes', 'unknown')), { minLength: 1, maxLength: 8 }),
});

const TOKENS = new Set(
  nullTokensOf(PROFILES.stripe_invoices, INVOICE_FIELDS).amount.map((token) => token.toLowerCase()),
);

/** The decimal texts of a column of amounts as its definitions have it, value by value. */
function expectedAmounts(cells: readonly string[]): readonly (string | null)[] {
  const texts = cells
    .map(folded)
    .map((text) => (text === '' || TOKENS.has(text.toLowerCase()) ? null : text));
  const shapes = new Map<number, number>();
  for (const text of texts) {
    if (text === null) continue;
    const { shape } = readNumberText(text);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  const { dotGroups, commaGroups } = decideNumberFormat(shapes, 'money');
  return texts.map((text) => {
    if (text === null) return null;
    const number = readNumberText(text);
    const decimal = decimalText(number, dotGroups, commaGroups);
    return decimal === null ? null : `${number.isNegative ? '-' : ''}${decimal}`;
  });
}

describe('whatever stands in the cells of a folder', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(memoryFiles({}));
  });
  afterAll(() => engine.close());

  it(
    'it is read, refused with a reason or counted as blank, and no run fails of it',
    async () => {
      let read = 0;
      await fc.assert(
        fc.asyncProperty(folder, async ({ invoices, ads, leads, touches }) => {
          engine.use(
            memoryFiles({
              'stripe_invoices.csv': csv(
                'invoice_id,user_uid,date,amount,currency,status',
                invoices.map(([day, value, code, status], i) => [
                  `i${String(i)}`,
                  'u1',
                  day,
                  value,
                  code,
                  status,
                ]),
              ),
              'google_ads.csv': csv(
                'date,campaign_id,cost,impressions,clicks,cost_per_click,currency',
                ads.map(([day, cost, shown, clicks, each, code]) => [
                  day,
                  'C1',
                  cost,
                  shown,
                  clicks,
                  each,
                  code,
                ]),
              ),
              'hubspot_leads.csv': csv(
                'lead_id,user_uid,campaign_id,status,deal_amount',
                leads.map(([deal, status], i) => [`l${String(i)}`, `u${String(i)}`, 'C1', status, deal]),
              ),
              'ga4_sessions.csv': csv(
                'event_date,sessionId,user_uid,campaign_id,conv_flag',
                touches.map(([day, flag], i) => [day, `s${String(i)}`, 'u1', 'C1', flag]),
              ),
            }),
          );
          const { files } = await engine.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
          expect(files.map(({ statusReason }) => statusReason)).toEqual(files.map(() => null));
          const rows = await engine.engine.workspace.read(
            sql`select original_amount from ${{ kind: 'relation', name: 'stg_invoices' }} order by record_number`,
          );
          expect(Array.from(rows.column(0))).toEqual(expectedAmounts(invoices.map(([, value]) => value)));
          read += rows.rowCount;
        }),
        { numRuns: 40 },
      );
      expect(read).toBeGreaterThan(100);
    },
    MOST_MS,
  );

  it(
    'a field of a CRM report is its text, or null where that means no value',
    async () => {
      // Answers of the database are read without a byte-order mark before them.
      const cell = fc.oneof(
        fc.constantFrom('Reno', 'N/A', 'null', '--', 'NU', 'nu', 'Unknown', '', ' n/a ', 'None of these'),
        odd.map((text) => text.replaceAll('\ufeff', '')),
      );
      const report = fc.array(fc.tuple(cell, cell, date, date, orOdd('0', '1', 'yes', '')), {
        minLength: 1,
        maxLength: 15,
      });
      const tokens = nullTokensOf(PROFILES.crm_report, CRM_FIELDS);
      const expected = (field: CrmField, text: string): string | null =>
        folded(text) === '' || tokens[field].some((t) => t.toLowerCase() === folded(text).toLowerCase())
          ? null
          : folded(text);
      await fc.assert(
        fc.asyncProperty(report, async (records) => {
          const one = await openEngine(
            memoryFiles({
              'report.csv': csv(
                'lead_number,email_hash,phone_hash,entry_date,zip,disposition,appointment_date,is_set',
                records.map(([zip, disposition, entry, appointment, set], i) => [
                  ...[String(1000 + i), 'a'.repeat(40), 'b'.repeat(40), entry, zip, disposition],
                  ...[appointment, set],
                ]),
              ),
            }),
          );
          try {
            const { files } = await one.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
            expect(files.map(({ status, rows }) => [status, rows])).toEqual([['read', records.length]]);
            const read = await one.engine.workspace.read(
              sql`select zip, disposition from ${srcCrmValues} order by lead_number`,
            );
            expect(read.rows()).toEqual(
              records.map(([zip, disposition]) => [
                expected('zip', zip),
                expected('disposition', disposition),
              ]),
            );
          } finally {
            await one.close();
          }
        }),
        { numRuns: 25 },
      );
    },
    MOST_MS,
  );
});
