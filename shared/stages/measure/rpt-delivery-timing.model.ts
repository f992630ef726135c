import { daysBetween } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { intCrmStates } from './int-crm-states.model';
import { intDistinctOutcomes } from './int-lead-outcomes.model';

/** Days from an entry to a delivery from which on the client had the lead before it was delivered. */
export const LONG_BEFORE = 31;

/**
 * Delivered leads whose date of delivery does not fit the reports: delivered after the newest of them, so that none can
 * have it; or linked to a CRM lead that was entered long before, so that its outcomes may not be those of the delivery.
 */
export const rptDeliveryTiming = defineModel({
  name: 'rpt_delivery_timing',
  title: 'Deliveries that do not fit the time of the reports',
  description: 'Delivered after the newest report, or long after their CRM lead was entered.',
  grain: 'one row per delivered lead',
  key: ['lead_uuid'],
  shown: { grid: 598 },
  columns: {
    lead_uuid: { type: 'VARCHAR', label: 'Lead id', kind: 'hash', description: 'Id of the delivered lead.' },
    reason: {
      type: 'VARCHAR',
      kind: 'code',
      description:
        'after_reports: no report has it, and the newest is older; entered_before: its CRM lead was entered long before.',
    },
    delivered_on: { type: 'DATE', label: 'Delivered', description: 'Date of delivery.' },
    newest_report_on: {
      type: 'DATE',
      label: 'Newest report',
      description: 'Newest date that the reports have: in their names, or of an entry.',
    },
    entry_on: { type: 'DATE', label: 'Entry', description: 'Date of entry of its CRM lead.' },
    days: {
      type: 'INTEGER',
      label: 'Days late',
      description: 'Days from the newest report, or from the entry, to the delivery.',
    },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of its CRM lead.' },
    vendor: { type: 'VARCHAR', description: 'Vendor of the delivery.' },
  },
  select: () => sql`
with newest as (
  select greatest((select max(try_cast(as_of as date)) from ${srcSnapshots}), (select max(entry_on) from ${intCrmStates})) as newest_report_on
), timed as (
  select lead_uuid, case when not is_matched and delivered_on > newest_report_on then 'after_reports'
    when is_matched and ${daysBetween(raw('entry_on'), raw('delivered_on'))} >= ${raw(String(LONG_BEFORE))} then 'entered_before' end as reason,
    delivered_on, newest_report_on, entry_on, lead_number, vendor
  from ${intDistinctOutcomes}, newest where link_setting = 'linked' and delivered_on is not null
)
select lead_uuid, reason, delivered_on, newest_report_on, entry_on,
  cast(${daysBetween(raw("case reason when 'after_reports' then newest_report_on else entry_on end"), raw('delivered_on'))} as integer) as days,
  lead_number, vendor
from timed where reason is not null`,
});
