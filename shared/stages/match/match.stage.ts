import { defineStage, taking } from '../../sql/stage';
import { doubtfulKeyFindings } from './doubtful-key-findings';
import { weighLinksStep } from './estimate-weights.step';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intDeliveredPeople } from './int-delivered-people.model';
import { intIdentityTiers } from './int-identity-tiers.model';
import { intKeyChanges } from './int-key-changes.model';
import { intKeyFrequencies } from './int-key-frequencies.model';
import { intKeyRarity } from './int-key-rarity.model';
import { intLeadDimensions } from './int-lead-dimensions.model';
import { intLinkCandidates } from './int-link-candidates.model';
import { intLinkEvidence } from './int-link-evidence.model';
import { intLinkProbabilities } from './int-link-probabilities.model';
import { intPlaceholderKeys } from './int-placeholder-keys.model';
import { intRekeyedKeys } from './int-rekeyed-keys.model';
import { intSharedKeys } from './int-shared-keys.model';
import { keyFindings } from './key-findings';
import { matchFindings } from './match-findings';
import { keyPlan, likelyLinks, notAKey, phoneCountry, placeholders, sharedKeys } from './match-parameters';
import { numberFormFindings } from './number-form-findings';
import { partCoverageFindings } from './part-coverage-findings';
import { planKeysStep } from './plan-keys.step';
import { rekeyedFindings } from './rekeyed-findings';
import { reusedNumberFindings } from './reused-number-findings';
import { rptDoubtfulKeys } from './rpt-doubtful-keys.model';
import { rptLinks } from './rpt-links.model';
import { rptNumberForms } from './rpt-number-forms.model';
import { rptPartCoverage } from './rpt-part-coverage.model';
import { rptReusedNumbers } from './rpt-reused-numbers.model';
import { rptSwappedKeys } from './rpt-swapped-keys.model';
import { swappedKeyFindings } from './swapped-key-findings';

/** Which delivered leads the identities of the CRM reports are, by their keys. */
export const matchStage = defineStage({
  name: 'match',
  title: 'Links',
  question: 'leadQuality',
  parameters: [notAKey, phoneCountry, placeholders, sharedKeys, likelyLinks],
  models: [
    intKeyChanges,
    taking(intDeliveredLeads, keyPlan),
    taking(intRekeyedKeys, keyPlan),
    taking(intCrmIdentities, keyPlan),
    intKeyFrequencies,
    taking(intSharedKeys, sharedKeys),
    intDeliveredPeople,
    intLeadDimensions,
    intLinkCandidates,
    intIdentityTiers,
    intKeyRarity,
    intLinkEvidence,
    taking(intLinkProbabilities, likelyLinks),
    rptLinks,
    rptPartCoverage,
    rptReusedNumbers,
    rptNumberForms,
    rptDoubtfulKeys,
    taking(intPlaceholderKeys, placeholders),
    rptSwappedKeys,
  ],
  steps: [planKeysStep, weighLinksStep],
  findings: [
    matchFindings,
    partCoverageFindings,
    swappedKeyFindings,
    keyFindings,
    doubtfulKeyFindings,
    rekeyedFindings,
    reusedNumberFindings,
    numberFormFindings,
  ],
});
