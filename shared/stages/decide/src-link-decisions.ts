import { defineTable } from '../../sql/model';

/** The reviewer's decisions about identities as they came with the run. */
export const srcIdentityDecisions = defineTable({
  name: 'src_identity_decisions',
  title: 'Decisions about identities',
  description: 'The identities that decisions name, as the reports wrote them.',
  grain: 'one row per decision',
  key: ['decision_no'],
  columns: {
    decision_no: { type: 'INTEGER', description: 'Place of the decision in the run request.' },
    lead_number: { type: 'VARCHAR', description: 'Lead number of the identity.' },
    email_key: { type: 'VARCHAR', kind: 'hash', description: 'E-mail key as reported.' },
    phone_key: { type: 'VARCHAR', kind: 'hash', description: 'Phone key as reported.' },
  },
});

/** The decisions that count in this run, link by link. */
export const srcLinkDecisions = defineTable({
  name: 'src_link_decisions',
  title: 'Decided links',
  description:
    'Identities whose links a reviewer settled: accepted for a delivered lead, or rejected altogether.',
  grain: 'one row per decided identity and accepted lead; one without a lead where it was rejected',
  key: ['identity_id', 'lead_id'],
  columns: {
    identity_id: { type: 'INTEGER', description: 'The identity.' },
    lead_id: { type: 'INTEGER', description: 'The delivered lead it was accepted for; null: rejected.' },
  },
});

/** Every decision about an identity with what became of it in this run. */
export const srcDecisionStates = defineTable({
  name: 'decision_states',
  title: 'Decisions',
  description: 'Every decision about an identity, and whether it counts in this run.',
  grain: 'one row per decision',
  key: ['decision_id'],
  columns: {
    decision_id: { type: 'VARCHAR', label: 'Decision', description: 'Id of the decision in the log.' },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of the identity.' },
    state: {
      type: 'VARCHAR',
      description:
        'applied: it counts; unsure: it changes nothing; stale: what it was decided on has changed; unattached: no report has the identity now.',
    },
    verdict: { type: 'VARCHAR', description: 'accept, reject or unsure.' },
    decided_by: { type: 'VARCHAR', label: 'By', description: 'Who decided.' },
    decided_at: {
      type: 'VARCHAR',
      label: 'When',
      description: 'Time of the decision by the clock of its writer.',
    },
    note: { type: 'VARCHAR', description: 'Why, in the words of who decided.' },
    evidence: { type: 'VARCHAR', description: 'What it was decided on.' },
    evidence_now: { type: 'VARCHAR', label: 'Evidence now', description: 'What stands there today.' },
    identity_id: { type: 'INTEGER', description: 'The identity; null where it is unattached.' },
  },
});
