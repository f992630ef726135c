import { REACHED_STEPS, type FunnelView, type ReachedStep } from '../../contract/funnel';
import type { GridFilter } from '../../contract/grid';
import { perCount, type LinkSetting } from '../../domain/lead-quality';
import { METRICS } from '../../domain/metrics';
import { int, readRows } from '../../sql/records';
import { commas, ident, lit, raw, sql, type Sql } from '../../sql/sql';
import { srcSnapshots } from '../../stages/clean/crm/src-crm-snapshots';
import { intLinks } from '../../stages/decide/int-links.model';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { outcomesWhere, type FilterContext } from './lead-filters';

/** What a state must show for its lead to have reached a step. */
const shows = (step: ReachedStep): Sql =>
  step === 'matched' ? raw('true') : ident(`is_${METRICS[step].stage.column}`);

/** The delivered leads that had reached each step by each snapshot, under *ever*. */
export async function readReached(
  { workspace, signal }: FilterContext,
  links: LinkSetting,
  filters: readonly GridFilter[],
): Promise<NonNullable<FunnelView['reached']>> {
  const own: GridFilter = { op: 'equals', column: 'link_setting', value: links };
  const firsts = REACHED_STEPS.map(
    (step) => sql`min(s.valid_from) filter (${shows(step)}) as ${ident(step)}`,
  );
  const counts = REACHED_STEPS.map(
    (step) => sql`cast(count(*) filter (f.${ident(step)} <= n.snapshot_order) as integer) as ${ident(step)}`,
  );
  const rows = await readRows(
    workspace,
    sql`with firsts as (
      select l.lead_id, ${commas(firsts)}
      from ${intLinks} l join ${intCrmStates} s using (identity_id)
      semi join ${outcomesWhere([own, ...filters])} o using (lead_id)
      where l.link_setting = ${lit(links)} group by l.lead_id
    )
    select n.snapshot_order, ${commas(counts)} from ${srcSnapshots} n cross join firsts f
    group by n.snapshot_order order by n.snapshot_order`,
    signal,
  );
  return rows.map((row) => ({
    order: int(row, 'snapshot_order'),
    ...perCount(REACHED_STEPS, (step) => int(row, step)),
  }));
}
