import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intDeliveredPeople } from '../match/int-delivered-people.model';
import { intLeadOutcomes } from './int-lead-outcomes.model';

/** Every delivery of a person who was delivered more than once, the first one first: who sold first, who again. */
export const rptRepeatedDeliveries = defineModel({
  name: 'rpt_repeated_deliveries',
  title: 'People delivered more than once',
  description: 'Deliveries that share an e-mail or a phone: who delivered the person first, and who again.',
  grain: 'one row per delivery of a person with several',
  key: ['lead_uuid'],
  shown: { grid: 100, report: 50 },
  columns: {
    person: { type: 'VARCHAR', kind: 'hash', description: 'Lead id of the first delivery of the person.' },
    delivery: { type: 'INTEGER', description: 'Place of this delivery: 1 is the first.' },
    deliveries: { type: 'INTEGER', description: 'Deliveries of the person.' },
    lead_uuid: { type: 'VARCHAR', label: 'Lead id', kind: 'hash', description: 'Id of the delivered lead.' },
    delivered_on: { type: 'DATE', label: 'Delivered', description: 'Date of delivery.' },
    vendor: { type: 'VARCHAR', description: 'Vendor of this delivery.' },
    first_vendor: { type: 'VARCHAR', label: 'First vendor', description: 'Vendor of the first delivery.' },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign of this delivery.' },
    has_appointment_ever: { type: 'BOOLEAN', description: 'Appointment in any snapshot, linked.' },
    has_demo_ever: { type: 'BOOLEAN', description: 'Demo in any snapshot, linked.' },
    has_sale_ever: { type: 'BOOLEAN', description: 'Sale in any snapshot, linked.' },
  },
  select: () => sql`
with placed as (
  select p.person_lead_id, o.*,
    cast(row_number() over by_time as integer) as delivery,
    cast(count(*) over (partition by p.person_lead_id) as integer) as deliveries,
    first_value(o.lead_uuid) over by_time as person, first_value(o.vendor) over by_time as first_vendor
  from ${intDeliveredPeople} p join ${intLeadOutcomes} o on o.lead_id = p.lead_id and o.link_setting = 'linked'
  window by_time as (partition by p.person_lead_id order by o.delivered_on nulls last, o.lead_uuid)
)
select person, delivery, deliveries, lead_uuid, delivered_on, vendor, first_vendor, campaign_id,
  has_appointment_ever, has_demo_ever, has_sale_ever
from placed`,
});
