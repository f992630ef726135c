import { sql, type Sql } from '../../sql/sql';
import { srcCrmPresence } from '../clean/crm/src-crm-snapshots';

/**
 * How many CRM leads of a snapshot an earlier one has too: `snapshot_order`, `known_leads`; snapshots with none are not there.
 * The runs of a lead never overlap, so each counts once in a snapshot; they are counted by their ends first, since leads
 * times snapshots would be the whole of all reports.
 * @param orders of the snapshots: a query or table with the column `snapshot_order`, each once
 */
export const knownLeadsOf = (orders: Sql): Sql => sql`
select s.snapshot_order, cast(sum(n.leads) as integer) as known_leads
from ${orders} s join (
  select greatest(p.first_order, f.first_order + 1) as first_order, p.last_order, count(*) as leads
  from ${srcCrmPresence} p
  join (select crm_lead_id, min(first_order) as first_order from ${srcCrmPresence} group by crm_lead_id) f using (crm_lead_id)
  where p.last_order > f.first_order group by all
) n on s.snapshot_order between n.first_order and n.last_order
group by s.snapshot_order`;
