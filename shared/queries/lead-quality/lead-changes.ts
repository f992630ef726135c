import type { GridComparison } from '../../contract/grid';
import { FUNNEL_STEPS, type Basis, type FunnelStep, type LinkSetting } from '../../domain/lead-quality';
import { METRICS } from '../../domain/metrics';
import { oneAtStep } from '../../domain/words/lead-words';
import { newest } from '../../sql/dialect';
import { defineModel, type Columns, type ColumnSpec } from '../../sql/model';
import { commas, ident, lit, raw, sql, type Sql } from '../../sql/sql';
import { srcSnapshots } from '../../stages/clean/crm/src-crm-snapshots';
import { intLinks } from '../../stages/decide/int-links.model';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { intLeadOutcomes, OUTCOME_STAGES } from '../../stages/measure/int-lead-outcomes.model';
import { srcPreviousOutcomes } from '../../stages/measure/src-previous-outcomes';
import { outcomesWhere } from './lead-filters';

/** The columns `<name>_before` and `<name>_after` say whether a lead stands at a step on each side. */
export const changedColumn = (step: FunnelStep): string =>
  step === 'delivered' || step === 'matched' ? step : METRICS[step].stage.column;

const flag = (label: string, description: string): ColumnSpec => ({ type: 'BOOLEAN', label, description });

const pairs: Columns = Object.fromEntries(
  FUNNEL_STEPS.flatMap((step) => {
    const [name, label] = [changedColumn(step), oneAtStep(step)];
    return [
      [`${name}_before`, flag(`${label}, A`, `${label} on the side that is compared with.`)],
      [`${name}_after`, flag(`${label}, B`, `${label} on the other side.`)],
    ];
  }),
);

/** Delivered leads under two ways to look at them. Computed for each question: it has no table. */
export const rptLeadChanges = defineModel<GridComparison>({
  name: 'rpt_lead_changes',
  title: 'Leads that changed',
  description: 'Delivered leads under the two sides of a comparison.',
  grain: 'one row per delivered lead',
  key: ['lead_uuid'],
  materialized: 'view',
  columns: {
    lead_uuid: { type: 'VARCHAR', label: 'Lead id', kind: 'hash', description: 'Id of the delivered lead.' },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of its earliest CRM lead.' },
    state: { type: 'VARCHAR', description: 'State.' },
    city: { type: 'VARCHAR', description: 'City.' },
    entry_on: { type: 'DATE', label: 'Entry', description: 'Date of entry.' },
    first_disposition: { type: 'VARCHAR', label: 'First disposition', description: 'As first reported.' },
    disposition: { type: 'VARCHAR', description: 'Disposition of its newest state.' },
    job_status: { type: 'VARCHAR', label: 'Job status', description: 'Job status of its newest state.' },
    tier: { type: 'VARCHAR', description: 'Strongest tier of its links.' },
    vendor: { type: 'VARCHAR', description: 'Vendor of the delivery.' },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign of the delivery.' },
    ...pairs,
  },
  select: (comparison) => changesOf(comparison),
});

const columnsOf = (basis: Basis): Sql =>
  commas(OUTCOME_STAGES.map((stage) => sql`${ident(`has_${stage}_${basis}`)} as ${ident(`has_${stage}`)}`));

/**
 * What was known after a snapshot, by the definitions of the outcomes: the states that stood by then, cut off there. Of
 * several series that of the snapshot.
 */
function asOf(order: number, basis: Basis, links: LinkSetting): Sql {
  const counts = (flag: string): Sql =>
    basis === 'ever' ? ident(flag) : sql`(${ident(flag)} and upto = last_order)`;
  return sql`
with linked_states as (
  select l.lead_id, s.*, least(s.valid_to, ${lit(order)}) as upto
  from ${intLinks} l join ${intCrmStates} s using (identity_id) join ${srcSnapshots} n on n.snapshot_order = s.valid_from
  where n.series = (select series from ${srcSnapshots} where snapshot_order = ${lit(order)}) and l.link_setting = ${lit(links)} and s.valid_from <= ${lit(order)}
), last_orders as (
  select lead_id, max(upto) as last_order from linked_states group by lead_id
), taken_back as (
  select crm_lead_id from ${intCrmStates} where valid_from <= ${lit(order)} and is_cancelled is not null group by crm_lead_id
  having ${newest(raw('is_cancelled'), sql`cast(least(valid_to, ${lit(order)}) as bigint) * 4294967296 + newness % 4294967296`)}
), pairs as (
  select lead_id, crm_lead_id, bool_or(${counts('is_set')}) as has_set, bool_or(${counts('is_appointment')}) as has_appointment,
    bool_or(${counts('is_demo')}) as has_demo, bool_or(${counts('is_sale')}) as has_sale,
    crm_lead_id in (select crm_lead_id from taken_back) as is_cancelled
  from linked_states join last_orders using (lead_id) group by lead_id, crm_lead_id
), reached as (
  select lead_id, bool_or(has_set) as has_set, bool_or(has_appointment) as has_appointment, bool_or(has_demo) as has_demo,
    bool_or(has_sale) as has_sale, bool_or(has_sale and not is_cancelled) as has_net_sale
  from pairs group by lead_id
)
select o.lead_uuid, r.lead_id is not null as is_matched, ${commas(OUTCOME_STAGES.map((stage) => sql`coalesce(r.${ident(`has_${stage}`)}, false) as ${ident(`has_${stage}`)}`))}
from ${intLeadOutcomes} o left join reached r using (lead_id) where o.link_setting = ${lit(links)}`;
}

/** One side: lead, whether it is matched, and its stages. Leads that are not on the side are not in it. */
function side(which: 'a' | 'b', { sides, basis, links }: GridComparison): Sql {
  const from = (relation: Sql, setting: LinkSetting, where: Sql): Sql => sql`
select lead_uuid, is_matched, ${columnsOf(basis)} from ${relation} where link_setting = ${lit(setting)} ${where}`;
  const now = sql`${intLeadOutcomes}`;
  switch (sides.kind) {
    case 'snapshots':
      return asOf(sides[which], basis, links);
    case 'periods':
      return from(
        now,
        links,
        sql`and entry_on between cast(${lit(sides[which].from)} as date) and cast(${lit(sides[which].to)} as date)`,
      );
    case 'links':
      return from(now, sides[which], sql``);
    case 'runs':
      return from(which === 'a' ? sql`${srcPreviousOutcomes}` : now, links, sql``);
  }
}

/** Between two link settings, the places and dates are those of the second. */
const placedBy = ({ sides, links }: GridComparison): LinkSetting =>
  sides.kind === 'links' ? sides.b : links;

function changesOf(comparison: GridComparison): Sql {
  const own = { op: 'equals' as const, column: 'link_setting', value: placedBy(comparison) };
  const leads = outcomesWhere([own, ...comparison.leads]);
  // A lead that only the run before had has no place now: filters leave it out.
  const join =
    comparison.sides.kind === 'runs' && comparison.leads.length === 0 ? raw('full join') : raw('left join');
  const flags = (of: 'a' | 'b', when: 'before' | 'after'): Sql =>
    commas([
      sql`${ident(of)}.lead_uuid is not null as ${ident(`delivered_${when}`)}`,
      sql`coalesce(${ident(of)}.is_matched, false) as ${ident(`matched_${when}`)}`,
      ...OUTCOME_STAGES.map(
        (stage) =>
          sql`coalesce(${ident(of)}.${ident(`has_${stage}`)}, false) as ${ident(`${stage}_${when}`)}`,
      ),
    ]);
  return sql`
select coalesce(o.lead_uuid, a.lead_uuid) as lead_uuid, o.lead_number, o.state, o.city, o.entry_on, o.first_disposition,
  o.disposition, o.job_status, o.tier, o.vendor, o.campaign_id, ${flags('a', 'before')}, ${flags('b', 'after')}
from ${leads} o ${join} (${side('a', comparison)}) a on a.lead_uuid = o.lead_uuid
left join (${side('b', comparison)}) b on b.lead_uuid = o.lead_uuid`;
}
