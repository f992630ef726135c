import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { newest } from '../../sql/dialect';
import { stgAds } from '../clean/marketing/stg-ads.model';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { stgLeads } from '../clean/marketing/stg-leads.model';
import { stgTouches } from '../clean/marketing/stg-touches.model';

/** The campaigns of all sources. Ids that differ in case alone are one; the most common way to write it is shown. */
export const dimCampaign = defineModel({
  name: 'dim_campaign',
  title: 'Campaigns',
  description: 'Campaigns of all sources, each once whatever the case of its letters.',
  grain: 'one row per campaign',
  key: ['campaign_key'],
  columns: {
    campaign_key: { type: 'VARCHAR', description: 'Campaign in lower case.', notNull: true },
    campaign_id: {
      type: 'VARCHAR',
      label: 'Campaign',
      description: 'Campaign as most records write it.',
      notNull: true,
    },
    writings: { type: 'INTEGER', description: 'Different ways to write it.', notNull: true },
  },
  select: () => sql`
with written as (
  select campaign_key, campaign_id, count(*) as records from ${stgLeads} where campaign_key is not null group by all
  union all
  select campaign_key, campaign_id, count(*) from ${stgInvoices} where campaign_key is not null group by all
  union all
  select campaign_key, campaign_id, count(*) from ${stgTouches} where campaign_key is not null group by all
  union all
  select campaign_key, campaign_id, count(*) from ${stgAds} where campaign_key is not null group by all
),
summed as (select campaign_key, campaign_id, sum(records) as records from written group by campaign_key, campaign_id),
-- Of two ways that are as common the one that sorts first.
ranked as (select *, row_number() over (order by records, campaign_id desc) as rank from summed)
select campaign_key, ${newest(raw('campaign_id'), raw('rank'))} as campaign_id, cast(count(*) as integer) as writings
from ranked group by campaign_key`,
});
