import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { srcCrmRanges, srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intLinkCandidates } from './int-link-candidates.model';

/**
 * How much of each part of either side finds the other one, also by each key alone: a vendor or a file whose keys are
 * made in another way finds nobody, which does not show where all are counted together. Rows of reports are counted
 * from their states, as snapshots are.
 */
export const rptPartCoverage = defineModel({
  name: 'rpt_part_coverage',
  title: 'Keys found by vendor and file',
  description: 'Of each vendor, file of delivered leads and report: rows whose keys the other side has.',
  grain: 'one row per vendor, file of delivered leads, and report',
  key: ['part', 'name'],
  shown: { grid: 535 },
  columns: {
    part: { type: 'VARCHAR', kind: 'code', description: 'vendor, leads or report.' },
    name: { type: 'VARCHAR', description: 'The vendor, or the file.' },
    rows: { type: 'BIGINT', description: 'Delivered leads, or rows of the report.' },
    found: { type: 'BIGINT', description: 'Of these, with a key that the other side has too.' },
    with_email: { type: 'BIGINT', label: 'With e-mail', description: 'Rows with an e-mail key.' },
    found_by_email: {
      type: 'BIGINT',
      label: 'Found by e-mail',
      description: 'Of these, with an e-mail key that the other side has too.',
    },
    with_phone: { type: 'BIGINT', label: 'With phone', description: 'Rows with a phone key.' },
    found_by_phone: {
      type: 'BIGINT',
      label: 'Found by phone',
      description: 'Of these, with a phone key that the other side has too.',
    },
  },
  select: () => sql`
with leads as (
  select d.lead_id, d.vendor, d.file, d.email_key is not null as has_email, d.phone_key is not null as has_phone,
    coalesce(c.by_email, false) as by_email, coalesce(c.by_phone, false) as by_phone
  from ${intDeliveredLeads} d left join (
    select lead_id, bool_or(is_email_equal) as by_email, bool_or(is_phone_equal) as by_phone from ${intLinkCandidates} group by lead_id
  ) c using (lead_id)
), identities as (
  select i.identity_id, i.email_key is not null as has_email, i.phone_key is not null as has_phone,
    coalesce(c.by_email, false) as by_email, coalesce(c.by_phone, false) as by_phone
  from ${intCrmIdentities} i left join (
    select identity_id, bool_or(is_email_equal) as by_email, bool_or(is_phone_equal) as by_phone from ${intLinkCandidates} group by identity_id
  ) c using (identity_id)
), states as (
  select r.valid_from, r.valid_to, r.row_count, i.* from ${srcCrmRanges} r join ${srcCrmValues} v using (state_id) join identities i using (identity_id)
), changes as (
  select valid_from as snapshot_order, has_email, has_phone, by_email, by_phone, sum(row_count) as row_count from states group by all
  union all
  select valid_to + 1, has_email, has_phone, by_email, by_phone, -sum(row_count) from states group by all
), parts as (
  select 'vendor' as part, vendor as name, 1 as row_count, has_email, has_phone, by_email, by_phone from leads where vendor is not null
  union all
  select 'leads', file, 1, has_email, has_phone, by_email, by_phone from leads
  union all
  select 'report', s.file, c.row_count, c.has_email, c.has_phone, c.by_email, c.by_phone
  from ${srcSnapshots} s join changes c on c.snapshot_order <= s.snapshot_order
)
select part, name, cast(sum(row_count) as bigint) as rows,
  cast(coalesce(sum(row_count) filter (by_email or by_phone), 0) as bigint) as found,
  cast(coalesce(sum(row_count) filter (has_email), 0) as bigint) as with_email,
  cast(coalesce(sum(row_count) filter (by_email), 0) as bigint) as found_by_email,
  cast(coalesce(sum(row_count) filter (has_phone), 0) as bigint) as with_phone,
  cast(coalesce(sum(row_count) filter (by_phone), 0) as bigint) as found_by_phone
from parts group by part, name`,
});
