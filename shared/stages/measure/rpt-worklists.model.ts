import { newest } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { srcCrmPresence, srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { intCrmIdentities } from '../match/int-crm-identities.model';
import { intDeliveredLeads } from '../match/int-delivered-leads.model';
import { COMPARED_KEY_COLUMNS, intIdentityTiers } from '../match/int-identity-tiers.model';
import { intLinkCandidates } from '../match/int-link-candidates.model';
import { intLinks } from '../decide/int-links.model';
import { srcLinkDecisions } from '../decide/src-link-decisions';
import { intCrmStates } from './int-crm-states.model';
import { rptSnapshots } from './rpt-snapshots.model';

/** Delivered leads that no report has under *linked*, each with the reason. */
export const rptNeverReported = defineModel({
  name: 'rpt_never_reported',
  title: 'Delivered, never reported',
  description: 'Delivered leads that no CRM report has, and why as far as it is known.',
  grain: 'one row per delivered lead without a link',
  key: ['lead_uuid'],
  shown: { grid: 50, report: 10 },
  materialized: 'view',
  columns: {
    lead_uuid: { type: 'VARCHAR', label: 'Lead id', kind: 'hash', description: 'Id of the delivered lead.' },
    reason: {
      type: 'VARCHAR',
      kind: 'code',
      description:
        'not_reported: no report has either key; in_conflict: a report has its keys on different leads; rejected: a reviewer rejected what points to it; no_key: it has no key at all.',
    },
    ...COMPARED_KEY_COLUMNS,
    delivered_on: { type: 'DATE', label: 'Delivered', description: 'Date of delivery.' },
    vendor: { type: 'VARCHAR', description: 'Vendor.' },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign.' },
    file: { type: 'VARCHAR', description: 'File it stands in.' },
    record_number: {
      type: 'INTEGER',
      label: 'Record',
      kind: 'text',
      description: 'Its record in that file.',
    },
  },
  select: () => sql`
with open_candidates as (
  select lead_id from ${intLinkCandidates} where identity_id not in (select identity_id from ${srcLinkDecisions})
)
select d.lead_uuid,
  case when d.email_key is null and d.phone_key is null then 'no_key'
    when d.lead_id in (select lead_id from open_candidates) then 'in_conflict'
    when d.lead_id in (select lead_id from ${intLinkCandidates}) then 'rejected'
    else 'not_reported' end as reason,
  d.email_key, d.phone_key, d.delivered_on, d.vendor, d.campaign_id, d.file, d.record_number
from ${intDeliveredLeads} d
anti join (select lead_id from ${intLinks} where link_setting = 'linked') l using (lead_id)`,
});

/** CRM leads that no delivery explains: none of their identities is linked. */
export const rptNeverDelivered = defineModel({
  name: 'rpt_never_delivered',
  title: 'Reported, never delivered',
  description: 'CRM leads that no delivered lead explains, and why as far as it is known.',
  grain: 'one row per CRM lead without a link',
  key: ['series', 'lead_number'],
  shown: { grid: 60, report: 20 },
  materialized: 'view',
  columns: {
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of the CRM.' },
    reason: {
      type: 'VARCHAR',
      kind: 'code',
      description:
        'no_hit: neither key is a delivered lead; conflict: its keys point to different leads; rejected: a reviewer rejected its links; no_key: it has no key at all.',
    },
    identities: { type: 'INTEGER', description: 'Its identities.' },
    entry_on: { type: 'DATE', label: 'Entry', description: 'Date of entry.' },
    city: { type: 'VARCHAR', description: 'City.' },
    state: { type: 'VARCHAR', description: 'State.' },
    disposition: { type: 'VARCHAR', description: 'Newest disposition.' },
    job_status: { type: 'VARCHAR', label: 'Job status', description: 'Newest job status.' },
    last_snapshot: {
      type: 'INTEGER',
      label: 'Last snapshot',
      description: 'Order of the last snapshot that has it.',
    },
    series: {
      type: 'VARCHAR',
      description: 'Whose report it is, where the folder has those of several clients.',
    },
  },
  select: () => sql`
with unlinked as (
  select t.crm_lead_id,
    case when bool_and(i.email_key is null and i.phone_key is null) then 'no_key'
      when bool_or(t.tier = 'conflict' and t.identity_id not in (select identity_id from ${srcLinkDecisions})) then 'conflict'
      when bool_or(t.tier <> 'none') then 'rejected' else 'no_hit' end as reason,
    cast(count(*) as integer) as identities
  from ${intIdentityTiers} t join ${intCrmIdentities} i using (identity_id)
  group by t.crm_lead_id
  having bool_and(t.identity_id not in (select identity_id from ${intLinks} where link_setting = 'linked'))
)
select first(s.lead_number) as lead_number, first(u.reason) as reason, first(u.identities) as identities,
  ${newest(raw('s.entry_on'), raw('s.newness'))} as entry_on, ${newest(raw('s.city'), raw('s.newness'))} as city,
  ${newest(raw('s.state'), raw('s.newness'))} as state, ${newest(raw('s.disposition'), raw('s.newness'))} as disposition,
  ${newest(raw('s.job_status'), raw('s.newness'))} as job_status, max(s.valid_to) as last_snapshot,
  nullif(first(n.series), '') as series
from unlinked u join ${intCrmStates} s using (crm_lead_id) join ${srcSnapshots} n on n.snapshot_order = s.valid_from
group by u.crm_lead_id`,
});

/** CRM leads that are gone from a later snapshot although its window still covers them. */
export const rptVanishedLeads = defineModel({
  name: 'rpt_vanished_leads',
  title: 'Vanished CRM leads',
  description:
    'CRM leads that are missing from a later snapshot although its window still covers their entry date.',
  grain: 'one row per CRM lead and disappearance',
  key: ['lead_number', 'last_snapshot'],
  shown: { grid: 70, report: 30 },
  materialized: 'view',
  columns: {
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of the CRM.' },
    last_snapshot: {
      type: 'INTEGER',
      label: 'Last snapshot',
      description: 'Order of the last snapshot before the gap.',
    },
    file: { type: 'VARCHAR', description: 'File of that snapshot.' },
    entry_on: { type: 'DATE', label: 'Entry', description: 'Date of entry.' },
    window_start: {
      type: 'DATE',
      label: 'Window start',
      description: 'Start of the window of the next snapshot.',
    },
  },
  select: () => sql`
with leads as (
  select crm_lead_id, first(lead_number) as lead_number, arg_max(entry_on, newness) as entry_on from ${intCrmStates} group by crm_lead_id
)
select l.lead_number, p.last_order as last_snapshot, s.file, l.entry_on, w.window_start
from ${srcCrmPresence} p join leads l using (crm_lead_id)
join ${rptSnapshots} s on s.snapshot_order = p.last_order
join ${rptSnapshots} w on w.snapshot_order = p.last_order + 1 and w.series is not distinct from s.series
where l.entry_on > w.window_start or l.entry_on is null`,
});
