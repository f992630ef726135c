import { defineModel } from '../../../sql/model';
import { centsOf, centsOfScaled, scaledProduct, scaledText, wholeNumber } from '../../../sql/number-verbs';
import { platformOfSource } from '../../../sql/source-verbs';
import { raw, sql } from '../../../sql/sql';
import { AD_PLATFORMS, inWords } from '../../../domain/source';
import { CAMPAIGN_COLUMNS, FILE_ORDER_COLUMN, ISSUES_COLUMN, ORIGIN_COLUMNS } from './marketing-columns';
import { EXAMPLE_DAYS, hasLostCampaigns, IS_PERIOD, periodColumns, type AdDaysPlan } from './ad-days';
import { srcAdPeriods } from './ad-periods';
import { deletedIn } from './deleted-rows';
import { ADS } from './marketing-tables';
import { dateOfExport, placeOfExport } from './named-exports';
import { issuesOf, unread } from '../values/field-issues';
import { ofFilled } from '../values/filled-fields';
import {
  EXAMPLE_PLAN,
  columnCurrency,
  inFiles,
  isCurrencyAssumed,
  isCurrencyUnclear,
  numberColumns,
  numberJoins,
  plannedTime,
  rateOf,
  rowCurrency,
  statedCurrency,
  withoutSums,
  type ReadingPlan,
} from '../values/reading-plan';
import { campaignKeyIn } from '../values/text-keys';

const { source, ...PLACE } = ORIGIN_COLUMNS;
const COLUMNS = {
  source,
  platform: { type: 'VARCHAR', kind: 'code', description: `${inWords(AD_PLATFORMS, 'or')}.`, notNull: true },
  ...PLACE,
  spend_on: {
    type: 'DATE',
    label: 'Date',
    description:
      'Day of the spend, as it was written; null where the row adds up several days or states none.',
  },
  period_from: {
    type: 'DATE',
    label: 'First day',
    description: 'First of the days that the row adds up; the day itself where it is of one.',
  },
  period_to: {
    type: 'DATE',
    label: 'Last day',
    description: 'Last of the days that the row adds up; the day itself where it is of one.',
  },
  ...CAMPAIGN_COLUMNS,
  cost_cents: {
    type: 'BIGINT',
    label: 'Cost (cents)',
    description: 'Cost in cents of the project currency, rounded once; null where its currency has no rate.',
  },
  original_cost: { type: 'VARCHAR', description: 'Cost in its own currency, as a decimal number.' },
  currency: {
    type: 'VARCHAR',
    description: 'ISO 4217 code of the original cost; null where it is not known.',
  },
  is_currency_assumed: { type: 'BOOLEAN', description: 'No column, header or sign states the currency.' },
  is_cost_rebuilt: {
    type: 'BOOLEAN',
    description: 'The cost was blank and is clicks × cost per click.',
    notNull: true,
  },
  impressions: { type: 'BIGINT', description: 'How often the ads were shown; null where blank.' },
  clicks: { type: 'BIGINT', description: 'How often the ads were clicked; null where blank.' },
  campaign_name: {
    type: 'VARCHAR',
    label: 'Campaign name',
    description: 'Name of the campaign, where another column has its id.',
  },
  account: { type: 'VARCHAR', description: 'Advertising account, where the export has it.' },
  ad_group: { type: 'VARCHAR', label: 'Ad set', description: 'Ad set, where the export is below campaigns.' },
  ad: { type: 'VARCHAR', description: 'Ad, where the export is one of ads.' },
  part: {
    type: 'VARCHAR',
    description: 'Country, device or network, where the export breaks spend down by one.',
  },
  is_marked_deleted: {
    type: 'BOOLEAN',
    description: 'The connector that copied the table marks the row as deleted.',
    notNull: true,
  },
  has_lost_campaigns: {
    type: 'BOOLEAN',
    description: 'The file has ids of campaigns that lost digits; a row without a campaign may have had one.',
  },
  named_date: {
    type: 'DATE',
    label: 'Date of the export',
    description: 'Date in the name of the file, of a range its end.',
  },
  file_order: FILE_ORDER_COLUMN,
  ...ISSUES_COLUMN,
} as const;

/** How ad exports are read. */
export type AdsPlan = ReadingPlan & AdDaysPlan;

/** The spend of the ad platforms, typed, with its cost in the project currency. */
export const stgAds = defineModel<AdsPlan>({
  name: 'stg_ads',
  title: 'Ad spend, cleaned',
  description: 'Every record of the ad exports, typed.',
  grain: 'one row per record of an ads file',
  key: ['file', 'record_number'],
  shown: { grid: 370 },
  columns: COLUMNS,
  example: { ...EXAMPLE_PLAN, ...EXAMPLE_DAYS },
  select: (plan) => sql`
with numbers as (
  select t.*, ${numberColumns('cost', 'money', plan)}, ${numberColumns('cost_per_click', 'money', plan)},
    ${numberColumns('impressions', 'count', plan)}, ${numberColumns('clicks', 'count', plan)},
    ${columnCurrency(plan)} as column_currency
  from ${ADS.table} t ${numberJoins(ADS, plan)}
), decimals as (
  select *, ${ofFilled(plan, 'impressions', 'bigint', wholeNumber(raw('impressions_decimal'), raw('impressions_is_negative')))} as impressions_read,
    ${ofFilled(plan, 'clicks', 'bigint', wholeNumber(raw('clicks_decimal'), raw('clicks_is_negative')))} as clicks_read,
    cast(${plannedTime('spend_on', plan)} as date) as spend_read,
    cast(${plannedTime('period_from', plan)} as date) as from_read, cast(${plannedTime('period_to', plan)} as date) as to_read,
    cast(d.from_day as date) as own_from, cast(d.to_day as date) as own_to,
    ${statedCurrency(ADS.money)} as stated_currency, ${isCurrencyUnclear(ADS.money, plan)} as is_currency_unclear
  from numbers n left join ${srcAdPeriods} d using (file, period)
), dated as (
  select *, ${periodColumns(plan, ADS.table)} from decimals
), priced as (
  select *, ${rowCurrency(plan)} as row_currency,
    cost is null and cost_per_click_decimal is not null and clicks_read is not null as is_rebuilt,
    ${isCurrencyAssumed(plan)} as is_assumed
  from dated
), rated as (
  select *, ${rateOf(raw('row_currency'), plan)} as rate,
    case when is_rebuilt then ${scaledProduct(raw('cost_per_click_decimal'), raw('clicks_read'))} end as rebuilt_cost
  from priced
)
select source, ${platformOfSource(raw('source'), 'ads')} as platform, file, record_number,
  coalesce(spend_read, case when first_day = last_day then first_day end) as spend_on,
  coalesce(spend_read, case when ${IS_PERIOD} then first_day end) as period_from,
  coalesce(spend_read, case when ${IS_PERIOD} then last_day end) as period_to,
  campaign_id, ${campaignKeyIn(plan)} as campaign_key,
  case when is_rebuilt then ${centsOfScaled(raw('rebuilt_cost'), raw('cost_per_click_is_negative'), raw('rate'))}
    else ${centsOf(raw('cost_decimal'), raw('cost_is_negative'), raw('rate'))} end as cost_cents,
  case when is_rebuilt then ${scaledText(raw('rebuilt_cost'))}
    when cost_is_negative then '-' || cost_decimal else cost_decimal end as original_cost,
  row_currency as currency, is_assumed and (is_rebuilt or cost_decimal is not null) as is_currency_assumed, is_rebuilt as is_cost_rebuilt,
  impressions_read as impressions, clicks_read as clicks, campaign_name, account, ad_group, ad, part, ${deletedIn(plan)} as is_marked_deleted, ${hasLostCampaigns(plan)} as has_lost_campaigns, ${dateOfExport(plan.exports, 'date')} as named_date, ${placeOfExport(plan.exports)} as file_order,
  ${issuesOf(plan, [
    unread('spend_on', raw('spend_read')),
    unread('period_from', raw('from_read')),
    unread('period_to', raw('to_read')),
    ['period', sql`period is not null and own_from is null and ${inFiles(plan.withPeriods)}`],
    unread('cost', raw('cost_decimal')),
    ['currency', raw('is_currency_unclear')],
    unread('cost_per_click', raw('cost_per_click_decimal')),
    unread('impressions', raw('impressions_read')),
    unread('clicks', raw('clicks_read')),
  ])} as issues
from rated ${withoutSums(plan)}`,
});
