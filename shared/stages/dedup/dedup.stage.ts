import { defineStage } from '../../sql/stage';
import { peopleFindings } from './dedup-findings';
import { pairDecisions } from './dedup-parameters';
import { dimPerson } from './dim-person.model';
import { intCampaignForms } from './int-campaign-forms.model';
import { intCampaignNames } from './int-campaign-names.model';
import { intEmailPairs } from './int-email-pairs.model';
import { intLeadPairs } from './int-lead-pairs.model';
import { intLeadRecords } from './int-lead-records.model';
import { intMergedLeads } from './int-merged-leads.model';
import { intOtherEmails } from './int-other-emails.model';
import { intPersonMembers } from './int-person-members.model';
import { intPersonUids } from './int-person-uids.model';
import { findNearEmailsStep, joinRecordsStep } from './join-records.step';
import { applyPairDecisionsStep } from './pair-decisions.step';
import { placeholderPeople } from './placeholder-people';
import { rptLeadReviewPairs } from './rpt-lead-review-pairs.model';
import { rptPeople } from './rpt-people.model';
import { rptPersonMembers } from './rpt-person-members.model';
import { rptSourceDisagreements } from './rpt-source-disagreements.model';
import { weighPeopleStep } from './weigh-people.step';

/** One person of the records of the lead tools that are one, pairs for review, and what the tools say differently. */
export const dedupStage = defineStage({
  name: 'dedup',
  title: 'People',
  question: 'revenue',
  parameters: [pairDecisions],
  models: [
    intCampaignNames,
    intCampaignForms,
    intLeadRecords,
    intMergedLeads,
    intOtherEmails,
    intLeadPairs,
    intPersonMembers,
    intEmailPairs,
    dimPerson,
    intPersonUids,
    rptPeople,
    rptPersonMembers,
    rptLeadReviewPairs,
    rptSourceDisagreements,
  ],
  steps: [findNearEmailsStep, applyPairDecisionsStep, joinRecordsStep, weighPeopleStep],
  findings: [peopleFindings, placeholderPeople],
});
