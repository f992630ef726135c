import { defineStage } from '../../sql/stage';
import { dimDate } from './dim-date.model';
import { dimLead } from './dim-lead.model';
import { dimPlace } from './dim-place.model';
import { dimStatus } from './dim-status.model';
import { fctLeadStates } from './fct-lead-states.model';

/** The star schema of the first question. */
export const modelStage = defineStage({
  name: 'model',
  title: 'Star schema',
  question: 'leadQuality',
  models: [fctLeadStates, dimLead, dimPlace, dimStatus, dimDate],
});
