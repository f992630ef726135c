import type { Decision } from '../../domain/decision-state';
import { together } from '../../domain/together';
import type { ModelSpec } from '../../sql/model';
import type { Workspace } from '../../sql/workspace';
import { dimPerson } from './dim-person.model';
import { intLeadPairs } from './int-lead-pairs.model';
import { intLeadRecords } from './int-lead-records.model';
import { intPersonMembers } from './int-person-members.model';
import { intPersonUids } from './int-person-uids.model';
import { findNearEmails, joinRecords } from './join-records.step';
import { applyPairDecisions, type PairReview } from './pair-decisions.step';
import { rptLeadReviewPairs } from './rpt-lead-review-pairs.model';
import { rptPeople } from './rpt-people.model';
import { rptPersonMembers } from './rpt-person-members.model';
import { rptSourceDisagreements } from './rpt-source-disagreements.model';

/** The models of the stage in their order; the steps stand between the first ones. */
export const DEDUP_MODELS = [
  intLeadRecords,
  intLeadPairs,
  intPersonMembers,
  dimPerson,
  intPersonUids,
  rptPeople,
  rptPersonMembers,
  rptLeadReviewPairs,
  rptSourceDisagreements,
] as const;

/** What the stage found out besides its tables. */
export interface Dedup {
  /** Groups of e-mails that differ in one place by the dozen: taken for numbered series, not compared. */
  readonly emailSeries: number;
  readonly pairs: PairReview;
}

/**
 * Makes one person of the records that are one.
 * Needs `stg_leads`, with no rows where there is no file of a lead tool. Gives `dim_person`, its members, pairs for review and
 * the disagreements between the tools.
 * @param decisions of the reviewer; those about people count here
 * @param progress told before each model with its title
 */
export async function buildDedup(
  workspace: Workspace,
  decisions: readonly Decision[] = [],
  signal?: AbortSignal,
  progress: (label: string, done: number, total: number) => void = () => undefined,
): Promise<Dedup> {
  const build = (models: readonly ModelSpec<void>[], before: number): Promise<void> =>
    workspace.buildAll(models, signal, ({ title }, done) =>
      progress(title, before + done, DEDUP_MODELS.length),
    );
  const [records, pairs, ...rest] = DEDUP_MODELS;
  const [, { series }, decided] = await together([
    build([records], 0),
    findNearEmails(workspace, signal),
    applyPairDecisions(workspace, decisions, signal),
  ]);
  await together([build([pairs], 1), joinRecords(workspace, signal)]);
  await build(rest, 2);
  return { emailSeries: series, pairs: decided };
}
