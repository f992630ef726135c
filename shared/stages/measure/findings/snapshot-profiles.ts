import { queryRows, text } from '../../../sql/records';
import { sql } from '../../../sql/sql';
import { defineStep } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import { snapshotProfiles, type SnapshotProfile } from '../measure-parameters';
import { rptSnapshots } from '../rpt-snapshots.model';

/** From this share of the leads that its window covers a report that lacks them is no full one: leads do not go so. */
const PARTIAL = 0.5;

/** Whether the snapshot after this one lacks most of what its window covers. Rows stand for leads: each has about one. */
export const isBeforePart = ({ rows, vanished, agedOut }: SnapshotProfile): boolean =>
  vanished > 1 && vanished >= PARTIAL * (rows - agedOut);

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
  return rows.map((values) => {
    const numbers = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, Number(value) || 0]),
    );
    return {
      order: numbers['snapshot_order'] ?? 0,
      file: String(values['file']),
      series: text(values, 'series'),
      rows: numbers['rows'] ?? 0,
      live: numbers,
      vanished: numbers['vanished'] ?? 0,
      agedOut: numbers['aged_out'] ?? 0,
    };
  });
}

export const profileSnapshots = defineStep({
  name: 'profile_snapshots',
  title: 'Looking at the snapshots',
  reads: [rptSnapshots],
  gives: [snapshotProfiles],
  size: 'groups',
  run: async ({ workspace, give, signal }) =>
    give(snapshotProfiles, await readSnapshotProfiles(workspace, signal)),
});
