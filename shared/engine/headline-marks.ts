import type { ProjectSettings } from '../contract/project';
import type { RunOutcome } from '../contract/run';
import type { Summary } from '../contract/summary';
import type { DeadSpan } from '../domain/dead-steps';
import { headlineLinks } from '../domain/headline';
import { readTimes } from '../queries/lead-quality/funnel-times';
import type { Workspace } from '../sql/workspace';

/** By what the counts of the headline are marked; null where the folder does not answer for leads. */
export async function readHeadlineMarks(
  workspace: Workspace,
  { leadQuality }: Summary,
  { dispositionGroups: groups }: ProjectSettings,
  deadStretches: readonly DeadSpan[],
  signal: AbortSignal,
): Promise<RunOutcome['marked']> {
  if (!leadQuality) return null;
  const setting = { basis: 'ever', links: headlineLinks(leadQuality) } as const;
  const { cohorts } = await readTimes({ workspace, groups, signal }, setting, []);
  return { deadStretches, cohorts };
}
