import { defineModel } from '../../sql/model';
import { lit, raw, sql, type Sql } from '../../sql/sql';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { CANDIDATE_COLUMNS } from './int-link-candidates.model';
import { intLinkEvidence } from './int-link-evidence.model';
import { srcWeightModel } from './src-weight-model';

export interface LikelyParameters {
  /** Probability from which the best candidate of an identity is its likely link. */
  readonly likelyProbability: number;
}

/** The runner-up is well below when its odds are at most the winner's divided by this. */
export const RUNNER_UP_BELOW = 10;

/** m/u where the key agrees, 1-m where it differs, 1 where a side lacks it: the factors of which `links` shows the logarithms. */
const ratio = (comparison: Sql, m: Sql, u: Sql): Sql =>
  sql`case ${comparison} when 'agrees' then ${m} / ${u} when 'differs' then 1 - ${m} else 1 end`;

/**
 * The probability that an identity is each of its candidates. It is one of them or none, so their odds share a whole:
 * p = odds / (1 + all odds), the 1 being *none*. Delivered leads with the same two keys are one person, whose odds
 * count once and whose probability all its deliveries have. Both keys agreeing says little where many share both, since
 * then they are not two witnesses: such links are never likely.
 * Source: I. P. Fellegi, A. B. Sunter, "A theory for record linkage", JASA 64 (1969), for the odds; the constraint to
 * one partner after M. A. Jaro, "Advances in record-linkage methodology", JASA 84 (1989).
 */
export const intLinkProbabilities = defineModel<LikelyParameters>({
  name: 'int_link_probabilities',
  title: 'Probabilities of links',
  description:
    'How probable each candidate of an identity is among all of them and none, and the likely one.',
  grain: 'one row per identity and delivered lead',
  key: ['identity_id', 'lead_id'],
  columns: {
    ...CANDIDATE_COLUMNS,
    probability: { type: 'DOUBLE', description: 'Chance that the identity is this lead and no other.' },
    is_likely: {
      type: 'BOOLEAN',
      description: 'The most probable one, probable enough, and the runner-up well below.',
      notNull: true,
    },
  },
  example: { likelyProbability: 0.9 },
  select: ({ likelyProbability }) => sql`
with weighed as (
  select e.identity_id, e.lead_id, e.tier, e.is_strict, w.prior / (1 - w.prior)
    * ${ratio(raw('e.email'), raw('w.m_email'), raw('e.email_u'))} * ${ratio(raw('e.phone'), raw('w.m_phone'), raw('e.phone_u'))} as odds
  from ${intLinkEvidence} e cross join ${srcWeightModel} w
), several as (
  select identity_id from weighed group by identity_id having count(*) > 1
), rivals as (
  select w.*, min(w.lead_id) over (partition by w.identity_id, d.email_key, d.phone_key) as person_id
  from weighed w semi join several using (identity_id) join ${intDeliveredLeads} d using (lead_id)
), people as (
  select identity_id, person_id, max(odds) as odds from rivals group by identity_id, person_id
), ranked as (
  select identity_id, person_id, sum(odds) over (best rows between unbounded preceding and unbounded following) as all_odds,
    row_number() over best as place, lead(odds, 1, 0) over best as runner_up
  from people window best as (partition by identity_id order by odds desc, person_id)
), placed as (
  select identity_id, lead_id, tier, is_strict, odds, odds as all_odds, true as is_best
  from weighed anti join several using (identity_id)
  union all
  select r.identity_id, r.lead_id, r.tier, r.is_strict, r.odds, k.all_odds, k.place = 1 and k.runner_up * ${lit(RUNNER_UP_BELOW)} <= r.odds
  from rivals r join ranked k using (identity_id, person_id)
)
select identity_id, lead_id, tier, is_strict, odds / (1 + all_odds) as probability,
  is_best and odds / (1 + all_odds) >= ${lit(likelyProbability)} and (is_strict or tier <> 'both') as is_likely
from placed`,
});
