import { queryRows } from '../../../sql/records';
import { sql } from '../../../sql/sql';
import type { Workspace } from '../../../sql/workspace';
import { rptSnapshots } from '../rpt-snapshots.model';

/** What the findings look at in one snapshot. */
export interface SnapshotProfile {
  readonly order: number;
  readonly file: string;
  readonly rows: number;
  /** Rows per column whose value carries information: true, or present. */
  readonly live: Readonly<Record<string, number>>;
  /** CRM leads that are gone although the window still covers them. */
  readonly vanished: number;
  /** CRM leads that are gone because the window has passed them. */
  readonly agedOut: number;
}

/** The snapshots of this run with their counts, oldest first. @throws LeadlensError `cancelled` */
export async function readSnapshotProfiles(
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
      rows: numbers['rows'] ?? 0,
      live: numbers,
      vanished: numbers['vanished'] ?? 0,
      agedOut: numbers['aged_out'] ?? 0,
    };
  });
}
