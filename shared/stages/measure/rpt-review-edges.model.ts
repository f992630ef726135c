import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { srcLinkDecisions } from '../decide/src-link-decisions';
import { intLinkCandidates } from '../match/int-link-candidates.model';
import { intCrmStates } from './int-crm-states.model';
import { intTakenBack } from './int-taken-back.model';
import { intLeadOutcomes } from './int-lead-outcomes.model';

const gain = (description: string): { type: 'BOOLEAN'; description: string } => ({
  type: 'BOOLEAN',
  description,
});

/** What accepting an open conflict for one of its candidates would add to that delivered lead. */
export const rptReviewEdges = defineModel({
  name: 'rpt_review_edges',
  title: 'What open conflicts can add',
  description: 'For each conflict and candidate: which stages the delivered lead would gain.',
  grain: 'one row per conflicting identity and candidate lead',
  key: ['identity_id', 'lead_id'],
  columns: {
    identity_id: { type: 'INTEGER', description: 'The identity.' },
    lead_id: { type: 'INTEGER', description: 'The candidate.' },
    matched: gain('It would become matched.'),
    set_reported: gain('It would gain a reported set.'),
    appointment: gain('It would gain an appointment.'),
    demo: gain('It would gain a demo.'),
    sale: gain('It would gain a sale.'),
    net_sale: gain('It would gain a net sale.'),
  },
  select: () => sql`
with conflicts as (
  select identity_id, lead_id from ${intLinkCandidates}
  where tier = 'conflict' and identity_id not in (select identity_id from ${srcLinkDecisions})
), identities as (
  select identity_id, bool_or(is_set) as is_set, bool_or(is_appointment) as is_appointment, bool_or(is_demo) as is_demo,
    bool_or(is_sale) as is_sale, first(crm_lead_id) in (select crm_lead_id from ${intTakenBack}) as is_cancelled
  from ${intCrmStates} semi join conflicts using (identity_id)
  group by identity_id
)
select c.identity_id, c.lead_id, not o.is_matched as matched,
  i.is_set and not o.has_set_ever as set_reported,
  i.is_appointment and not o.has_appointment_ever as appointment,
  i.is_demo and not o.has_demo_ever as demo,
  i.is_sale and not o.has_sale_ever as sale,
  i.is_sale and not i.is_cancelled and not o.has_net_sale_ever as net_sale
from conflicts c join identities i using (identity_id)
join ${intLeadOutcomes} o on o.lead_id = c.lead_id and o.link_setting = 'linked'`,
});
