import type { LeadQualitySummary } from '../../../../shared/contract/summary';
import type { LinkSetting, Tier } from '../../../../shared/domain/lead-quality';
import { wilsonOf } from '../rates';
import { breakdownOf } from './breakdowns';
import { tiered as tieredOf, type TieredIdentity } from './candidates';
import { decide, type Decided } from './decided';
import { deliveredLeads } from './delivered-leads';
import { leadGroups } from './evidence';
import { likelySummaryOf } from './expected-error';
import type { LeadFacts } from './facts';
import { funnelOf, funnelOfPeople, perStage } from './funnel';
import { FUNNEL_KEYS_OF, PLAIN_BASES, PLAIN_SETTINGS, type PlainFunnels } from './funnel-keys';
import { identitiesOf } from './identities';
import { weighLinks } from './likely';
import { linksOf } from './links';
import { takenBack } from './net-sales';
import { seenIn } from './newest';
import { outcomeOf, type Outcome } from './outcomes';
import { peopleOf } from './people';
import { pricesOf } from './prices';
import { rekeyedKeys } from './rekeyed';
import { rarityOf } from './rarity';
import { keyCounts } from './shared-keys';
import { snapshotsOf } from './snapshot-order';
import { spanOf } from './span';
import type { ROW_STAGES } from './stages';
import { shows } from './stages';
import { pairsOf, weightsOf } from './weights';

/** The identities of some facts with their tiers: what a reviewer sees. */
export function reviewedOf(facts: LeadFacts) {
  const leads = deliveredLeads(facts);
  const snapshots = snapshotsOf(facts.reports);
  const rows = seenIn(snapshots);
  const identities = identitiesOf(rows, facts, {
    email: rekeyedKeys('email', rows, leads, facts),
    phone: rekeyedKeys('phone', rows, leads, facts),
  });
  const counts = {
    email: keyCounts('email', leads, identities),
    phone: keyCounts('phone', leads, identities),
  };
  const tiered = identities.map((identity) => tieredOf(identity, leads, counts, facts));
  return { leads, snapshots, rows, counts, tiered };
}

/** The numbers of the first question. */
export function leadQualityOf(facts: LeadFacts): LeadQualitySummary {
  const { leads, snapshots, rows, counts, tiered } = reviewedOf(facts);
  const decided = decide(tiered, facts);
  const rarity = {
    email: rarityOf(counts.email, leads, tiered),
    phone: rarityOf(counts.phone, leads, tiered),
  };
  const pairs = pairsOf(tiered, rarity);
  const linkable = tiered.filter(({ tier }) => tier !== 'none').length;
  const weights = weightsOf(pairs, tiered.length, leads.length, linkable);
  const weighed = weighLinks(pairs, weights, facts.likelyProbability);
  const isTakenBack = takenBack(rows, facts);
  const outcomesOf = (setting: LinkSetting): readonly Outcome[] => {
    const links = linksOf(setting, weighed, decided);
    return leads.map((lead) => outcomeOf(lead, links, isTakenBack, facts));
  };
  const outcomes = {
    strict: outcomesOf('strict'),
    linked: outcomesOf('linked'),
    likely: outcomesOf('likely'),
  };
  const funnels = Object.fromEntries(
    PLAIN_BASES.flatMap((basis) =>
      PLAIN_SETTINGS.map((setting) => [`${basis}_${setting}`, funnelOf(outcomes[setting], basis)]),
    ),
  ) as PlainFunnels;
  const tier = (name: Tier): number => tiered.filter((of) => of.tier === name).length;
  const several = new Map<string, string[]>();
  for (const { lead, crmLeads } of outcomes.linked)
    for (const { leadNumber, ever } of crmLeads)
      if (ever.has('appointment') || ever.has('demo') || ever.has('sale'))
        several.set(leadNumber, [...(several.get(leadNumber) ?? []), lead.leadId]);
  const multiplied = [...several].filter(([, ids]) => ids.length > 1);
  return {
    delivered: leads.length,
    snapshots: snapshots.length,
    reportRows: rows.length,
    crmLeads: new Set(rows.map(({ row }) => row.leadNumber)).size,
    identities: {
      both: tier('both'),
      email_only: tier('email_only'),
      phone_only: tier('phone_only'),
      conflict: tier('conflict'),
      none: tier('none'),
    },
    matchedLeads: { strict: funnels.ever_strict.matched, linked: funnels.ever_linked.matched },
    likely: {
      estimated: weights.reason === null,
      reason: weights.reason,
      threshold: facts.likelyProbability,
      ...likelySummaryOf(weighed, decided, outcomes.likely, isTakenBack, facts),
    },
    funnel: {
      ...funnels,
      snapshot_rows: {
        rows: rows.length,
        ...perStage(
          (stage) =>
            rows.filter(({ row }) =>
              stage === 'net_sale'
                ? shows(row, 'sale', facts) && !isTakenBack.has(row.leadNumber)
                : shows(row, stage, facts),
            ).length,
        ),
      },
    },
    people: funnelOfPeople(outcomes.linked, peopleOf(leads, counts, facts)),
    multiplied: {
      crmLeads: multiplied.length,
      deliveredLeads: new Set(multiplied.flatMap(([, ids]) => ids)).size,
    },
    rates: Object.fromEntries(
      FUNNEL_KEYS_OF.map((key) => {
        const { delivered, appointment, demo, sale } = funnels[key];
        return [
          key,
          {
            appointment: wilsonOf(appointment, delivered),
            demo: wilsonOf(demo, appointment),
            sale: wilsonOf(sale, demo),
          },
        ];
      }),
    ) as LeadQualitySummary['rates'],
    span: spanOf(tiered, decided, outcomes, isTakenBack, facts),
    bySnapshot: snapshots.map((snapshot) => {
      const count = (stage: (typeof ROW_STAGES)[number]): number =>
        snapshot.rows.filter((row) => shows(row, stage, facts)).length;
      return {
        order: snapshot.order,
        rows: snapshot.rows.length,
        set_reported: count('set_reported'),
        appointment_date: snapshot.rows.filter(({ appointmentAt }) => appointmentAt !== null).length,
        demo: count('demo'),
        sale: count('sale'),
      };
    }),
    breakdowns: {
      state: breakdownOf(outcomes.linked, ({ state }) => state),
      entry_month: breakdownOf(outcomes.linked, ({ entryMonth }) => entryMonth),
      disposition: breakdownOf(outcomes.linked, ({ disposition }) => disposition),
      job_status: breakdownOf(outcomes.linked, ({ jobStatus }) => jobStatus),
    },
    review: {
      open: tiered.filter(
        (of) => of.tier !== 'none' && !of.isStrict && !decided.settled.has(of) && !decided.stale.includes(of),
      ).length,
      stale: decided.stale.length,
      decided: decided.settled.size,
    },
    toJudge: toJudgeOf(tiered, decided),
    prices: pricesOf(leads, funnels),
  };
}

/** Groups of delivered leads that somebody must still look at, and the identities in them that ask. */
function toJudgeOf(
  tiered: readonly TieredIdentity[],
  { settled, stale, unsure }: Decided,
): LeadQualitySummary['toJudge'] {
  const asking = tiered.filter(
    (of) =>
      of.candidates.length > 0 &&
      (stale.includes(of) || unsure.includes(of) || (of.tier !== 'none' && !of.isStrict && !settled.has(of))),
  );
  const groups = leadGroups(tiered).filter((ids) =>
    asking.some(({ candidates }) => candidates.some(({ lead }) => ids.includes(lead.leadId))),
  );
  return { items: groups.length, identities: asking.length };
}
