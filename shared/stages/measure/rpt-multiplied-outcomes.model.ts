import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { intDeliveredLeads } from '../match/int-delivered-leads.model';
import { intPairOutcomes } from './int-pair-outcomes.model';

/** CRM leads whose outcomes count for several delivered leads: one sale of the client must not become many. */
export const rptMultipliedOutcomes = defineModel({
  name: 'rpt_multiplied_outcomes',
  title: 'CRM leads behind several delivered leads',
  description:
    'Linked CRM leads with an appointment, a demo or a sale that counts for more than one delivered lead.',
  grain: 'one row per CRM lead and delivered lead',
  key: ['series', 'lead_number', 'lead_uuid'],
  shown: { grid: 110 },
  columns: {
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of the CRM.' },
    delivered_leads: {
      type: 'INTEGER',
      label: 'Delivered leads',
      description: 'Delivered leads that its outcomes count for.',
    },
    lead_uuid: { type: 'VARCHAR', label: 'Delivered lead', kind: 'hash', description: 'One of them.' },
    has_appointment_ever: {
      type: 'BOOLEAN',
      description: 'The CRM lead has an appointment in any snapshot.',
    },
    has_demo_ever: { type: 'BOOLEAN', description: 'It has a demo in any snapshot.' },
    has_sale_ever: { type: 'BOOLEAN', description: 'It has a sale in any snapshot.' },
    series: {
      type: 'VARCHAR',
      description: 'Whose report it is, where the folder has those of several clients.',
    },
  },
  select: () => sql`
with linked as (
  select * from ${intPairOutcomes} where link_setting = 'linked' and (has_appointment_ever or has_demo_ever or has_sale_ever)
), several as (
  select crm_lead_id, cast(count(*) as integer) as delivered_leads from linked group by crm_lead_id having count(*) > 1
)
select l.lead_number, s.delivered_leads, d.lead_uuid, l.has_appointment_ever, l.has_demo_ever, l.has_sale_ever,
  nullif(n.series, '') as series
from linked l join several s using (crm_lead_id) join ${intDeliveredLeads} d using (lead_id)
join ${srcSnapshots} n on n.snapshot_order = l.last_order`,
});
