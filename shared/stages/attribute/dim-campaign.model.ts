import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { campaignName } from '../../sql/campaign-verbs';
import { newest } from '../../sql/dialect';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { stgLeads } from '../clean/marketing/stg-leads.model';
import { intCampaignForms } from '../dedup/int-campaign-forms.model';
import { intNamedAds } from './int-named-ads.model';
import { stgTouches } from '../clean/marketing/stg-touches.model';

/**
 * The campaigns of all sources, compared by `campaignKey`. Shown as the ads exports write it, else as most records do,
 * without URL encoding.
 */
export const dimCampaign = defineModel({
  name: 'dim_campaign',
  title: 'Campaigns',
  description: 'Campaigns of all sources, each once whatever its case, URL encoding and spaces.',
  grain: 'one row per campaign',
  key: ['campaign_key'],
  shown: { grid: 290, star: 50 },
  columns: {
    campaign_key: {
      type: 'VARCHAR',
      description: 'Campaign by which campaigns are compared.',
      notNull: true,
    },
    campaign_id: {
      type: 'VARCHAR',
      label: 'Campaign',
      description: 'Campaign as the ads exports write it, else as most records do.',
      notNull: true,
    },
    writings: { type: 'INTEGER', description: 'Different ways to write it.', notNull: true },
  },
  select: () => sql`
with named as (
  select campaign_key, campaign_id from ${stgLeads} where campaign_key is not null
  union all
  select campaign_key, campaign_id from ${stgInvoices} where campaign_key is not null
  union all
  select campaign_key, campaign_id from ${stgTouches} where campaign_key is not null
),
written as (
  select coalesce(f.used_key, n.campaign_key) as campaign_key, n.campaign_id, count(*) as records, 0 as ads
  from named n left join ${intCampaignForms} f on f.form_key = n.campaign_key group by 1, 2
  union all
  select campaign_key, campaign_id, count(*), 1 from ${intNamedAds} where campaign_key is not null group by all
),
summed as (
  select campaign_key, ${campaignName(raw('campaign_id'))} as campaign_id, sum(records) as records, max(ads) as ads
  from written group by 1, 2
),
-- Of two ways that are as common the one that sorts first.
ranked as (select *, row_number() over (order by ads, records, campaign_id desc) as rank from summed)
select campaign_key, ${newest(raw('campaign_id'), raw('rank'))} as campaign_id, cast(count(*) as integer) as writings
from ranked group by campaign_key`,
});
