import { defineStage } from '../../sql/stage';
import { applyDecisionsStep } from './apply-decisions.step';
import { identityDecisions } from './decide-parameters';
import { intDifferingLeads } from './int-differing-leads.model';
import { intLinks } from './int-links.model';

/** The links that count, with what reviewers decided. */
export const decideStage = defineStage({
  name: 'decide',
  title: 'Decisions',
  question: 'leadQuality',
  parameters: [identityDecisions],
  models: [intLinks, intDifferingLeads],
  steps: [applyDecisionsStep],
});
