import { describe, expect, it } from 'vitest';
import { revenueLines } from '../../electron/headless/revenue-text';
import type { JoinCoverage, ModelSummary, RevenueSummary } from '../../shared/contract/revenue';
import { modelsTable } from '../../shared/stages/report/sections/revenue';
import { headlineSection } from '../../shared/stages/report/sections/headline';
import type { RevenueView } from '../../shared/contract/revenue';
import { reportDocument } from '../../shared/stages/report/report-document';
import type { ReportInput } from '../../shared/stages/report/report-types';
import { ATTRIBUTION_MODELS } from '../../shared/domain/attribution';
import { perCount } from '../../shared/domain/lead-quality';
import { outcome } from '../support/outcome';

const touches = (rows: number): JoinCoverage => ({
  from: 'touches',
  to: 'people',
  key: 'user_uid',
  rows,
  matched: rows,
  rate: rows === 0 ? null : 1,
});

const nothing: ModelSummary = {
  attributed: 0,
  unattributed: 10,
  unattributedBy: { no_touch: 10 },
  campaigns: [],
};

/** One invoice of 10.00, two in a currency without a rate, and so many sessions. */
const revenue = (rows: number): RevenueSummary => ({
  currency: 'USD',
  invoices: 1,
  invoiced: 10,
  gross: 10,
  refunds: { invoices: 0, amount: 0 },
  disputes: { invoices: 0, amount: 0 },
  notInvoiced: [
    { status: 'no_rate', invoices: 2, amount: 0 },
    { status: 'void', invoices: 1, amount: 0 },
  ],
  people: 1,
  leads: { hubspot_leads: 1, intercom_leads: 0 },
  duplicates: { hubspot_leads: 0, intercom_leads: 0 },
  review: { open: 0, decided: 0 },
  spend: [
    { platform: 'google', rows: 1, spend: 5, impressions: 0, clicks: 0, blankImpressions: 0, blankClicks: 0 },
  ],
  joinCoverage: [touches(rows)],
  models: perCount(ATTRIBUTION_MODELS, () => nothing),
});

const view = (rows: number): RevenueView =>
  ({
    model: 'crm_campaign',
    summary: revenue(rows),
    campaigns: [
      {
        campaign_id: 'c1',
        spend: 5,
        models: perCount(ATTRIBUTION_MODELS, () => ({ invoices: 0, revenue: 0, roas: 0 })),
      },
    ],
    unattributed: [],
    funnel: { invoiced: 1 },
    platforms: { splitBy: 'spend' },
  }) as unknown as RevenueView;

describe('the text of analyze about revenue', () => {
  it('has no number where amounts have no rate, and one where they are 0', () => {
    const text = revenueLines(revenue(3)).join('\n');
    expect(text).toMatch(/not counted: without a rate +– {2}2 invoices/);
    expect(text).toMatch(/not counted: void +0\.00 {2}1 invoice/);
  });

  it('has no number, not 0, of what no export was read', () => {
    const without = revenueLines({
      ...revenue(0),
      invoices: 0,
      invoiced: 0,
      gross: 0,
      notInvoiced: [],
      people: 0,
      leads: { hubspot_leads: 0, intercom_leads: 0 },
    }).join('\n');
    expect(without).toMatch(/Invoiced +– {2}no invoices export/);
    expect(without).toMatch(/People +– {2}HubSpot 0 records/);
    expect(without).toMatch(/CRM campaign +– {2}unattributed/);
  });

  it('has no number, not 0.00, for models of touches without any session or event', () => {
    expect(revenueLines(revenue(0)).join('\n')).toMatch(/Linear +– {2}unattributed 10\.00/);
    expect(revenueLines(revenue(3)).join('\n')).toMatch(/Linear +0\.00 {2}unattributed 10\.00/);
  });
});

describe('the report about revenue', () => {
  it('has no number, not 0.00, for models of touches without any session or event', () => {
    expect(modelsTable(view(0)).rows[0]).toEqual(['c1', 0, null, null, null, null, null]);
    expect(modelsTable(view(3)).rows[0]).toEqual(['c1', 0, 0, 0, 0, 0, 0]);
  });

  it('speaks of one invoice and one platform in the singular', () => {
    const { summary } = outcome();
    const section = headlineSection({
      outcome: outcome({ summary: { ...summary, leadQuality: null, revenue: revenue(3) } }),
      funnel: null,
      revenue: view(3),
    } as unknown as ReportInput);
    const text = JSON.stringify(section);
    expect(text).toContain('USD on 1 platform"');
    expect(text).toContain('1 invoice makes 10 USD');
  });
});

describe('the head of a report', () => {
  it('says the first day of entry, not the Monday of its week', () => {
    const { period } = reportDocument(
      {
        outcome: outcome(),
        head: { title: '', client: '', logo: null },
        funnel: {
          trend: [{ asOf: '2026-01-05' }],
          cohorts: [{ week: '2025-11-10' }],
          entered: { from: '2025-11-13', to: '2025-12-31' },
        },
        revenue: null,
        notes: [],
      } as unknown as ReportInput,
      [],
    );
    expect(period).toEqual({ from: '2025-11-13', to: '2026-01-05' });
  });
});
