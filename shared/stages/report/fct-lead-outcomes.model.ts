import { BASES, FUNNEL_STAGES, LINK_SETTINGS, type LinkSetting } from '../../domain/lead-quality';
import { METRICS } from '../../domain/metrics';
import { BASIS_WORDS, LINK_WORDS } from '../../domain/words/lead-words';
import { uuid5 } from '../../sql/dialect';
import { defineModel, type ColumnSpec } from '../../sql/model';
import { commas, raw, sql } from '../../sql/sql';
import { intLeadOutcomes } from '../measure/int-lead-outcomes.model';

const flag = (description: string): ColumnSpec => ({ type: 'BOOLEAN', description, notNull: true });

/** The flags by link setting: name, what it says, and the column it comes from. */
const FLAGS = LINK_SETTINGS.flatMap((setting) => [
  {
    name: `is_matched_${setting}`,
    from: 'is_matched',
    setting,
    says: `At least one linked identity; ${LINK_WORDS[setting]}.`,
  },
  ...BASES.flatMap((basis) =>
    FUNNEL_STAGES.map((step) => {
      const { column, one } = METRICS[step].stage;
      return {
        name: `has_${column}_${basis}_${setting}`,
        from: `has_${column}_${basis}`,
        setting,
        says: `${one} ${BASIS_WORDS[basis]}; ${LINK_WORDS[setting]}.`,
      };
    }),
  ),
]);

/** The outcomes of a setting in the statement. */
const ALIASES: { readonly [L in LinkSetting]: string } = { linked: 'l', strict: 's', likely: 'p' };

/** What each delivered lead has reached: one row each, every basis and link setting side by side. */
export const fctLeadOutcomes = defineModel({
  name: 'fct_lead_outcomes',
  title: 'Outcomes of leads',
  description: 'What each delivered lead has reached, under every basis and link setting.',
  grain: 'one row per delivered lead',
  key: ['lead_key'],
  shown: { grid: 40, star: 80 },
  materialized: 'view',
  columns: {
    lead_key: { type: 'VARCHAR', kind: 'hash', label: 'Lead key', description: 'The lead, as in dim_lead.' },
    lead_uuid: { type: 'VARCHAR', kind: 'hash', label: 'Lead id', description: 'Id of the delivered lead.' },
    ...Object.fromEntries(FLAGS.map(({ name, says }) => [name, flag(says)])),
    crm_lead_count: { type: 'INTEGER', label: 'CRM leads', description: 'Linked CRM leads.' },
    lead_number: {
      type: 'VARCHAR',
      label: 'CRM lead',
      description: 'Lead number of its earliest linked CRM lead.',
    },
    state: { type: 'VARCHAR', description: 'State.' },
    city: { type: 'VARCHAR', description: 'City.' },
    entry_on: { type: 'DATE', label: 'Entry', description: 'Date of entry.' },
    disposition: { type: 'VARCHAR', description: 'Disposition of its newest state.' },
    job_status: { type: 'VARCHAR', label: 'Job status', description: 'Job status of its newest state.' },
    first_appointment_at: {
      type: 'TIMESTAMP',
      label: 'First appointment',
      description: 'Earliest appointment of its linked CRM leads.',
    },
  },
  select: () => sql`
select ${uuid5(raw('l.lead_uuid'))} as lead_key, l.lead_uuid,
  ${commas(FLAGS.map(({ name, from, setting }) => raw(`${ALIASES[setting]}.${from} as ${name}`)))},
  l.crm_lead_count, l.lead_number, l.state, l.city, l.entry_on, l.disposition, l.job_status, l.first_appointment_at
from ${intLeadOutcomes} l join ${intLeadOutcomes} s on s.lead_id = l.lead_id and s.link_setting = 'strict'
join ${intLeadOutcomes} p on p.lead_id = l.lead_id and p.link_setting = 'likely'
where l.link_setting = 'linked'`,
});
