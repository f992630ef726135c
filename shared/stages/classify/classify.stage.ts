import { defineStage } from '../../sql/stage';
import { sourceFindings } from './classify-findings';
import { sortFolderFiles } from './sort-files.step';

/** The source of each file, and its columns by field. */
export const classifyStage = defineStage({
  name: 'classify',
  title: 'Sources and columns',
  steps: [sortFolderFiles],
  findings: [sourceFindings],
});
