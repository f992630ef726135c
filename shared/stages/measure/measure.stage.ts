import { defineStage, taking } from '../../sql/stage';
import { deadColumnFindings } from './findings/dead-columns';
import { deliveryFindings } from './findings/delivery-findings';
import { partlyPricedFindings } from './findings/partly-priced-findings';
import { deliveryTimingFindings } from './findings/delivery-timing-findings';
import { keylessRowFindings } from './findings/keyless-row-findings';
import { repetitionFindings } from './findings/repetition-findings';
import { snapshotFindings } from './findings/snapshot-findings';
import { profileSnapshots } from './findings/snapshot-profiles';
import { intCrmStates } from './int-crm-states.model';
import { intDistinctOutcomes, intLeadOutcomes } from './int-lead-outcomes.model';
import { intPairOutcomes } from './int-pair-outcomes.model';
import { intTakenBack } from './int-taken-back.model';
import { keepOutcomes } from './keep-outcomes.step';
import { readLeadFates } from './read-lead-fates.step';
import { readLeadQualityStep } from './lead-quality.step';
import { valueGroups, wordChoice } from './measure-parameters';
import { groupWordsStep } from './value-groups.step';
import { swappedStageFindings } from './findings/swapped-stage-findings';
import { swappedDateFindings } from './findings/swapped-date-findings';
import { unreadOutcomeFindings } from './findings/unread-outcome-findings';
import { wordFindings } from './findings/word-findings';
import { rptBreakdowns } from './rpt-breakdowns.model';
import { rptContradictions } from './rpt-contradictions.model';
import { rptDeliverySurplus } from './rpt-delivery-surplus.model';
import { rptDeliveryTiming } from './rpt-delivery-timing.model';
import { rptFunnel } from './rpt-funnel.model';
import { rptKeylessRows } from './rpt-keyless-rows.model';
import { rptLikelyError } from './rpt-likely-error.model';
import { rptLeadFates } from './rpt-lead-fates.model';
import { rptLeadMovements } from './rpt-lead-movements.model';
import { rptMultipliedOutcomes } from './rpt-multiplied-outcomes.model';
import { rptRepeatedDeliveries } from './rpt-repeated-deliveries.model';
import { rptRepeatedRows } from './rpt-repeated-rows.model';
import { rptReversals } from './rpt-reversals.model';
import { rptReviewEdges } from './rpt-review-edges.model';
import { rptSnapshotRows } from './rpt-snapshot-rows.model';
import { rptSnapshots } from './rpt-snapshots.model';
import { rptSwappedDates } from './rpt-swapped-dates.model';
import { rptNeverDelivered, rptNeverReported, rptVanishedLeads } from './rpt-worklists.model';

/** The numbers of the first question. */
export const measureStage = defineStage({
  name: 'measure',
  title: 'Lead quality',
  question: 'leadQuality',
  parameters: [wordChoice],
  models: [
    taking(intCrmStates, valueGroups),
    intTakenBack,
    intPairOutcomes,
    intDistinctOutcomes,
    intLeadOutcomes,
    rptFunnel,
    rptLikelyError,
    rptSnapshots,
    rptSnapshotRows,
    rptBreakdowns,
    rptReviewEdges,
    rptNeverReported,
    rptNeverDelivered,
    rptVanishedLeads,
    rptLeadMovements,
    rptContradictions,
    rptReversals,
    rptSwappedDates,
    rptRepeatedRows,
    rptRepeatedDeliveries,
    rptDeliverySurplus,
    rptMultipliedOutcomes,
    rptKeylessRows,
    rptDeliveryTiming,
    rptLeadFates,
  ],
  steps: [groupWordsStep, readLeadQualityStep, readLeadFates, keepOutcomes, profileSnapshots],
  findings: [
    deadColumnFindings,
    snapshotFindings,
    swappedDateFindings,
    swappedStageFindings,
    repetitionFindings,
    deliveryFindings,
    partlyPricedFindings,
    deliveryTimingFindings,
    keylessRowFindings,
    wordFindings,
    unreadOutcomeFindings,
  ],
});
