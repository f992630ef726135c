import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { stgAds } from '../clean/marketing/stg-ads.model';
import { intCampaignNames } from '../dedup/int-campaign-names.model';

/** The rows of the ad exports with the campaign as leads and events know it. */
export const intNamedAds = defineModel({
  name: 'int_named_ads',
  title: 'Ad spend with campaigns as leads know them',
  description: 'Every record of the ad exports; a campaign id is its name where leads and events use that.',
  grain: 'one row per record of an ads file',
  key: ['file', 'record_number'],
  materialized: 'view',
  columns: stgAds.columns,
  select: () => sql`
select a.* replace (coalesce(n.name_key, a.campaign_key) as campaign_key, coalesce(n.campaign_name, a.campaign_id) as campaign_id)
from ${stgAds} a left join ${intCampaignNames} n on n.platform = a.platform and n.id_key = a.campaign_key`,
});
