import type { StarterQuery } from '../../contract/explore';
import type { LinkSetting } from '../../domain/lead-quality';
import { lit, render, sql, type Relation, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { dimCampaign } from '../../stages/attribute/dim-campaign.model';
import { fctInvoices } from '../../stages/attribute/fct-invoices.model';
import { rptAttributedInvoices } from '../../stages/attribute/rpt-attributed-invoices.model';
import { rptCampaignReturns } from '../../stages/attribute/rpt-campaign-returns.model';
import { rptCustomers } from '../../stages/attribute/rpt-customers.model';
import { rptSpendDays } from '../../stages/attribute/rpt-spend-days.model';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { intLeadOutcomes } from '../../stages/measure/int-lead-outcomes.model';

interface Starter extends Omit<StarterQuery, 'sql'> {
  readonly sql: Sql;
}

/** By what the leads of lead quality are counted with. */
const ofLeads = (links: LinkSetting): readonly Starter[] => {
  const leads = sql`from ${intLeadOutcomes}
where link_setting = ${lit(links)}`;
  return [
    {
      question: 'leadQuality',
      title: 'Which states bring appointments and sales?',
      sql: sql`select state, count(*) as leads, count(*) filter (where has_appointment_ever) as appointments,
  round(100.0 * appointments / leads, 1) as appointment_percent,
  count(*) filter (where has_sale_ever) as sales
${leads}
group by state
order by leads desc`,
    },
    {
      question: 'leadQuality',
      title: 'Is it getting better or worse, week by week?',
      sql: sql`select entry_week, count(*) as leads, count(*) filter (where has_appointment_ever) as appointments,
  round(100.0 * appointments / leads, 1) as appointment_percent
${leads} and entry_week is not null
group by entry_week
order by entry_week`,
    },
    {
      question: 'leadQuality',
      title: 'What does an appointment cost, by vendor and month?',
      sql: sql`select vendor, entry_month, count(*) as leads, round(sum(price_cents) / 100.0, 2) as spend,
  count(*) filter (where has_appointment_ever) as appointments,
  round(sum(price_cents) / 100.0 / nullif(appointments, 0), 2) as cost_per_appointment
${leads}
group by vendor, entry_month
order by vendor, entry_month`,
    },
    {
      question: 'leadQuality',
      title: 'How long from entry to the first appointment?',
      sql: sql`select vendor, count(*) as appointments, median(days_to_appointment) as median_days,
  quantile_cont(days_to_appointment, 0.9) as days_of_nine_in_ten
${leads} and days_to_appointment is not null
group by vendor
order by median_days`,
    },
    {
      question: 'leadQuality',
      title: 'Where do leads end, and how many of them?',
      sql: sql`select disposition, job_status, count(*) as leads
${leads} and is_matched
group by disposition, job_status
order by leads desc`,
    },
    {
      question: 'leadQuality',
      title: 'Which CRM leads changed most often?',
      sql: sql`select lead_number, count(*) as states, min(valid_from) as first_snapshot, max(valid_to) as last_snapshot
from ${intCrmStates}
group by lead_number
order by states desc, lead_number
limit 100`,
    },
  ];
};

const OF_REVENUE: readonly Starter[] = [
  {
    question: 'revenue',
    title: 'Which campaigns bring back what they cost?',
    sql: sql`select campaign_id, revenue_cents / 100.0 as revenue, spend_cents / 100.0 as spend,
  round(revenue_cents / nullif(spend_cents, 0), 2) as roas, customers, leads
from ${rptCampaignReturns}
where model = 'crm_campaign'
order by revenue desc`,
  },
  {
    question: 'revenue',
    title: 'How do the attribution models differ by campaign?',
    sql: sql`select campaign_id, model, round(sum(credit), 2) as credited
from ${rptAttributedInvoices}
group by campaign_id, model
order by campaign_id, model`,
  },
  {
    question: 'revenue',
    title: 'Which revenue is attributed to no campaign, and why?',
    sql: sql`select model, coalesce(reason, 'attributed') as reason, count(distinct invoice_no) as invoices, round(sum(credit), 2) as revenue
from ${rptAttributedInvoices}
group by all
order by model, revenue desc`,
  },
  {
    question: 'revenue',
    title: 'What was invoiced and given back, by month?',
    sql: sql`select strftime(invoiced_on, '%Y-%m') as month, count(*) as invoices, sum(gross_cents) / 100.0 as gross_amount,
  sum(refunded_cents) / 100.0 as refunded_amount, sum(amount_cents) / 100.0 as amount
from ${fctInvoices}
where is_counted and invoiced_on is not null
group by month
order by month`,
  },
  {
    question: 'revenue',
    title: 'What was spent, by platform and month?',
    sql: sql`select strftime(spend_on, '%Y-%m') as month, platform, round(sum(cost), 2) as cost, sum(clicks) as clicks,
  round(sum(cost) / nullif(sum(clicks), 0), 2) as cost_per_click
from ${rptSpendDays}
where spend_on is not null
group by month, platform
order by month, platform`,
  },
  {
    question: 'revenue',
    title: 'Who are the best customers, and where did they come from?',
    sql: sql`select email, user_uid, campaign_id, status, invoices, invoiced, first_invoiced_on
from ${rptCustomers}
order by invoiced desc
limit 100`,
  },
  {
    question: 'revenue',
    title: 'How many ways are campaigns written?',
    sql: sql`select campaign_id, writings
from ${dimCampaign}
order by writings desc`,
  },
];

const plainName = ({ name }: Relation): string => name;

/**
 * Queries to begin with, for the tables that the last run built.
 * @param links those of the headline
 */
export const starterQueries = (workspace: Workspace, links: LinkSetting): readonly StarterQuery[] =>
  [...ofLeads(links), ...OF_REVENUE]
    .filter(({ sql: { parts } }) => parts.every((part) => typeof part === 'string' || workspace.has(part)))
    .map((starter) => ({ ...starter, sql: render(starter.sql, plainName) }));
