import { defineModel } from '../../sql/model';
import { commas, raw, sql } from '../../sql/sql';
import { CAMPAIGN_COLUMNS, ISSUES_COLUMN, ORIGIN_COLUMNS } from './marketing-columns';

const { source, ...PLACE } = ORIGIN_COLUMNS;
const COLUMNS = {
  source,
  platform: { type: 'VARCHAR', description: 'facebook, google, tiktok or linkedin.', notNull: true },
  ...PLACE,
  spend_on: { type: 'DATE', label: 'Date', description: 'Day of the spend, as it was written.' },
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
  ...ISSUES_COLUMN,
} as const;

/** The spend of the four ad platforms, typed, with its cost in the project currency. */
export const stgAds = defineModel({
  name: 'stg_ads',
  title: 'Ad spend, cleaned',
  description: 'Every record of the ad exports, typed.',
  grain: 'one row per record of an ads file',
  key: ['file', 'record_number'],
  columns: COLUMNS,
  select: () =>
    sql`select ${commas(Object.entries(COLUMNS).map(([name, spec]) => raw(`cast(null as ${spec.type}) as ${name}`)))} where false`,
});
