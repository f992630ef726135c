import { defineModel } from '../../sql/model';
import { AD_PLATFORMS, inWords } from '../../domain/source';
import { sql } from '../../sql/sql';
import { dimCampaign } from './dim-campaign.model';
import { fctSpendDaily } from './fct-spend-daily.model';

/** Spend for people to read. */
export const rptSpendDays = defineModel({
  name: 'spend_days',
  title: 'Spend by day',
  description: 'Cost, impressions and clicks by platform, campaign and day.',
  grain: 'one row per platform, campaign and day',
  key: ['platform', 'campaign_id', 'spend_on'],
  shown: { grid: 210, report: 100 },
  materialized: 'view',
  columns: {
    spend_on: { type: 'DATE', label: 'Date', description: 'Day of the spend.' },
    platform: { type: 'VARCHAR', kind: 'code', description: `${inWords(AD_PLATFORMS, 'or')}.` },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign.' },
    cost: { type: 'DOUBLE', kind: 'money', description: 'Cost in the project currency.' },
    impressions: { type: 'BIGINT', description: 'Impressions; blanks add nothing.' },
    clicks: { type: 'BIGINT', description: 'Clicks; blanks add nothing.' },
    ad_rows: { type: 'INTEGER', label: 'Rows', description: 'Rows of the exports.' },
    rows_without_cost: {
      type: 'INTEGER',
      description: 'Rows whose cost is not known in the project currency.',
    },
    campaign_key: {
      type: 'VARCHAR',
      label: 'Campaign key',
      description: 'Campaign by which campaigns are compared.',
    },
  },
  select: () => sql`
select s.spend_on, s.platform, d.campaign_id, s.cost_cents / 100 as cost, s.impressions, s.clicks, s.ad_rows, s.rows_without_cost, s.campaign_key
from ${fctSpendDaily} s left join ${dimCampaign} d using (campaign_key)`,
});
