import { campaignKey, campaignName } from '../../sql/campaign-verbs';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { stgAds } from '../clean/marketing/stg-ads.model';
import { intCampaignNames } from './int-campaign-names.model';

/**
 * The other ways to name a campaign that the ad exports know: its id where its name counts, its name where its id does, and
 * names that it had before. One that is of two campaigns, or of its own one somewhere, is no other way.
 */
export const intCampaignForms = defineModel({
  name: 'int_campaign_forms',
  title: 'Other names of campaigns',
  description: 'Ids and names that stand for a campaign which counts under another one.',
  grain: 'one row per other id or name',
  key: ['form_key'],
  shown: { grid: 368 },
  columns: {
    form_key: {
      type: 'VARCHAR',
      label: 'Other name',
      description: 'Campaign as some exports name it.',
      notNull: true,
    },
    used_key: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign as it counts.', notNull: true },
  },
  hasRowsWhere: () => sql`select 1 from ${stgAds} where campaign_name is not null limit 1`,
  select: () => sql`
with known as (
  select a.campaign_key as id_key, ${campaignKey(campaignName(raw('a.campaign_name')))} as name_key, coalesce(n.name_key, a.campaign_key) as used_key
  from ${stgAds} a left join ${intCampaignNames} n on n.platform = a.platform and n.id_key = a.campaign_key
  where a.campaign_key is not null
),
forms as (
  select id_key as form_key, used_key from known where id_key <> used_key
  union
  select name_key, used_key from known where name_key <> used_key
)
select form_key, min(used_key) as used_key from forms anti join (select distinct used_key as form_key from known) using (form_key)
group by form_key having min(used_key) = max(used_key)`,
});
