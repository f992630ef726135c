import { BASES, FUNNEL_STAGES } from '../../domain/lead-quality';
import { METRICS } from '../../domain/metrics';
import { BASIS_WORDS } from '../../domain/words/lead-words';
import { daysBetween, isoMonth, weekOf } from '../../sql/dialect';
import { defineModel, type Columns } from '../../sql/model';
import { commas, ident, raw, sql } from '../../sql/sql';
import { intDifferingLeads } from '../decide/int-differing-leads.model';
import { srcLinkDecisions } from '../decide/src-link-decisions';
import { intDeliveredLeads } from '../match/int-delivered-leads.model';
import { intLinkCandidates } from '../match/int-link-candidates.model';
import { distinctLinks, intPairOutcomes } from './int-pair-outcomes.model';

/** As the columns `has_<stage>_<basis>` name the stages. */
export const OUTCOME_STAGES: readonly string[] = FUNNEL_STAGES.map((stage) => METRICS[stage].stage.column);

/** The columns that say what a lead has reached, by basis. */
export const OUTCOME_FLAGS: readonly string[] = BASES.flatMap((basis) =>
  OUTCOME_STAGES.map((stage) => `has_${stage}_${basis}`),
);

const flag = (description: string): { type: 'BOOLEAN'; description: string; notNull: true } => ({
  type: 'BOOLEAN',
  description,
  notNull: true,
});

const COLUMNS: Columns = {
  lead_uuid: { type: 'VARCHAR', label: 'Lead id', kind: 'hash', description: 'Id of the delivered lead.' },
  lead_number: {
    type: 'VARCHAR',
    label: 'CRM lead',
    description: 'Lead number of its earliest linked CRM lead.',
  },
  is_matched: flag('At least one linked identity.'),
  link_setting: { type: 'VARCHAR', label: 'Links', description: 'strict, linked or likely.' },
  lead_id: { type: 'INTEGER', kind: 'text', description: 'The delivered lead.' },
  crm_lead_count: { type: 'INTEGER', label: 'CRM leads', description: 'Linked CRM leads.' },
  ...Object.fromEntries(
    BASES.flatMap((basis) =>
      FUNNEL_STAGES.map((stage) => {
        const { column, one } = METRICS[stage].stage;
        return [`has_${column}_${basis}`, flag(`${one} ${BASIS_WORDS[basis]}.`)];
      }),
    ),
  ),
  state: { type: 'VARCHAR', description: 'State.' },
  city: { type: 'VARCHAR', description: 'City.' },
  entry_on: { type: 'DATE', label: 'Entry', description: 'Date of entry.' },
  entry_month: { type: 'VARCHAR', label: 'Month of entry', description: 'Month of entry.' },
  disposition: { type: 'VARCHAR', description: 'Disposition of its newest state.' },
  job_status: { type: 'VARCHAR', label: 'Job status', description: 'Job status of its newest state.' },
  first_disposition: {
    type: 'VARCHAR',
    label: 'First disposition',
    description: 'Disposition with which its earliest linked CRM lead was first reported.',
  },
  tier: {
    type: 'VARCHAR',
    kind: 'code',
    description: 'Strongest tier of its links: both, email_only, phone_only, conflict; reviewed.',
  },
  first_appointment_at: {
    type: 'TIMESTAMP',
    label: 'First appointment',
    description: 'Earliest appointment of its linked CRM leads.',
  },
  vendor: { type: 'VARCHAR', description: 'Vendor of the delivery.' },
  campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign of the delivery.' },
  price: { type: 'VARCHAR', description: 'Price of the delivery as written.' },
  price_cents: {
    type: 'BIGINT',
    label: 'Price (cents)',
    description: 'Price in cents of the project currency; null where it is not known.',
  },
  delivered_on: { type: 'DATE', label: 'Delivered', description: 'Date of delivery.' },
};

/**
 * What each delivered lead has reached under *linked*, and under *strict* and *likely* where they differ.
 * It has reached what any of its linked CRM leads has. Place and entry are those of its earliest linked CRM lead (entry
 * date, then lead number); disposition and job status those of its newest state (ties by lead number). Leads that no
 * report has are in it, with nothing reached.
 */
export const intDistinctOutcomes = defineModel({
  name: 'int_distinct_outcomes',
  title: 'Lead outcomes',
  description: 'What each delivered lead has reached; strict and likely only where they differ from linked.',
  grain: 'one row per delivered lead and link setting that matters to it',
  key: ['link_setting', 'lead_id'],
  columns: COLUMNS,
  select: () => sql`
with reached as (
  select link_setting, lead_id, cast(count(*) as integer) as crm_lead_count,
    bool_or(has_set_ever) as has_set_ever, bool_or(has_appointment_ever) as has_appointment_ever,
    bool_or(has_demo_ever) as has_demo_ever, bool_or(has_sale_ever) as has_sale_ever,
    bool_or(has_sale_ever and not is_cancelled) as has_net_sale_ever,
    bool_or(has_set_latest) as has_set_latest, bool_or(has_appointment_latest) as has_appointment_latest,
    bool_or(has_demo_latest) as has_demo_latest, bool_or(has_sale_latest) as has_sale_latest,
    bool_or(has_sale_latest and not is_cancelled) as has_net_sale_latest,
    min(first_appointment_at) as first_appointment_at,
    first(lead_number) as only_number, first(state) as only_state, first(city) as only_city, first(entry_on) as only_entry,
    first(disposition) as only_disposition, first(job_status) as only_job_status,
    first(first_disposition) as only_first
  from ${intPairOutcomes} group by link_setting, lead_id
), shared_leads as (
  select p.* from ${intPairOutcomes} p semi join (select link_setting, lead_id from reached where crm_lead_count > 1) using (link_setting, lead_id)
), earliest as (
  select link_setting, lead_id, lead_number, state, city, entry_on, first_disposition from shared_leads
  qualify row_number() over (partition by link_setting, lead_id order by entry_on nulls last, lead_number) = 1
), newest as (
  select link_setting, lead_id, disposition, job_status from shared_leads
  qualify row_number() over (partition by link_setting, lead_id order by last_newness // 4294967296 desc, lead_number) = 1
), tiers as (
  select l.link_setting, l.lead_id,
    min(case when c.tier = 'both' then 1 when c.tier = 'email_only' then 2 when c.tier = 'phone_only' then 3
      when l.identity_id in (select identity_id from ${srcLinkDecisions}) then 5 else 4 end) as strength
  from (${distinctLinks}) l left join ${intLinkCandidates} c using (identity_id, lead_id) group by all
), settings as (
  select d.*, 'linked' as link_setting from ${intDeliveredLeads} d
  union all
  select d.*, x.link_setting from ${intDeliveredLeads} d join ${intDifferingLeads} x using (lead_id)
), placed as (
  select d.link_setting, d.lead_id, d.lead_uuid, r.lead_id is not null as is_matched, coalesce(r.crm_lead_count, 0) as crm_lead_count,
    case when r.crm_lead_count > 1 then e.lead_number else r.only_number end as lead_number,
    case when r.crm_lead_count > 1 then e.state else r.only_state end as state,
    case when r.crm_lead_count > 1 then e.city else r.only_city end as city,
    case when r.crm_lead_count > 1 then e.entry_on else r.only_entry end as entry_on,
    case when r.crm_lead_count > 1 then n.disposition else r.only_disposition end as disposition,
    case when r.crm_lead_count > 1 then n.job_status else r.only_job_status end as job_status,
    case when r.crm_lead_count > 1 then e.first_disposition else r.only_first end as first_disposition,
    ['both', 'email_only', 'phone_only', 'conflict', 'reviewed'][t.strength] as tier,
    r.* exclude (link_setting, lead_id, crm_lead_count), d.vendor, d.campaign_id, d.price, d.price_cents, d.delivered_on
  from settings d
  left join reached r on r.lead_id = d.lead_id and r.link_setting = d.link_setting
  left join earliest e on e.lead_id = d.lead_id and e.link_setting = d.link_setting
  left join tiers t on t.lead_id = d.lead_id and t.link_setting = d.link_setting
  left join newest n on n.lead_id = d.lead_id and n.link_setting = d.link_setting
)
select lead_uuid, lead_number, is_matched, link_setting, lead_id, crm_lead_count,
  ${commas(OUTCOME_FLAGS.map((name) => sql`coalesce(${ident(name)}, false) as ${ident(name)}`))},
  state, city, entry_on, ${isoMonth(raw('entry_on'))} as entry_month, disposition, job_status,
  first_disposition, tier, first_appointment_at, vendor, campaign_id, price, price_cents, delivered_on
from placed`,
});

/** What each delivered lead has reached, under every link setting. */
export const intLeadOutcomes = defineModel({
  name: 'int_lead_outcomes',
  title: 'Lead outcomes by link setting',
  description: 'What each delivered lead has reached under each link setting.',
  grain: 'one row per link setting and delivered lead',
  key: ['link_setting', 'lead_id'],
  shown: { grid: 10 },
  materialized: 'view',
  columns: {
    ...COLUMNS,
    entry_week: { type: 'DATE', label: 'Week of entry', description: 'Monday of the week of entry.' },
    delivery_week: {
      type: 'DATE',
      label: 'Week of delivery',
      description: 'Monday of the week of delivery.',
    },
    delivery_month: { type: 'VARCHAR', label: 'Month of delivery', description: 'Month of delivery.' },
    days_to_appointment: {
      type: 'INTEGER',
      label: 'Days to appointment',
      description: 'Calendar days from entry to the first appointment date.',
    },
  },
  select: () => sql`
with outcomes as (
  select * from ${intDistinctOutcomes}
  union all
  select * replace ('strict' as link_setting) from ${intDistinctOutcomes}
  where link_setting = 'linked' and lead_id not in (select lead_id from ${intDifferingLeads} where link_setting = 'strict')
  union all
  select * replace ('likely' as link_setting) from ${intDistinctOutcomes}
  where link_setting = 'linked' and lead_id not in (select lead_id from ${intDifferingLeads} where link_setting = 'likely')
)
select *, ${weekOf(raw('entry_on'))} as entry_week, ${weekOf(raw('delivered_on'))} as delivery_week,
  ${isoMonth(raw('delivered_on'))} as delivery_month,
  cast(${daysBetween(raw('entry_on'), raw('first_appointment_at'))} as integer) as days_to_appointment
from outcomes`,
});
