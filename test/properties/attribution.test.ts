import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTION_MODELS, TOUCH_MODELS } from '../../shared/domain/attribution';
import { shareCents } from '../../shared/domain/cents';
import { shareOut, weightsOf } from '../../shared/sample/revenue-attribution';
import { sql } from '../../shared/sql/sql';
import type { Workspace } from '../../shared/sql/workspace';
import { fctAttributedRevenue } from '../../shared/stages/attribute/fct-attributed-revenue.model';
import { fctInvoices } from '../../shared/stages/attribute/fct-invoices.model';
import { readRevenue } from '../../shared/stages/attribute/read-revenue.step';
import { revenueWorkspace, rowsOf, type Cells, type RevenueRows } from '../support/revenue-tables';
import { runRevenue } from '../support/run-stages';

const START = Date.UTC(2026, 0, 1);
const dayText = (day: number): string => new Date(START + day * 86_400_000).toISOString().slice(0, 10);

const person = fc.constantFrom('u1', 'u2', 'u3', null);
const campaign = fc.constantFrom('A', 'B', 'C', 'a', null);
const invoice: fc.Arbitrary<Cells> = fc.record({
  user_uid: person,
  invoiced_on: fc.integer({ min: 60, max: 200 }).map(dayText),
  amount_cents: fc.integer({ min: -100_000, max: 1_000_000 }),
  is_invoiced: fc.boolean(),
});
const touch: fc.Arbitrary<Cells> = fc.record({
  source: fc.constantFrom('ga4_sessions', 'segment_events', 'mixpanel_events'),
  session_id: fc.constantFrom('s1', 's2', 's3', null),
  user_uid: person,
  campaign_id: campaign,
  event_at: fc.integer({ min: 0, max: 210 }).map((day) => `${dayText(day)} 10:00:00`),
});
const lead: fc.Arbitrary<Cells> = fc.record({
  source: fc.constantFrom('hubspot_leads', 'intercom_leads'),
  lead_id: fc.constantFrom('l1', 'l2', 'l3'),
  user_uid: person,
  campaign_id: campaign,
});
const journeys: fc.Arbitrary<Required<Omit<RevenueRows, 'ads'>>> = fc.record({
  leads: fc.array(lead, { maxLength: 6 }),
  invoices: fc.array(invoice, { minLength: 1, maxLength: 8 }),
  touches: fc.array(touch, { maxLength: 20 }),
});

async function attribute(rows: RevenueRows): Promise<Workspace> {
  const workspace = await revenueWorkspace(rows);
  await runRevenue(workspace);
  return workspace;
}

const invoicedCents = (invoices: readonly Cells[]): number =>
  invoices.reduce((sum, row) => sum + (row['is_invoiced'] === true ? Number(row['amount_cents']) : 0), 0);

describe('attribution of any journeys', () => {
  it('credits every counted invoice with exactly its amount under every model', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, async (rows) => {
        const workspace = await attribute(rows);
        const sums = await rowsOf(
          workspace,
          sql`select a.model, a.invoice_no, cast(sum(a.credit_cents) as bigint) as credited, min(i.amount_cents) as amount
            from ${fctAttributedRevenue} a join ${fctInvoices} i using (invoice_no) group by all`,
        );
        for (const row of sums) expect(row['credited']).toBe(row['amount']);
        const counted = rows.invoices.filter((row) => row['is_invoiced'] === true).length;
        expect(sums).toHaveLength(counted * ATTRIBUTION_MODELS.length);
      }),
      { numRuns: 20 },
    );
  });

  it('adds up to the invoiced total under every model, whatever leads repeat', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, async (rows) => {
        const repeated = { ...rows, leads: [...rows.leads, ...rows.leads] };
        const revenue = await readRevenue(await attribute(repeated));
        expect(Math.round(revenue.invoiced * 100)).toBe(invoicedCents(rows.invoices));
        for (const model of ATTRIBUTION_MODELS) {
          const { attributed, unattributed, unattributedBy, campaigns } = revenue.models[model];
          const cents = (amounts: readonly number[]): number =>
            amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);
          expect(cents([attributed, unattributed])).toBe(invoicedCents(rows.invoices));
          expect(cents(Object.values(unattributedBy))).toBe(cents([unattributed]));
          expect(cents(campaigns.map((row) => row.revenue))).toBe(cents([attributed]));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('shares an invoice out as the definition of each model says, touch by touch', async () => {
    const path = fc.uniqueArray(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ ages: path, cents: fc.integer({ min: -500_000, max: 5_000_000 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (paths) => {
          const rows = {
            invoices: paths.map(({ cents }, i) => ({
              user_uid: `u${String(i)}`,
              invoiced_on: dayText(100),
              amount_cents: cents,
            })),
            // Every touch has a campaign of its own, so that its share can be seen.
            touches: paths.flatMap(({ ages }, i) =>
              ages.map((age) => ({
                user_uid: `u${String(i)}`,
                campaign_id: `${String(i)} ${String(age)}`,
                event_at: `${dayText(100 - age)} 00:00:00`,
              })),
            ),
          };
          const workspace = await attribute(rows);
          const told = await rowsOf(
            workspace,
            sql`select model, campaign_key, credit_cents from ${fctAttributedRevenue} where campaign_key is not null`,
          );
          const shareOf = new Map(
            told.map((row) => [
              `${String(row['model'])} ${String(row['campaign_key'])}`,
              row['credit_cents'],
            ]),
          );
          for (const model of TOUCH_MODELS) {
            paths.forEach(({ ages, cents }, i) => {
              const inOrder = ages.toSorted((a, b) => b - a);
              const touches = inOrder.map((age) => ({ campaign: '', day: 100 - age }));
              const expected = shareOut(cents, weightsOf(model, touches, 100));
              const shares = inOrder.map((age) => shareOf.get(`${model} ${String(i)} ${String(age)}`) ?? 0);
              expect(shares, `${model} ${inOrder.join(', ')}`).toEqual(expected);
            });
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('does not change when the rows of spend come in another order or are split in two', async () => {
    const ad: fc.Arbitrary<Cells & { readonly cost_cents: number }> = fc.record({
      platform: fc.constantFrom('google', 'facebook'),
      campaign_id: fc.constantFrom('A', 'B'),
      spend_on: fc.integer({ min: 0, max: 3 }).map(dayText),
      cost_cents: fc.integer({ min: 0, max: 10_000 }),
      clicks: fc.integer({ min: 0, max: 100 }),
    });
    const rows = {
      leads: [{ lead_id: 'l1', user_uid: 'u1', campaign_id: 'A' }],
      invoices: [{ user_uid: 'u1', invoiced_on: dayText(9), amount_cents: 12_345 }],
    };
    const changed = fc
      .array(ad, { minLength: 1, maxLength: 10 })
      .chain((ads) => fc.tuple(fc.constant(ads), fc.shuffledSubarray(ads, { minLength: ads.length })));
    await fc.assert(
      fc.asyncProperty(changed, async ([ads, shuffled]) => {
        const split = shuffled.flatMap((row) => [
          { ...row, cost_cents: Math.floor(row.cost_cents / 3) },
          { ...row, cost_cents: row.cost_cents - Math.floor(row.cost_cents / 3), clicks: 0 },
        ]);
        const one = await readRevenue(await attribute({ ...rows, ads }));
        const other = await readRevenue(await attribute({ ...rows, ads: split }));
        expect(other.models).toEqual(one.models);
        expect(other.spend.map(({ spend, clicks }) => [spend, clicks])).toEqual(
          one.spend.map(({ spend, clicks }) => [spend, clicks]),
        );
      }),
      { numRuns: 10 },
    );
  });
});

describe('sharing out cents', () => {
  it('adds up to the amount, and no share is a cent or more from its exact value', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 8 })
      .filter((all) => all.some((weight) => weight > 0));
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), weights, (cents, all) => {
        const shares = shareCents(cents, all);
        const total = all.reduce((sum, weight) => sum + weight, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(cents);
        shares.forEach((share, i) => expect(Math.abs(share - (cents * all[i]!) / total)).toBeLessThan(1));
      }),
    );
  });
});
