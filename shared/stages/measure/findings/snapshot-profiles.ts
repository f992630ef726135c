import { int, queryRows, text } from '../../../sql/records';
import { sql } from '../../../sql/sql';
import { defineStep } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import { srcCrmPresence, srcSnapshots } from '../../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../../clean/crm/src-crm-values';
import { rptNumberForms } from '../../match/rpt-number-forms.model';
import { snapshotProfiles, type SnapshotProfile } from '../measure-parameters';
import { rptSnapshots } from '../rpt-snapshots.model';

/** From this share of the leads that its window covers a report that lacks them is no full one: leads do not go so. */
const PARTIAL = 0.5;

/**
 * Whether the snapshot after this one lacks most of what its window covers. Rows stand for leads: each has about one. Leads
 * whose number is written in another way there are not lacking.
 */
export const isBeforePart = ({ rows, vanished, renumbered, agedOut }: SnapshotProfile): boolean =>
  vanished - renumbered > 1 && vanished - renumbered >= PARTIAL * (rows - agedOut);

/** By snapshot: the leads that vanish after it, and stand in the next one with their number written in another way. */
async function readRenumbered(
  workspace: Workspace,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  const rows = await queryRows(
    workspace,
    sql`
with forms as (
  select distinct f.series, f.plain_number, f.lead_number, v.crm_lead_id
  from ${rptNumberForms} f join ${srcCrmValues} v using (lead_number) where f.is_same_lead
), stays as (
  select f.*, p.first_order, p.last_order from forms f join ${srcCrmPresence} p using (crm_lead_id)
  join ${srcSnapshots} s on s.snapshot_order = p.last_order and nullif(s.series, '') is not distinct from f.series
)
select a.last_order as snapshot_order, cast(count(distinct a.crm_lead_id) as integer) as leads
from stays a join stays b on b.plain_number = a.plain_number and b.series is not distinct from a.series
  and b.crm_lead_id <> a.crm_lead_id and a.last_order + 1 between b.first_order and b.last_order
group by a.last_order`,
    signal,
  );
  return new Map(rows.map((row) => [int(row, 'snapshot_order'), int(row, 'leads')]));
}

/** The snapshots of this run with their counts, oldest first. @throws LeadlensError `cancelled` */
async function readSnapshotProfiles(
  workspace: Workspace,
  signal: AbortSignal,
): Promise<readonly SnapshotProfile[]> {
  const rows = await queryRows(
    workspace,
    sql`select * exclude (as_of, window_start) from ${rptSnapshots} order by snapshot_order`,
    signal,
  );
  const renumbered = await readRenumbered(workspace, signal);
  return rows.map((values) => {
    const numbers = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, Number(value) || 0]),
    );
    const order = numbers['snapshot_order'] ?? 0;
    const vanished = numbers['vanished'] ?? 0;
    return {
      order,
      file: String(values['file']),
      series: text(values, 'series'),
      rows: numbers['rows'] ?? 0,
      live: numbers,
      vanished,
      renumbered: Math.min(vanished, renumbered.get(order) ?? 0),
      agedOut: numbers['aged_out'] ?? 0,
    };
  });
}

export const profileSnapshots = defineStep({
  name: 'profile_snapshots',
  title: 'Looking at the snapshots',
  reads: [rptSnapshots, rptNumberForms, srcCrmValues, srcCrmPresence, srcSnapshots],
  gives: [snapshotProfiles],
  size: 'groups',
  run: async ({ workspace, give, signal }) =>
    give(snapshotProfiles, await readSnapshotProfiles(workspace, signal)),
});
