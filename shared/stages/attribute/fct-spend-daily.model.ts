import { defineModel } from '../../sql/model';
import { AD_PLATFORMS, inWords } from '../../domain/source';
import { evenShare } from '../../sql/number-verbs';
import { raw, sql } from '../../sql/sql';
import { intAdSpend } from './int-ad-spend.model';

/** Spend added up before it is joined to anything, so that no join can multiply it. */
export const fctSpendDaily = defineModel({
  name: 'fct_spend_daily',
  title: 'Spend by day',
  description: 'Cost, impressions and clicks by platform, campaign and day.',
  grain: 'one row per platform, campaign and day',
  key: ['platform', 'campaign_key', 'spend_on'],
  shown: { grid: 270, star: 90 },
  columns: {
    platform: {
      type: 'VARCHAR',
      kind: 'code',
      description: `${inWords(AD_PLATFORMS, 'or')}.`,
      notNull: true,
    },
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
    spread_cents: {
      type: 'BIGINT',
      label: 'Spread (cents)',
      description: 'Part of the cost that is an even share of a report for a range of days.',
      notNull: true,
    },
    ad_rows: {
      type: 'INTEGER',
      label: 'Rows',
      description: 'Rows of the exports; a row for a range is one of its first day.',
      notNull: true,
    },
    rows_without_cost: {
      type: 'INTEGER',
      description: 'Rows whose cost is not known in the project currency.',
      notNull: true,
    },
    blank_impressions: { type: 'INTEGER', description: 'Rows without impressions.', notNull: true },
    blank_clicks: { type: 'INTEGER', description: 'Rows without clicks.', notNull: true },
  },
  select: () => sql`
with counted as (select * from ${intAdSpend} where not_counted_reason is null),
-- A report for a range does not say when it was spent: each day gets its even share.
ranges as (
  select *, date_diff('day', period_from, period_to) + 1 as days from counted where spend_on is null
),
shares as (select *, unnest(range(days)) as place from ranges),
days as (
  select platform, campaign_key, spend_on, cost_cents, impressions, clicks, cast(0 as bigint) as spread_cents, 1 as ad_rows,
    cost_cents is null as is_without_cost, impressions is null as is_without_impressions, clicks is null as is_without_clicks
  from counted where spend_on is not null
  union all
  select platform, campaign_key, period_from + cast(place as integer), ${evenShare(raw('cost_cents'), raw('days'), raw('place'))},
    ${evenShare(raw('impressions'), raw('days'), raw('place'))}, ${evenShare(raw('clicks'), raw('days'), raw('place'))},
    coalesce(${evenShare(raw('cost_cents'), raw('days'), raw('place'))}, 0), case when place = 0 then 1 else 0 end,
    place = 0 and cost_cents is null, place = 0 and impressions is null, place = 0 and clicks is null
  from shares
)
select platform, campaign_key, spend_on,
  cast(coalesce(sum(cost_cents), 0) as bigint) as cost_cents,
  cast(coalesce(sum(impressions), 0) as bigint) as impressions,
  cast(coalesce(sum(clicks), 0) as bigint) as clicks,
  cast(sum(spread_cents) as bigint) as spread_cents,
  cast(sum(ad_rows) as integer) as ad_rows,
  cast(count(*) filter (is_without_cost) as integer) as rows_without_cost,
  cast(count(*) filter (is_without_impressions) as integer) as blank_impressions,
  cast(count(*) filter (is_without_clicks) as integer) as blank_clicks
from days
group by platform, campaign_key, spend_on`,
});
