import { MOVING_COUNTS, type MovingCount } from '../../domain/lead-quality';
import { METRICS } from '../../domain/metrics';
import { defineModel, type Columns } from '../../sql/model';
import { commas, ident, raw, sql, type Sql } from '../../sql/sql';
import { srcLinkDecisions } from '../decide/src-link-decisions';
import { intLinkProbabilities } from '../match/int-link-probabilities.model';
import { intCrmStates } from './int-crm-states.model';
import { intTakenBack } from './int-taken-back.model';
import { intLeadOutcomes } from './int-lead-outcomes.model';

/** Chances are added as whole billionths: their sum does not depend on the order of rows. */
const added = (chances: Sql): Sql =>
  sql`cast(coalesce(sum(cast(round(1e9 * (${chances})) as bigint)), 0) as double) / 1e9`;

/** The flag of an outcome that says whether a lead is in a count of *ever*. */
const flagOf = (count: MovingCount): Sql =>
  count === 'matched' ? raw('o.is_matched') : ident(`has_${METRICS[count].stage.column}_ever`);

/** Chance that at least one of the links is true, of those whose identity shows the stage. */
const anyOf = (count: MovingCount): Sql =>
  sql`1 - exp(coalesce(sum(ln(greatest(1e-12, 1 - probability))) ${count === 'matched' ? sql`` : sql`filter (where ${ident(count)})`}, 0)) as ${ident(count)}`;

const errors = (count: MovingCount): Sql => sql`
  ${added(sql`case when ${flagOf(count)} then coalesce(s.doubt, 1 - c.${ident(count)}, 0) else 0 end`)} as ${ident(`wrong_${count}`)},
  ${added(sql`case when ${flagOf(count)} then 0 else coalesce(c.${ident(count)}, 0) end`)} as ${ident(`missed_${count}`)}`;

const column = (description: string): Columns[string] => ({ type: 'DOUBLE', description, notNull: true });

/**
 * How wrong the counts of *ever*, *likely* must be expected to be, by the probabilities of the links. A counted lead is
 * wrong with the chance that none of the links that show its stage is true, a lead that is not counted is missed with
 * the chance that one of its candidates is. Leads all of whose links agree on both keys differ little: each is in
 * doubt by the least probable of them. What a reviewer settled is certain. True links that no key speaks for are unknown.
 */
export const rptLikelyError = defineModel({
  name: 'rpt_likely_error',
  title: 'Expected errors of likely links',
  description: 'Expected number of wrong and of missed links and leads under likely.',
  grain: 'one row',
  key: [],
  columns: {
    links: { type: 'INTEGER', description: 'Likely links that no reviewer settled.' },
    wrong_links: column('Expected number of them that are wrong: the sum of 1 − p.'),
    missed_links: column(
      'Expected number of true links among the candidates that are not likely: the sum of p.',
    ),
    ...Object.fromEntries(
      MOVING_COUNTS.flatMap((count) => [
        [`wrong_${count}`, column(`${METRICS[count].name} that are expected to be none.`)],
        [`missed_${count}`, column(`${METRICS[count].name} that are expected to be missing.`)],
      ]),
    ),
  },
  select: () => sql`
with undecided as (
  select identity_id, lead_id, probability, is_likely, tier = 'both' and is_likely as is_plain from ${intLinkProbabilities}
  where identity_id not in (select identity_id from ${srcLinkDecisions})
), doubtful_leads as (
  select distinct lead_id from undecided where not is_plain
), doubtful as (
  select identity_id, lead_id, probability from undecided semi join doubtful_leads using (lead_id)
  union all
  select identity_id, lead_id, 1 from ${srcLinkDecisions} semi join doubtful_leads using (lead_id)
), said as (
  select identity_id, bool_or(is_set) as set_reported, bool_or(is_appointment) as appointment, bool_or(is_demo) as demo, bool_or(is_sale) as sale,
    bool_or(is_sale) and first(crm_lead_id) not in (select crm_lead_id from ${intTakenBack}) as net_sale
  from ${intCrmStates} where identity_id in (select identity_id from doubtful) group by identity_id
), chances as (
  select lead_id, ${commas(MOVING_COUNTS.map(anyOf))} from doubtful join said using (identity_id) group by lead_id
), settled as (
  select lead_id, max(1 - probability) as doubt from undecided anti join doubtful_leads using (lead_id) group by lead_id
), totals as (
  select cast(count(*) filter (is_likely) as integer) as links,
    ${added(raw('case when is_likely then 1 - probability else 0 end'))} as wrong_links,
    ${added(raw('case when is_likely then 0 else probability end'))} as missed_links
  from undecided
), counts as (
  select ${commas(MOVING_COUNTS.map(errors))}
  from ${intLeadOutcomes} o left join settled s using (lead_id) left join chances c using (lead_id)
  where o.link_setting = 'likely'
)
select * from totals cross join counts`,
});
