import { sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';

/** Ends when the database has answered. @throws LeadlensError `database_stuck` where it is replaced because it does not */
export async function pulse(workspace: Workspace, signal: AbortSignal): Promise<null> {
  await workspace.read(sql`select 1`, signal);
  return null;
}
