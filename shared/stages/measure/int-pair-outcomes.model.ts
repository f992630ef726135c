import { newest, newestOrNull, oldest } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { intDifferingLeads } from '../decide/int-differing-leads.model';
import { intLinks } from '../decide/int-links.model';
import { intCrmStates } from './int-crm-states.model';
import { intTakenBack } from './int-taken-back.model';

/** The links of *linked*, and under other settings those of leads that differ from it. */
export const distinctLinks = sql`select * from ${intLinks} where link_setting = 'linked'
  union all select * from ${intLinks} semi join ${intDifferingLeads} using (link_setting, lead_id)`;

/**
 * What each CRM lead, by the rows of its linked identities alone, shows of each delivered lead:
 * ever, and in the last snapshot in which the delivered lead appears through the links of the setting.
 * Other settings than *linked* have rows only for leads where they differ from it; the others are the same under all.
 */
export const intPairOutcomes = defineModel({
  name: 'int_pair_outcomes',
  title: 'Outcomes by delivered lead and CRM lead',
  description:
    'What the linked rows of each CRM lead show of each delivered lead; strict and likely only where they differ from linked.',
  grain: 'one row per link setting, delivered lead and CRM lead',
  key: ['link_setting', 'lead_id', 'crm_lead_id'],
  shown: { grid: 580 },
  columns: {
    link_setting: { type: 'VARCHAR', description: 'strict, linked or likely.' },
    lead_id: { type: 'INTEGER', description: 'The delivered lead.' },
    crm_lead_id: { type: 'INTEGER', description: 'The CRM lead.' },
    lead_number: { type: 'VARCHAR', description: 'Its lead number.' },
    last_order: {
      type: 'INTEGER',
      description: 'Last snapshot, of the series of the CRM lead, in which the delivered lead appears.',
    },
    has_set_ever: { type: 'BOOLEAN', description: 'Set in any snapshot.' },
    has_appointment_ever: { type: 'BOOLEAN', description: 'Appointment in any snapshot.' },
    has_demo_ever: { type: 'BOOLEAN', description: 'Demo in any snapshot.' },
    has_sale_ever: { type: 'BOOLEAN', description: 'Sale in any snapshot.' },
    has_set_latest: { type: 'BOOLEAN', description: 'Set in the last snapshot.' },
    has_appointment_latest: { type: 'BOOLEAN', description: 'Appointment in the last snapshot.' },
    has_demo_latest: { type: 'BOOLEAN', description: 'Demo in the last snapshot.' },
    has_sale_latest: { type: 'BOOLEAN', description: 'Sale in the last snapshot.' },
    is_cancelled: {
      type: 'BOOLEAN',
      description: 'The last non-empty job status of the CRM lead takes its sales back.',
    },
    entry_on: { type: 'DATE', description: 'Newest entry date.' },
    city: { type: 'VARCHAR', description: 'Newest non-empty city.' },
    state: { type: 'VARCHAR', description: 'Newest non-empty state.' },
    last_newness: { type: 'BIGINT', description: 'How new its newest state is.' },
    disposition: { type: 'VARCHAR', description: 'Disposition of its newest state.' },
    job_status: { type: 'VARCHAR', description: 'Job status of its newest state.' },
    first_disposition: { type: 'VARCHAR', description: 'Disposition of its oldest state that has one.' },
    first_appointment_at: { type: 'TIMESTAMP', description: 'Earliest appointment.' },
  },
  select: () => sql`
with linked_states as (
  select l.link_setting, l.lead_id, n.series, s.* from (${distinctLinks}) l join ${intCrmStates} s using (identity_id)
  join ${srcSnapshots} n on n.snapshot_order = s.valid_from
), last_orders as (
  select link_setting, lead_id, series, max(valid_to) as last_order from linked_states group by all
)
select link_setting, lead_id, crm_lead_id, first(lead_number) as lead_number, first(last_order) as last_order,
  bool_or(is_set) as has_set_ever,
  bool_or(is_appointment) as has_appointment_ever,
  bool_or(is_demo) as has_demo_ever,
  bool_or(is_sale) as has_sale_ever,
  bool_or(is_set and valid_to = last_order) as has_set_latest,
  bool_or(is_appointment and valid_to = last_order) as has_appointment_latest,
  bool_or(is_demo and valid_to = last_order) as has_demo_latest,
  bool_or(is_sale and valid_to = last_order) as has_sale_latest,
  crm_lead_id in (select crm_lead_id from ${intTakenBack}) as is_cancelled,
  ${newest(raw('entry_on'), raw('newness'))} as entry_on,
  ${newest(raw('city'), raw('newness'))} as city,
  ${newest(raw('state'), raw('newness'))} as state,
  max(newness) as last_newness,
  ${newestOrNull(raw('disposition'), raw('newness'))} as disposition,
  ${newestOrNull(raw('job_status'), raw('newness'))} as job_status,
  ${oldest(raw('disposition'), raw('cast(valid_from as bigint) * 4294967296 + newness % 4294967296'))} as first_disposition,
  min(appointment_at) as first_appointment_at
from linked_states join last_orders using (link_setting, lead_id, series)
group by link_setting, lead_id, crm_lead_id`,
});
