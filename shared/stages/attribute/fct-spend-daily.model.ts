import { defineModel } from '../../sql/model';
import { AD_PLATFORMS, inWords } from '../../domain/source';
import { sql } from '../../sql/sql';
import { stgAds } from '../clean/marketing/stg-ads.model';

/** Spend added up before it is joined to anything, so that no join can multiply it. */
export const fctSpendDaily = defineModel({
  name: 'fct_spend_daily',
  title: 'Spend by day',
  description: 'Cost, impressions and clicks by platform, campaign and day.',
  grain: 'one row per platform, campaign and day',
  key: ['platform', 'campaign_key', 'spend_on'],
  shown: { grid: 270, star: 90 },
  columns: {
    platform: { type: 'VARCHAR', description: `${inWords(AD_PLATFORMS, 'or')}.`, notNull: true },
    campaign_key: {
      type: 'VARCHAR',
      label: 'Campaign',
      description: 'Campaign by which campaigns are compared.',
    },
    spend_on: { type: 'DATE', label: 'Date', description: 'Day of the spend.' },
    cost_cents: {
      type: 'BIGINT',
      label: 'Cost (cents)',
      description: 'Cost in cents; rows whose cost is not known add nothing.',
      notNull: true,
    },
    impressions: { type: 'BIGINT', description: 'Impressions; blanks add nothing.', notNull: true },
    clicks: { type: 'BIGINT', description: 'Clicks; blanks add nothing.', notNull: true },
    ad_rows: { type: 'INTEGER', label: 'Rows', description: 'Rows of the exports.', notNull: true },
    rows_without_cost: {
      type: 'INTEGER',
      description: 'Rows whose cost is not known in the project currency.',
      notNull: true,
    },
    blank_impressions: { type: 'INTEGER', description: 'Rows without impressions.', notNull: true },
    blank_clicks: { type: 'INTEGER', description: 'Rows without clicks.', notNull: true },
  },
  select: () => sql`
select platform, campaign_key, spend_on,
  cast(coalesce(sum(cost_cents), 0) as bigint) as cost_cents,
  cast(coalesce(sum(impressions), 0) as bigint) as impressions,
  cast(coalesce(sum(clicks), 0) as bigint) as clicks,
  cast(count(*) as integer) as ad_rows,
  cast(count(*) - count(cost_cents) as integer) as rows_without_cost,
  cast(count(*) - count(impressions) as integer) as blank_impressions,
  cast(count(*) - count(clicks) as integer) as blank_clicks
from ${stgAds}
group by platform, campaign_key, spend_on`,
});
