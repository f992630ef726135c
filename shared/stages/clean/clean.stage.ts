import { defineStage } from '../../sql/stage';
import { keptSeries, rates, snapshotOrder } from './clean-parameters';
import { flagFindings } from './crm/flag-findings';
import { readCrmReports } from './crm/crm-reports.step';
import { schemaDriftFindings } from './crm/schema-drift';
import { seriesFindings } from './crm/series-findings';
import { unknownStageFindings } from './crm/unknown-stage-findings';
import { readDeliveredLeads } from './delivered/delivered-exports.step';
import { readLeadDimensions } from './delivered/lead-dimensions.step';
import { noLeadFindings, priceFindings, repeatedLeadFindings } from './delivered/delivered-findings';
import { readAds, readInvoices, readPeople, readTouches } from './marketing/marketing-exports.step';
import { levelFindings } from './marketing/level-findings';
import { marketingFindings } from './marketing/marketing-findings';
import { missingSourceFindings } from './missing-sources';
import { closeLedger, openLedger } from './records/file-ledger.step';
import { recordFindings } from './records/record-findings';
import { valueFindings } from './values/value-findings';

const READERS = [readDeliveredLeads, readCrmReports, readPeople, readInvoices, readTouches, readAds];

/** Typed rows of every export; each reader builds the models of its exports. */
export const cleanStage = defineStage({
  name: 'clean',
  title: 'Typed records',
  parameters: [rates, keptSeries, snapshotOrder],
  steps: [openLedger, ...READERS, readLeadDimensions, closeLedger(READERS)],
  findings: [
    recordFindings,
    valueFindings,
    missingSourceFindings,
    schemaDriftFindings,
    unknownStageFindings,
    flagFindings,
    seriesFindings,
    repeatedLeadFindings,
    noLeadFindings,
    priceFindings,
    marketingFindings,
    levelFindings,
  ],
});
