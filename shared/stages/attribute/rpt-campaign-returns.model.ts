import { defineModel } from '../../sql/model';
import { ATTRIBUTION_MODELS } from '../../domain/attribution';
import { commas, lit, sql, type Sql } from '../../sql/sql';
import { dimPerson } from '../dedup/dim-person.model';
import { dimCampaign } from './dim-campaign.model';
import { fctAttributedRevenue } from './fct-attributed-revenue.model';
import { fctInvoices } from './fct-invoices.model';
import { fctSpendDaily } from './fct-spend-daily.model';
import { srcLeadStatuses } from './src-lead-statuses';

/** What each campaign brought under each model, and what it cost. */
export const rptCampaignReturns = defineModel({
  name: 'campaign_returns',
  title: 'Return by campaign',
  description: 'Revenue under each model, spend and what it returned, by campaign.',
  grain: 'one row per model and campaign that has spend or is credited',
  key: ['model', 'campaign_key'],
  shown: { grid: 140, report: 90 },
  columns: {
    model: { type: 'VARCHAR', kind: 'code', description: 'Attribution model.', notNull: true },
    campaign_key: {
      type: 'VARCHAR',
      description: 'Campaign by which campaigns are compared.',
      notNull: true,
    },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign.', notNull: true },
    invoices: { type: 'INTEGER', description: 'Invoices that credit the campaign.', notNull: true },
    customers: {
      type: 'INTEGER',
      description: 'Different people with an invoice of more than 0 that credits the campaign.',
      notNull: true,
    },
    revenue_cents: {
      type: 'BIGINT',
      label: 'Revenue (cents)',
      description: 'Credited revenue.',
      notNull: true,
    },
    has_spend: {
      type: 'BOOLEAN',
      label: 'Has spend',
      description: 'An ads export names the campaign.',
      notNull: true,
    },
    spend_cents: {
      type: 'BIGINT',
      label: 'Spend (cents)',
      description: 'Spend on all platforms.',
      notNull: true,
    },
    impressions: { type: 'BIGINT', description: 'Impressions on all platforms.', notNull: true },
    clicks: { type: 'BIGINT', description: 'Clicks on all platforms.', notNull: true },
    leads: { type: 'INTEGER', description: 'People whose lead names the campaign.', notNull: true },
    qualified_leads: { type: 'INTEGER', description: 'Those of them who are qualified.', notNull: true },
  },
  select: () => campaignReturnsOf(sql`${fctAttributedRevenue}`, sql`${fctSpendDaily}`),
});

/** The returns of some of the credits and of some of the spend: relations with the columns of the tables they are part of. */
export function campaignReturnsOf(credits: Sql, spendDays: Sql): Sql {
  return sql`
with models as (select unnest([${commas(ATTRIBUTION_MODELS.map(lit))}]) as model),
credited as (
  select a.model, a.campaign_key, cast(count(*) as integer) as invoices,
    cast(count(distinct i.person_uid) filter (i.amount_cents > 0) as integer) as customers,
    cast(sum(a.credit_cents) as bigint) as revenue_cents
  from ${credits} a join ${fctInvoices} i using (invoice_no)
  where a.campaign_key is not null
  group by a.model, a.campaign_key
),
spend as (
  select campaign_key, cast(sum(cost_cents) as bigint) as spend_cents, cast(sum(impressions) as bigint) as impressions,
    cast(sum(clicks) as bigint) as clicks
  from ${spendDays} t where campaign_key is not null group by campaign_key
),
leads as (
  select campaign_key, cast(count(*) as integer) as leads,
    cast(count(*) filter (status in (select status from ${srcLeadStatuses} where is_qualified = 1)) as integer) as qualified_leads
  from ${dimPerson} where campaign_key is not null group by campaign_key
),
campaigns as (
  select model, campaign_key from credited
  union
  select model, campaign_key from models cross join spend
)
select c.model, c.campaign_key, d.campaign_id, coalesce(r.invoices, 0) as invoices, coalesce(r.customers, 0) as customers,
  coalesce(r.revenue_cents, 0) as revenue_cents, s.campaign_key is not null as has_spend,
  coalesce(s.spend_cents, 0) as spend_cents, coalesce(s.impressions, 0) as impressions, coalesce(s.clicks, 0) as clicks,
  coalesce(l.leads, 0) as leads, coalesce(l.qualified_leads, 0) as qualified_leads
from campaigns c
join ${dimCampaign} d using (campaign_key)
left join credited r on r.model = c.model and r.campaign_key = c.campaign_key
left join spend s on s.campaign_key = c.campaign_key
left join leads l on l.campaign_key = c.campaign_key`;
}
