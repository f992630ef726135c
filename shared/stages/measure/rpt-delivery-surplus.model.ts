import { defineModel } from '../../sql/model';
import { sql, type Sql, raw } from '../../sql/sql';
import { intDeliveredPeople } from '../match/int-delivered-people.model';
import { intLeadOutcomes } from './int-lead-outcomes.model';

const surplus = (description: string): { type: 'INTEGER'; description: string; notNull: true } => ({
  type: 'INTEGER',
  description,
  notNull: true,
});

/** Deliveries that have the flag, less people that have it. */
const beyondPeople = (flag: Sql): Sql =>
  sql`cast(sum(${flag}) - count(*) filter (where ${flag} > 0) as integer)`;

const flagged = (flag: Sql): Sql => sql`cast(count(*) filter (where ${flag}) as integer)`;

/** What the funnel *ever* counts more than once because it counts deliveries and not people. */
export const rptDeliverySurplus = defineModel({
  name: 'rpt_delivery_surplus',
  title: 'Deliveries beyond one a person',
  description: 'By how much each count of the funnel, taken per delivery, is above the count of people.',
  grain: 'one row per link setting, none where nobody was delivered more than once',
  key: ['link_setting'],
  columns: {
    link_setting: { type: 'VARCHAR', label: 'Links', description: 'strict or linked.' },
    people: surplus('People delivered more than once.'),
    deliveries: surplus('Deliveries of these people.'),
    delivered: surplus('Deliveries beyond the first of each person.'),
    matched: surplus('Matched deliveries beyond one a person.'),
    set_reported: surplus('Reported sets beyond one a person.'),
    appointment: surplus('Appointments beyond one a person.'),
    demo: surplus('Demos beyond one a person.'),
    sale: surplus('Sales beyond one a person.'),
    net_sale: surplus('Net sales beyond one a person.'),
  },
  select: () => sql`
with people as (
  select o.link_setting, p.person_lead_id, cast(count(*) as integer) as delivered, ${flagged(raw('is_matched'))} as matched,
    ${flagged(raw('has_set_ever'))} as set_reported, ${flagged(raw('has_appointment_ever'))} as appointment,
    ${flagged(raw('has_demo_ever'))} as demo, ${flagged(raw('has_sale_ever'))} as sale,
    ${flagged(raw('has_net_sale_ever'))} as net_sale
  from ${intDeliveredPeople} p join ${intLeadOutcomes} o using (lead_id)
  group by o.link_setting, p.person_lead_id
)
select link_setting, cast(count(*) as integer) as people, cast(sum(delivered) as integer) as deliveries,
  ${beyondPeople(raw('delivered'))} as delivered, ${beyondPeople(raw('matched'))} as matched,
  ${beyondPeople(raw('set_reported'))} as set_reported, ${beyondPeople(raw('appointment'))} as appointment,
  ${beyondPeople(raw('demo'))} as demo, ${beyondPeople(raw('sale'))} as sale, ${beyondPeople(raw('net_sale'))} as net_sale
from people group by link_setting`,
});
