import { defineStep } from '../../sql/stage';
import { intDistinctOutcomes, intLeadOutcomes } from './int-lead-outcomes.model';
import { previousOutcomes, srcPreviousOutcomes } from './src-previous-outcomes';

/** Keeps what the run before said, for comparing runs. */
export const keepOutcomes = defineStep({
  name: 'keep_outcomes',
  title: 'Keeping the run before',
  reads: [intDistinctOutcomes, intLeadOutcomes],
  writes: [srcPreviousOutcomes],
  size: 'rows',
  run: ({ workspace, signal }) =>
    workspace.carry(srcPreviousOutcomes, intDistinctOutcomes, previousOutcomes, signal),
});
