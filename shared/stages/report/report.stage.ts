import { defineStage } from '../../sql/stage';
import { fctLeadOutcomes } from './fct-lead-outcomes.model';

/** What leaves the program: the files are made when they are asked for. */
export const reportStage = defineStage({
  name: 'report',
  title: 'Reports',
  question: 'leadQuality',
  models: [fctLeadOutcomes],
});
