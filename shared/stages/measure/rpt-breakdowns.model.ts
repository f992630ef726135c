import { BASES, BREAKDOWN_STAGES } from '../../domain/lead-quality';
import { METRICS } from '../../domain/metrics';
import { BASIS_WORDS } from '../../domain/words/lead-words';
import { defineModel } from '../../sql/model';
import { commas, ident, join, lit, raw, sql, type Sql } from '../../sql/sql';
import { intLeadOutcomes } from './int-lead-outcomes.model';

/** Dimension → what it is grouped by, and the label that stands for the group. */
export const BREAKDOWN_KEYS: Readonly<Record<string, { readonly key: Sql; readonly label: Sql }>> = {
  state: { key: raw('state'), label: raw('max(state)') },
  city: { key: raw('lower(city)'), label: raw('max(city)') },
  entry_month: { key: raw('entry_month'), label: raw('max(entry_month)') },
  disposition: { key: raw('disposition'), label: raw('max(disposition)') },
  job_status: { key: raw('job_status'), label: raw('max(job_status)') },
  job_status_city: {
    key: raw("coalesce(job_status, '–') || ' · ' || lower(coalesce(city, '–'))"),
    label: raw("max(coalesce(job_status, '–') || ' · ' || coalesce(city, '–'))"),
  },
  vendor: { key: raw('vendor'), label: raw('max(vendor)') },
  campaign_id: { key: raw('campaign_id'), label: raw('max(campaign_id)') },
  price: { key: raw('price'), label: raw('max(price)') },
};

/** What is counted under each basis: the column, the flag that it counts, and what it says. */
const COUNTED = BASES.flatMap((basis) =>
  BREAKDOWN_STAGES.map((stage) => ({
    name: `${stage}_${basis}`,
    from: `has_${METRICS[stage].stage.column}_${basis}`,
    says: `${METRICS[stage].name} ${BASIS_WORDS[basis]}.`,
  })),
);

/** Dimensions of the delivery itself: known also of leads that no report has. */
export const DELIVERY_DIMENSIONS: ReadonlySet<string> = new Set(['vendor', 'campaign_id', 'price']);

/** The counts of a breakdown, of lead outcomes. */
export const breakdownCounts = (): Sql => sql`cast(count(*) as integer) as leads,
  cast(sum(price_cents) as bigint) as price_cents,
  cast(count(price_cents) as integer) as priced,
  ${commas(
    COUNTED.map(({ name, from }) => sql`cast(count(*) filter (${ident(from)}) as integer) as ${ident(name)}`),
  )}`;

const rows = ([dimension, { key, label }]: [string, { key: Sql; label: Sql }], leads: Sql): Sql => sql`
select ${lit(dimension)} as dimension, link_setting, ${label} as "key", is_matched as is_reported, ${breakdownCounts()}
from ${leads}
${DELIVERY_DIMENSIONS.has(dimension) ? sql`where ${raw(dimension)} is not null or exists (select 1 from ${intLeadOutcomes} where ${raw(dimension)} is not null)` : sql``}
group by link_setting, is_matched, ${key}`;

const count = (description: string): { type: 'INTEGER'; description: string } => ({
  type: 'INTEGER',
  description,
});

/** Delivered leads by dimension; leads that no report has form rows of their own, so that rows add up to delivered. */
export const rptBreakdowns = defineModel({
  name: 'rpt_breakdowns',
  title: 'Breakdowns',
  description: 'Delivered leads by place, time, status and delivery, with what they reached.',
  grain: 'one row per dimension, link setting, key and whether a report has the lead',
  key: ['dimension', 'link_setting', 'key', 'is_reported'],
  shown: { grid: 450, report: 70 },
  columns: {
    dimension: { type: 'VARCHAR', kind: 'code', description: 'What is broken down by.' },
    link_setting: { type: 'VARCHAR', label: 'Links', description: 'strict or linked.' },
    key: { type: 'VARCHAR', description: 'Value of the dimension.' },
    is_reported: { type: 'BOOLEAN', label: 'Reported', description: 'A report has these leads.' },
    leads: count('Delivered leads.'),
    price_cents: {
      type: 'BIGINT',
      label: 'Price (cents)',
      description: 'What they cost, in cents of the project currency; null where no price is known.',
    },
    priced: count('Leads whose price is known in the project currency.'),
    ...Object.fromEntries(COUNTED.map(({ name, says }) => [name, count(says)])),
  },
  select: () => breakdownsOf(sql`${intLeadOutcomes}`),
});

/** The breakdowns of some of the lead outcomes: `leads` is a relation with the columns of `int_lead_outcomes`. */
export function breakdownsOf(leads: Sql): Sql {
  return join(
    Object.entries(BREAKDOWN_KEYS).map((dimension) => rows(dimension, leads)),
    raw('\nunion all\n'),
  );
}
