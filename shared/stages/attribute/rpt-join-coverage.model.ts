import { defineModel } from '../../sql/model';
import { sourcesOf } from '../../domain/source';
import { ident, join, lit, raw, sql } from '../../sql/sql';
import { dimPerson, inTool } from '../dedup/dim-person.model';
import { fctSpendDaily } from './fct-spend-daily.model';
import { fctTouches } from './fct-touches.model';
import { rptInvoiceHops } from './rpt-invoice-hops.model';

/** The hops that do not depend on which lead tools there are. */
const FIXED_HOPS = 7;

/** From each lead tool to each other one: people whom both have. */
const betweenTools = join(
  sourcesOf('people')
    .flatMap((from) => sourcesOf('people').flatMap((to) => (from === to ? [] : [[from, to] as const])))
    .map(
      ([from, to], place) => sql`union all
  select ${lit(FIXED_HOPS + 1 + place)}, ${lit(from)}, ${lit(to)}, 'user_uid', count(*), count(*) filter (${ident(inTool(to))}) from ${dimPerson} where ${ident(inTool(from))}`,
    ),
  raw('\n  '),
);

/** How many rows of each side of a join find a partner on the other. */
export const rptJoinCoverage = defineModel({
  name: 'join_coverage',
  title: 'Join coverage',
  description: 'For each hop from one kind of record to the next: rows, and those that find a partner.',
  grain: 'one row per hop',
  key: ['hop'],
  shown: { grid: 230, report: 120 },
  columns: {
    hop: { type: 'INTEGER', kind: 'text', description: 'Order of the hop.', notNull: true },
    from_table: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'From',
      description: 'Whose rows are counted.',
      notNull: true,
    },
    to_table: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'To',
      description: 'Where they look for a partner.',
      notNull: true,
    },
    key_name: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'Key',
      description: 'Field by which they look.',
      notNull: true,
    },
    rows: { type: 'INTEGER', description: 'Rows that look for a partner.', notNull: true },
    matched: { type: 'INTEGER', description: 'Rows that find one.', notNull: true },
  },
  select: () => sql`
with hops as (select * from ${rptInvoiceHops}),
touches as (select * from ${fctTouches}),
spend as (select campaign_key, sum(cost_cents) as cost_cents from ${fctSpendDaily} where campaign_key is not null group by campaign_key),
lead_campaigns as (select distinct campaign_key from ${dimPerson} where campaign_key is not null),
counted as (
  select 1 as hop, 'stripe_invoices' as from_table, 'people' as to_table, 'user_uid' as key_name,
    count(*) as rows, count(*) filter (remainder is null or remainder not in ('no_user_id', 'no_person')) as matched from hops
  union all
  select 2, 'people', 'campaigns', 'campaign_id', count(*), count(campaign_key) from ${dimPerson}
  union all
  select 3, 'invoiced_people', 'campaigns', 'campaign_id', count(*), count(*) filter (remainder is null or remainder = 'no_spend')
  from hops where remainder is null or remainder in ('no_campaign', 'no_spend')
  union all
  select 4, 'invoiced_campaigns', 'ads', 'campaign_id', count(*), count(*) filter (remainder is null)
  from hops where remainder is null or remainder = 'no_spend'
  union all
  select 5, 'ads', 'people', 'campaign_id', count(*), count(l.campaign_key) from spend s left join lead_campaigns l using (campaign_key)
  union all
  select 6, 'stripe_invoices', 'touches', 'user_uid', count(*), count(*) filter (has_touch) from hops
  union all
  select 7, 'touches', 'people', 'user_uid', count(*), count(person_no) from touches where person_uid is not null
  ${betweenTools}
)
select hop, from_table, to_table, key_name, cast(rows as integer) as rows, cast(matched as integer) as matched from counted`,
});
