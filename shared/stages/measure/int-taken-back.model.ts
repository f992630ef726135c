import { newest } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { intCrmStates } from './int-crm-states.model';

/**
 * CRM leads whose sales were taken back: the last non-empty job status over all their snapshots and all their identities
 * is a cancellation, whichever of these are linked. An empty status says nothing.
 */
export const intTakenBack = defineModel({
  name: 'int_taken_back',
  title: 'CRM leads with a cancellation',
  description: 'CRM leads whose last non-empty job status takes their sales back.',
  grain: 'one row per CRM lead whose sales were taken back',
  key: ['crm_lead_id'],
  columns: { crm_lead_id: { type: 'INTEGER', description: 'The CRM lead.' } },
  select: () => sql`
select crm_lead_id from ${intCrmStates} where is_cancelled is not null group by crm_lead_id
having ${newest(raw('is_cancelled'), raw('newness'))}`,
});
