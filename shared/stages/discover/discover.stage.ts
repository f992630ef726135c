import { defineStage } from '../../sql/stage';
import { fileFindings } from './discover-findings';
import { discoverFiles } from './discover.step';
import { serverFindings } from './server-findings';

/** The files of the folder as they were found. */
export const discoverStage = defineStage({
  name: 'discover',
  title: 'Files as found',
  steps: [discoverFiles],
  findings: [fileFindings, serverFindings],
});
