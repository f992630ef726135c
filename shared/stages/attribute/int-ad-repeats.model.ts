import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intNamedAds } from './int-named-ads.model';

/** Platforms with several exports. */
const SEVERAL = sql`select platform from ${intNamedAds} group by platform having min(file) <> max(file)`;

/**
 * Spend that another export of the platform has too. The same campaign and days: the export of campaigns counts before
 * that of ad sets and ads, then the newer one (date in the name where all have one, else last day, else the natural order of
 * names). Accounts,
 * ad sets, ads and parts of a breakdown that both state keep spend apart, and so do currencies: an account has one. Other
 * campaigns: one export is below the other, or writes ids where the other writes names, and cost, impressions and clicks
 * agree on every day that both have.
 */
export const intAdRepeats = defineModel({
  name: 'int_ad_repeats',
  title: 'Spend in two exports',
  description: 'Spend that another export of the same platform has too, and the export in which it counts.',
  grain: 'one row per file, campaign, days, account, ad set, ad, part and currency that is not counted',
  key: ['file', 'campaign_key', 'period_from', 'period_to', 'account', 'ad_group', 'ad', 'part', 'currency'],
  shown: { grid: 366 },
  columns: {
    platform: { type: 'VARCHAR', kind: 'code', description: 'Ad platform.', notNull: true },
    file: { type: 'VARCHAR', description: 'File whose rows do not count.', notNull: true },
    counted_in: { type: 'VARCHAR', label: 'Counted in', description: 'File that counts.', notNull: true },
    reason: { type: 'VARCHAR', kind: 'code', description: 'other_export or other_level.', notNull: true },
    campaign_key: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign.', notNull: true },
    period_from: { type: 'DATE', label: 'First day', description: 'First day of the spend.', notNull: true },
    period_to: { type: 'DATE', label: 'Last day', description: 'Last day of the spend.', notNull: true },
    account: { type: 'VARCHAR', description: 'Account.' },
    ad_group: { type: 'VARCHAR', label: 'Ad set', description: 'Ad set.' },
    ad: { type: 'VARCHAR', description: 'Ad.' },
    part: { type: 'VARCHAR', description: 'Country, device or network.' },
    currency: { type: 'VARCHAR', description: 'Currency of the original cost.' },
    same: { type: 'VARCHAR', description: 'Rows with this in common are the same spend.', notNull: true },
    cost_cents: { type: 'BIGINT', label: 'Cost (cents)', description: 'Cost here.' },
    counted_cents: { type: 'BIGINT', label: 'Counted (cents)', description: 'Cost in the file that counts.' },
  },
  hasRowsWhere: () => SEVERAL,
  select: () => sql`
with several as (${SEVERAL}),
days as (
  select platform, file, campaign_key, period_from, period_to, account, ad_group, ad, part, currency, cast(sum(cost_cents) as bigint) as cost_cents,
    cast(sum(impressions) as bigint) as impressions, cast(sum(clicks) as bigint) as clicks, bool_or(is_currency_assumed) as is_currency_assumed, max(named_date) as named_date, max(file_order) as file_order
  from ${intNamedAds} where platform in (from several) and not is_marked_deleted and campaign_key is not null and period_from is not null group by all
),
exports as (
  select platform, file, max(named_date) as named_date, max(file_order) as file_order, max(period_to) as last_day,
    case when count(ad) > 0 then 2 when count(ad_group) > 0 then 1 else 0 end as depth,
    bool_and(regexp_full_match(campaign_key, '\\d{6,}')) as is_by_id
  from days group by platform, file
),
dated as (select *, bool_and(named_date is not null) over (partition by platform) as all_named from exports),
placed as (
  select *, row_number() over (
    partition by platform order by depth, case when all_named then named_date end desc, last_day desc, file_order desc, file desc) as place
  from dated
),
-- The same spend has other words for its parts in an export of another language, and other cents in another currency.
totals as (
  select platform, file, campaign_key, period_from, period_to, sum(cost_cents) as cents, sum(impressions) as impressions, sum(clicks) as clicks
  from days group by all
),
unlike as (
  select platform, campaign_key, period_from, period_to, count(distinct (cents, impressions, clicks)) = count(*) as are_parts,
    count(distinct (coalesce(impressions, cents), clicks)) = count(*) as are_accounts
  from totals group by all
),
leveled as (
  select d.*, p.place, case when bool_and(account is not null) over w then account end as same_account,
    case when bool_and(ad_group is not null) over w then ad_group end as same_group,
    case when bool_and(ad is not null) over w then ad end as same_ad,
    case when u.are_parts and bool_and(part is not null) over w then part end as same_part,
    case when u.are_accounts and bool_and(currency is not null and not coalesce(is_currency_assumed, false)) over w then currency end as same_currency
  from days d join placed p using (platform, file) join unlike u using (platform, campaign_key, period_from, period_to)
  window w as (partition by platform, campaign_key, period_from, period_to)
),
-- An export whose amounts have no rate says nothing of what another one can say.
believed as (
  select *, coalesce(min(place) filter (cost_cents is not null) over w, min(place) over w) as first_place
  from leveled window w as (partition by platform, campaign_key, period_from, period_to, same_account, same_group, same_ad, same_part, same_currency)
),
summed as (
  select *, sum(case when place = first_place then cost_cents end) over (
    partition by platform, campaign_key, period_from, period_to, same_account, same_group, same_ad, same_part, same_currency) as counted_cents
  from believed
),
of_export as (
  select s.platform, s.file, p.file as counted_in, 'other_export' as reason, s.campaign_key, s.period_from, s.period_to, s.account,
    s.ad_group, s.ad, s.part, s.currency, concat_ws('|', s.campaign_key, s.period_from, s.period_to, same_account, same_group, same_ad, same_part, same_currency) as same,
    s.cost_cents, cast(s.counted_cents as bigint) as counted_cents
  from summed s join placed p on p.platform = s.platform and p.place = s.first_place
  where s.place <> s.first_place
),
file_days as (
  select platform, file, period_from, period_to, cast(sum(cost_cents) as bigint) as cost_cents,
    sum(impressions) as impressions, sum(clicks) as clicks
  from days group by all
),
strangers as (
  select a.platform, a.file, b.file as other from placed a join placed b on a.platform = b.platform
    and (a.depth > b.depth or (a.depth = b.depth and a.is_by_id and not b.is_by_id))
  where not exists (select 1 from days x join days y using (platform, campaign_key) where x.file = a.file and y.file = b.file)
),
agreeing as (
  select s.platform, s.file, s.other from strangers s
  join file_days a on a.platform = s.platform and a.file = s.file
  join file_days b on b.platform = s.platform and b.file = s.other and b.period_from = a.period_from and b.period_to = a.period_to
  group by s.platform, s.file, s.other
  having sum(a.cost_cents) > 0 and bool_and(a.cost_cents = b.cost_cents
    and a.impressions is not distinct from b.impressions and a.clicks is not distinct from b.clicks)
),
of_level as (
  select d.platform, d.file, min(g.other) as counted_in, 'other_level' as reason, d.campaign_key, d.period_from, d.period_to, d.account,
    d.ad_group, d.ad, d.part, d.currency, concat_ws('|', d.period_from, d.period_to) as same, any_value(d.cost_cents) as cost_cents,
    any_value(b.cost_cents) as counted_cents
  from days d join agreeing g using (platform, file)
  join file_days b on b.platform = d.platform and b.file = g.other and b.period_from = d.period_from and b.period_to = d.period_to
  where not exists (select 1 from of_export o where o.file = d.file)
  group by d.platform, d.file, d.campaign_key, d.period_from, d.period_to, d.account, d.ad_group, d.ad, d.part, d.currency
)
select * from of_export union all select * from of_level`,
});
