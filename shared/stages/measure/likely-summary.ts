import type { WeightModel } from '../../contract/review';
import type { FunnelCounts, LikelySummary } from '../../contract/summary';
import { expectedError } from '../../domain/expected-error';
import { MOVING_COUNTS, perCount } from '../../domain/lead-quality';
import { int, queryRows } from '../../sql/records';
import { sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { rptLikelyError } from './rpt-likely-error.model';

/** Expected numbers of links and leads are told in thousandths. */
const rounded = (value: unknown): number => Math.round(Number(value) * 1000) / 1000;

/**
 * How the links by weight came about, and how wrong they must be expected to be.
 * @param counts those of *ever*, *likely*
 */
export async function likelySummary(
  workspace: Workspace,
  counts: FunnelCounts,
  { origin, reason }: WeightModel,
  threshold: number,
): Promise<LikelySummary> {
  const [row] = await queryRows(workspace, sql`select * from ${rptLikelyError}`);
  return {
    estimated: origin === 'estimated',
    reason,
    threshold,
    links: int(row, 'links'),
    wrongLinks: rounded(row?.['wrong_links']),
    missedLinks: rounded(row?.['missed_links']),
    expectedError: perCount(MOVING_COUNTS, (count) =>
      expectedError(counts[count], rounded(row?.[`wrong_${count}`]), rounded(row?.[`missed_${count}`])),
    ),
  };
}
