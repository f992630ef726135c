import type { FileReport } from '../contract/sources';
import type { Progress } from '../contract/run';
import type { ReviewQueue, WeightModel } from '../contract/review';
import type { LeadQualitySummary } from '../contract/summary';
import type { Finding } from '../domain/finding';
import { withParameters, type ModelSpec } from '../sql/model';
import { findSchemaDrift } from '../stages/clean/crm/schema-drift';
import { findPriceCurrencies, findRepeatedLeads } from '../stages/clean/delivered/delivered-findings';
import { PROFILES } from '../stages/classify/profile';
import { intCrmIdentities } from '../stages/match/int-crm-identities.model';
import { intDeliveredLeads } from '../stages/match/int-delivered-leads.model';
import { intIdentityTiers } from '../stages/match/int-identity-tiers.model';
import { intKeyFrequencies } from '../stages/match/int-key-frequencies.model';
import { weighLinks } from '../stages/match/estimate-weights.step';
import { intSharedKeys } from '../stages/match/int-shared-keys.model';
import { intDeliveredPeople } from '../stages/match/int-delivered-people.model';
import { rptRepeatedDeliveries } from '../stages/measure/rpt-repeated-deliveries.model';
import { rptDeliverySurplus } from '../stages/measure/rpt-delivery-surplus.model';
import { rptMultipliedOutcomes } from '../stages/measure/rpt-multiplied-outcomes.model';
import { findDeliveryTroubles } from '../stages/measure/findings/delivery-findings';
import { intKeyRarity } from '../stages/match/int-key-rarity.model';
import { intLinkCandidates } from '../stages/match/int-link-candidates.model';
import { applyDecisions } from '../stages/decide/apply-decisions.step';
import { intLinks } from '../stages/decide/int-links.model';
import { intPlaceholderKeys } from '../stages/match/int-placeholder-keys.model';
import { planKeys } from '../stages/match/plan-keys.step';
import { rptLinks } from '../stages/match/rpt-links.model';
import { findDeadColumns, type DeadStretch } from '../stages/measure/findings/dead-columns';
import { findMatchTroubles } from '../stages/match/match-findings';
import { findContradictions, findJumps, findVanished } from '../stages/measure/findings/snapshot-findings';
import { readSnapshotProfiles } from '../stages/measure/findings/snapshot-profiles';
import { intCrmStates } from '../stages/measure/int-crm-states.model';
import { intDistinctOutcomes, intLeadOutcomes } from '../stages/measure/int-lead-outcomes.model';
import { intPairOutcomes } from '../stages/measure/int-pair-outcomes.model';
import { readLeadQuality } from '../stages/measure/lead-quality.step';
import { rptBreakdowns } from '../stages/measure/rpt-breakdowns.model';
import { rptContradictions } from '../stages/measure/rpt-contradictions.model';
import { rptFunnel } from '../stages/measure/rpt-funnel.model';
import { rptLeadMovements } from '../stages/measure/rpt-lead-movements.model';
import { rptReviewEdges } from '../stages/measure/rpt-review-edges.model';
import { rptSnapshotRows } from '../stages/measure/rpt-snapshot-rows.model';
import { rptSnapshots } from '../stages/measure/rpt-snapshots.model';
import { rptNeverDelivered, rptNeverReported, rptVanishedLeads } from '../stages/measure/rpt-worklists.model';
import { previousOutcomes, srcPreviousOutcomes } from '../stages/measure/src-previous-outcomes';
import { dimDate } from '../stages/model/dim-date.model';
import { dimLead } from '../stages/model/dim-lead.model';
import { dimPlace } from '../stages/model/dim-place.model';
import { dimStatus } from '../stages/model/dim-status.model';
import { fctLeadStates } from '../stages/model/fct-lead-states.model';
import { fctLeadOutcomes } from '../stages/report/fct-lead-outcomes.model';
import type { ReadContext } from './file-ledger';

export interface Measured {
  readonly leadQuality: LeadQualitySummary;
  readonly weightModel: WeightModel;
  readonly notApplied: ReviewQueue['notApplied'];
  readonly findings: readonly Finding[];
  readonly deadStretches: readonly DeadStretch[];
}

const MATCH_MODELS = [intDeliveredPeople, intLinkCandidates, intIdentityTiers, intKeyRarity];
const STAR_MODELS = [fctLeadStates, dimLead, dimPlace, dimStatus, dimDate];
const MEASURE_MODELS = [
  intPairOutcomes,
  intDistinctOutcomes,
  intLeadOutcomes,
  rptFunnel,
  rptSnapshots,
  rptSnapshotRows,
  rptBreakdowns,
  rptReviewEdges,
  rptNeverReported,
  rptNeverDelivered,
  rptVanishedLeads,
  rptLeadMovements,
  rptContradictions,
  rptRepeatedDeliveries,
  rptDeliverySurplus,
  rptMultipliedOutcomes,
  fctLeadOutcomes,
];

/** Match, model and measure for the first question; clean has filled what they read. */
export async function measureLeadQuality(
  context: ReadContext,
  files: readonly FileReport[],
): Promise<Measured> {
  const { workspace, settings, signal, progress } = context;
  const delivered = files
    .filter((f) => f.status === 'read' && f.source === 'delivered_leads')
    .map((f) => f.file);
  const groups = PROFILES.crm_report.groups;

  const tellOf =
    (stage: Progress['stage'], total: number) =>
    ({ title }: ModelSpec<void>, done: number): void =>
      progress({ stage, label: title, file: null, done, total });

  progress({ stage: 'match', label: 'Comparing keys', file: null, done: 0, total: MATCH_MODELS.length });
  const { plan, findings: keyFindings } = await planKeys(workspace, settings, delivered, signal);
  const matching = [
    withParameters(intDeliveredLeads, plan),
    withParameters(intCrmIdentities, plan),
    intKeyFrequencies,
    withParameters(intSharedKeys, { sharedKeyHolders: settings.sharedKeyHolders }),
    ...MATCH_MODELS,
  ];
  await workspace.buildAll(matching, signal, tellOf('match', matching.length));
  const weightModel = await weighLinks(workspace, signal);
  await workspace.buildAll(
    [rptLinks, withParameters(intPlaceholderKeys, { placeholderPartners: settings.placeholderPartners })],
    signal,
  );

  progress({ stage: 'decide', label: 'Applying decisions', file: null, done: 0, total: 1 });
  const applied = await applyDecisions(workspace, context.decisions, signal);
  const star = [intLinks, ...STAR_MODELS];
  await workspace.buildAll(star, signal, tellOf('model', star.length));
  const states = { sale: groups['sale']?.values ?? [], cancelled: groups['cancelled']?.values ?? [] };
  const measures = [withParameters(intCrmStates, states), ...MEASURE_MODELS];
  await workspace.buildAll(measures, signal, tellOf('measure', measures.length));
  await workspace.carry(srcPreviousOutcomes, intDistinctOutcomes, previousOutcomes, signal);
  const leadQuality = await readLeadQuality(workspace);

  progress({ stage: 'measure', label: 'Looking for findings', file: null, done: 1, total: 1 });
  const profiles = await readSnapshotProfiles(context.workspace, context.signal);
  const snapshots = files
    .filter((f) => f.snapshot !== null)
    .sort((a, b) => (a.snapshot?.order ?? 0) - (b.snapshot?.order ?? 0));
  const dead = await findDeadColumns(
    workspace,
    profiles,
    leadQuality.funnel,
    (column) => snapshots.at(-1)?.mapping.find((m) => m.field === column)?.column ?? null,
  );
  return {
    leadQuality,
    weightModel,
    notApplied: applied.flatMap(({ decision, state, evidenceNow }) =>
      state === 'stale' || state === 'unattached'
        ? [{ subject: decision.subject, decisionId: decision.id, state, evidenceNow }]
        : [],
    ),
    deadStretches: dead.stretches,
    findings: [
      ...dead.findings,
      ...keyFindings,
      ...(await findRepeatedLeads(workspace)),
      ...(await findPriceCurrencies(workspace, PROFILES, signal)),
      ...(await findMatchTroubles(workspace, plan, leadQuality)),
      ...(await findDeliveryTroubles(workspace, leadQuality)),
      ...findJumps(profiles, dead.stretches),
      ...findVanished(profiles),
      ...(await findContradictions(workspace, dead.stretches)),
      ...findSchemaDrift(snapshots),
    ],
  };
}
