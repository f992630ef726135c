import type { Subject, SubjectKind } from '../../contract/subject';
import type { Workspace } from '../../sql/workspace';
import type { Found } from './found';
import { findCrmLead, findLead } from './lead-subjects';
import { findCampaign, findInvoice, findPerson } from './revenue-subjects';

const FINDERS: {
  readonly [K in SubjectKind]: (workspace: Workspace, id: string, signal: AbortSignal) => Promise<Found>;
} = {
  lead: findLead,
  crm_lead: findCrmLead,
  person: findPerson,
  invoice: findInvoice,
  campaign: findCampaign,
};

/** What the tables of the run hold of a subject. Where they do not know it, its facts and sections have no rows. */
export const findSubject = (
  workspace: Workspace,
  { kind, id }: Subject,
  signal: AbortSignal,
): Promise<Found> => FINDERS[kind](workspace, id, signal);
