import { campaignKey, campaignName } from '../../sql/campaign-verbs';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { stgAds } from '../clean/marketing/stg-ads.model';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { stgLeads } from '../clean/marketing/stg-leads.model';
import { stgTouches } from '../clean/marketing/stg-touches.model';

/**
 * Campaigns that ad exports know by id and by name, where leads and events name them: an id that no one else uses is
 * joined through the name. Where both fit, the one that more campaigns fit by counts for the whole platform.
 */
export const intCampaignNames = defineModel({
  name: 'int_campaign_names',
  title: 'Campaigns by id and by name',
  description: 'Ids of campaigns with the name by which leads, invoices and events know them.',
  grain: 'one row per platform and campaign that is joined by its name',
  key: ['platform', 'id_key'],
  shown: { grid: 367 },
  columns: {
    platform: { type: 'VARCHAR', kind: 'code', description: 'Ad platform.', notNull: true },
    id_key: { type: 'VARCHAR', label: 'Id', description: 'Campaign by its id.', notNull: true },
    name_key: { type: 'VARCHAR', description: 'Campaign by its name, as it is compared.', notNull: true },
    campaign_name: { type: 'VARCHAR', label: 'Campaign', description: 'Its name.', notNull: true },
    is_known: {
      type: 'BOOLEAN',
      description: 'A lead, an invoice or an event names the campaign by this name.',
      notNull: true,
    },
  },
  hasRowsWhere: () => sql`select 1 from ${stgAds} where campaign_name is not null limit 1`,
  select: () => sql`
with written as (
  select platform, campaign_key as id_key, ${campaignName(raw('campaign_name'))} as campaign_name, count(*) as records
  from ${stgAds} where campaign_key is not null and campaign_name is not null group by 1, 2, 3
),
named as (select *, ${campaignKey(raw('campaign_name'))} as name_key from written),
pairs as (
  select platform, id_key, name_key, campaign_name from named where name_key is not null and name_key <> id_key
  qualify row_number() over (partition by platform, id_key order by records desc, campaign_name) = 1
),
elsewhere as (
  select campaign_key as used from ${stgLeads}
  union select campaign_key from ${stgInvoices}
  union select campaign_key from ${stgTouches}
),
others as (select platform, campaign_key as used from ${stgAds} where campaign_name is null group by all),
fits as (
  select p.platform, count(distinct p.id_key) filter (i.used is not null) as by_id,
    count(distinct p.name_key) filter (n.used is not null) as by_name,
    count(distinct p.id_key) filter (oi.used is not null) as ads_by_id,
    count(distinct p.name_key) filter (ona.used is not null) as ads_by_name
  from pairs p
  left join elsewhere i on i.used = p.id_key
  left join elsewhere n on n.used = p.name_key
  left join others oi on oi.platform = p.platform and oi.used = p.id_key
  left join others ona on ona.platform = p.platform and ona.used = p.name_key
  group by p.platform
)
select p.platform, p.id_key, p.name_key, p.campaign_name, n.used is not null as is_known
from pairs p join fits f using (platform) left join elsewhere n on n.used = p.name_key
where f.by_name > f.by_id or (f.by_name = f.by_id and f.ads_by_name > f.ads_by_id)`,
});
