import type { RevenueSummary } from '../contract/revenue';
import type { FileReport } from '../contract/sources';
import type { LeadQualitySummary } from '../contract/summary';
import type { QuestionAccount } from './fates';
import { givenByStep, settingOf } from './stage';

/** What a run says as a whole: the findings of any stage may take it, whichever stage gives it. */

export const filesRead = givenByStep<readonly FileReport[]>(
  'files_read',
  'All files of the folder with what was counted in them.',
);

export const leadQualityNumbers = givenByStep<LeadQualitySummary>(
  'lead_quality_numbers',
  'The numbers of the first question.',
);

export const revenueNumbers = givenByStep<RevenueSummary>(
  'revenue_numbers',
  'The numbers of the second question.',
);

export const leadAccount = givenByStep<QuestionAccount>(
  'lead_account',
  'What became of every row of delivered leads and CRM reports.',
);

export const revenueAccount = givenByStep<QuestionAccount>(
  'revenue_account',
  'What became of every row of leads, invoices, events and ads.',
);

export const acceptedRepairs = settingOf(
  'accepted_repairs',
  'Codes of the repairs of findings that are used.',
  ({ decided }) => decided.acceptedRepairs,
);
