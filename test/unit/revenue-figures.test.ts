import { describe, expect, it } from 'vitest';
import { campaignLine } from '../../renderer/features/revenue/campaign-lines';
import { invoicedOf, returnOnSpend, spendOfNoCampaign } from '../../shared/charts/revenue-figures';
import { canCredit, hasPeople } from '../../shared/domain/can-credit';
import type { CampaignRow, JoinCoverage, RevenueView } from '../../shared/contract/revenue';

const campaign = (id: string, spend: number | null, revenue: number): CampaignRow =>
  ({
    campaign_id: id,
    spend,
    models: { crm_campaign: { revenue, invoices: 1 }, linear: { revenue: 0, invoices: 0 } },
  }) as unknown as CampaignRow;

const touches = (rows: number): JoinCoverage => ({
  from: 'touches',
  to: 'people',
  key: 'user_uid',
  rows,
  matched: rows,
  rate: 1,
});

const view = (campaigns: readonly CampaignRow[], spend: readonly number[], touched = 0): RevenueView =>
  ({
    campaigns,
    summary: {
      joinCoverage: [touches(touched)],
      leads: { hubspot_leads: 1 },
      spend: spend.map((of) => ({ platform: 'google', spend: of })),
      models: {
        crm_campaign: {
          attributed: campaigns.reduce((sum, { models }) => sum + models.crm_campaign.revenue, 0),
        },
        linear: { attributed: 0 },
      },
    },
  }) as unknown as RevenueView;

describe('The return on ad spend of all campaigns', () => {
  it('stands beside that of the campaigns that have spend: revenue of the others raises it', () => {
    const some = view([campaign('paid', 100, 250.1), campaign('free', null, 49.9)], [100]);
    expect(returnOnSpend(some, 'crm_campaign')).toEqual({ all: 3, ofSpending: 2.501 });
  });

  it('counts spend of no campaign, which that of the campaigns with spend does not', () => {
    const some = view([campaign('paid', 100, 250.1)], [150.5, 49.5]);
    expect(spendOfNoCampaign(some)).toBe(100);
    expect(returnOnSpend(some, 'crm_campaign')).toEqual({ all: 1.2505, ofSpending: 2.501 });
  });

  it('takes a campaign whose spend is 0 for one without spend, as the waterfall and the platforms do', () => {
    const some = view([campaign('paid', 100, 250.1), campaign('paused', 0, 49.9)], [100]);
    expect(returnOnSpend(some, 'crm_campaign')).toEqual({ all: 3, ofSpending: 2.501 });
  });

  it('is none without an ads export, and without spend', () => {
    expect(returnOnSpend(view([campaign('free', null, 10)], []), 'crm_campaign').all).toBeNull();
    expect(returnOnSpend(view([campaign('free', 0, 10)], [0]), 'crm_campaign').all).toBeNull();
  });
});

describe('A model of touches', () => {
  const row = campaign('paid', 100, 10);

  it('has no number where there is no session or event, and 0 where there are some and none counts', () => {
    const without = view([row], [100]);
    expect(canCredit(without.summary, 'linear')).toBe(false);
    expect(campaignLine(row, 'revenue', without.summary).valueOf('linear')).toBeNull();
    expect(campaignLine(row, 'revenue', without.summary).valueOf('crm_campaign')).toBe(10);
    expect(returnOnSpend(without, 'linear').all).toBeNull();
    const some = view([row], [100], 3);
    expect(campaignLine(row, 'revenue', some.summary).valueOf('linear')).toBe(0);
    expect(returnOnSpend(some, 'linear').all).toBe(0);
  });
});

describe('A number of which no export was read', () => {
  const nothingRead = { invoiced: 0, invoices: 0, notInvoiced: [] };

  it('is none, not 0: nothing invoiced without any record of an invoice, nobody without a lead tool', () => {
    expect(invoicedOf(nothingRead)).toBeNull();
    expect(invoicedOf({ ...nothingRead, notInvoiced: [{ status: 'void', invoices: 1, amount: 9 }] })).toBe(0);
    expect(hasPeople({ leads: { hubspot_leads: 0 } })).toBe(false);
    expect(canCredit({ leads: { hubspot_leads: 0 }, joinCoverage: [touches(3)] }, 'crm_campaign')).toBe(
      false,
    );
    expect(canCredit({ leads: { hubspot_leads: 0 }, joinCoverage: [touches(3)] }, 'linear')).toBe(true);
  });
});
