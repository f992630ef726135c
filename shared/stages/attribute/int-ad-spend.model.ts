import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intAdRepeats } from './int-ad-repeats.model';
import { intNamedAds } from './int-named-ads.model';
import { stgAds } from '../clean/marketing/stg-ads.model';

/** Why a row of an ads export is not counted as spend. */
const AD_REASONS = ['marked_deleted', 'no_campaign', 'no_day', 'other_export', 'other_level'] as const;

/** The rows of the ad exports, each counted or kept apart with the reason. */
export const intAdSpend = defineModel({
  name: 'int_ad_spend',
  title: 'Ad spend, row by row',
  description: 'Every record of the ad exports, and why it is no spend where it is not counted.',
  grain: 'one row per record of an ads file',
  key: ['file', 'record_number'],
  materialized: 'view',
  shown: { grid: 365 },
  columns: {
    ...stgAds.columns,
    not_counted_reason: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'Not counted',
      description: `Why the row is not counted as spend: ${AD_REASONS.join(', ')}; null where it is.`,
    },
  },
  select: () => sql`
select a.*,
  -- A campaign whose id lost its digits has spent all the same; sums of a file have no day.
  case when a.is_marked_deleted then 'marked_deleted' when a.campaign_id is null and (a.spend_on is null or not coalesce(a.has_lost_campaigns, false)) then 'no_campaign'
    when a.spend_on is null and a.period_from is null then 'no_day' else r.reason end as not_counted_reason
from ${intNamedAds} a left join ${intAdRepeats} r on r.file = a.file and r.campaign_key = a.campaign_key
  and r.period_from = a.period_from and r.period_to = a.period_to and r.account is not distinct from a.account
  and r.ad_group is not distinct from a.ad_group and r.ad is not distinct from a.ad and r.part is not distinct from a.part
  and r.currency is not distinct from a.currency`,
});
