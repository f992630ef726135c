import { together } from '../../../domain/together';
import type { Finding } from '../../../domain/finding';
import type { Cell } from '../../../ports/database';
import type { Sql } from '../../../sql/sql';
import type { Workspace } from '../../../sql/workspace';
import { findBlanks } from './blank-findings';
import { findCurrencies, MARKETING_AMOUNTS } from './currency-findings';
import type { Profiles } from './finding-rows';
import { findRepeats } from './repeat-findings';
import { findStatuses } from './status-findings';
import { findTouches } from './touch-findings';

/** What the cleaned marketing exports have to say before they are joined: what is apart, assumed, blank or repeated. */
export async function findInMarketing(
  workspace: Workspace,
  profiles: Profiles,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const read = async (query: Sql): Promise<readonly (readonly Cell[])[]> =>
    (await workspace.query(query, signal)).rows();
  const found = await together([
    findCurrencies(read, profiles, MARKETING_AMOUNTS),
    findStatuses(read, profiles),
    findRepeats(read, profiles),
    findTouches(read, profiles),
    findBlanks(read, profiles),
  ]);
  return found.flat();
}
