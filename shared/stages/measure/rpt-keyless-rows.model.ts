import { defineModel } from '../../sql/model';
import { sql, commas, ident, type Sql } from '../../sql/sql';
import { intLinks } from '../decide/int-links.model';
import { intCrmIdentities } from '../match/int-crm-identities.model';
import { intCrmStates } from './int-crm-states.model';

const STAGES = ['appointment', 'demo', 'sale'] as const;

/** What rows of a kind say of a CRM lead, and others do not. */
const onlyHere = (): Sql =>
  commas(
    STAGES.map(
      (stage) =>
        sql`bool_or(${ident(`is_${stage}`)} and is_keyless) and not bool_or(${ident(`is_${stage}`)} and not is_keyless) as ${ident(`has_${stage}`)}`,
    ),
  );

const only = (what: string): { type: 'BOOLEAN'; label: string; description: string; notNull: true } => ({
  type: 'BOOLEAN',
  label: `${what} only here`,
  description: `${what} in a row without a key, and in no linked row.`,
  notNull: true,
});

/**
 * CRM leads that are linked by some of their rows and have others with neither key. Evidence comes from the rows of
 * linked identities alone, so what only the others say is credited to nobody, although the lead number is known.
 */
export const rptKeylessRows = defineModel({
  name: 'rpt_keyless_rows',
  title: 'Rows of linked CRM leads without a key',
  description: 'CRM leads that are linked by some rows and have others with neither e-mail nor phone.',
  grain: 'one row per CRM lead',
  key: ['crm_lead_id'],
  shown: { grid: 596 },
  columns: {
    crm_lead_id: { type: 'INTEGER', description: 'The CRM lead.' },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Its lead number.' },
    first_order: {
      type: 'INTEGER',
      label: 'From snapshot',
      description: 'First snapshot in which it stands without a key.',
    },
    last_order: {
      type: 'INTEGER',
      label: 'To snapshot',
      description: 'Last snapshot in which it stands without a key.',
    },
    has_appointment: only('Appointment'),
    has_demo: only('Demo'),
    has_sale: only('Sale'),
  },
  select: () => sql`
with keyless as (
  select identity_id, crm_lead_id from ${intCrmIdentities} where email_key is null and phone_key is null
), linked as (
  select distinct identity_id from ${intLinks} where link_setting = 'linked'
), rows as (
  select s.crm_lead_id, s.lead_number, s.valid_from, s.valid_to, s.is_appointment, s.is_demo, s.is_sale,
    k.identity_id is not null as is_keyless
  from ${intCrmStates} s left join keyless k using (identity_id)
  semi join (select crm_lead_id from keyless) t on t.crm_lead_id = s.crm_lead_id
  where k.identity_id is not null or s.identity_id in (select identity_id from linked)
)
select crm_lead_id, min(lead_number) as lead_number, cast(min(valid_from) filter (is_keyless) as integer) as first_order,
  cast(max(valid_to) filter (is_keyless) as integer) as last_order, ${onlyHere()}
from rows group by crm_lead_id having bool_or(is_keyless) and not bool_and(is_keyless)`,
});
