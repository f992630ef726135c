import type { ComparedCount, CompareView } from '../../contract/compare';
import { FUNNEL_STEPS, perCount } from '../../domain/lead-quality';
import type { DrillDefinition, EngineRequest } from '../../contract/engine';
import type { GridComparison, GridFilter } from '../../contract/grid';
import { LeadlensError } from '../../domain/fault';
import { differenceOf, shareOf, valueOf } from '../../domain/metric-value';
import { commas, ident, sql, type Sql } from '../../sql/sql';
import { srcSnapshots } from '../../stages/clean/crm/src-crm-snapshots';
import { srcPreviousOutcomes } from '../../stages/measure/src-previous-outcomes';
import { gridFiltersOf, type FilterContext } from './lead-filters';
import { changedColumn, rptLeadChanges } from './lead-changes';
import { int, readRows } from '../../sql/records';

async function comparisonOf(
  context: FilterContext,
  { sides, basis, links, filters = [] }: EngineRequest<'compare'>,
): Promise<GridComparison> {
  return { sides, basis, links, leads: [...(await gridFiltersOf(context, filters))] };
}

/** @throws LeadlensError where a side does not exist: a snapshot that is not there, no run before. */
async function checkSides(
  { workspace, signal }: FilterContext,
  sides: GridComparison['sides'],
): Promise<void> {
  if (sides.kind === 'runs' && !workspace.has(srcPreviousOutcomes)) {
    throw new LeadlensError({
      kind: 'input',
      code: 'no_previous_run',
      message: 'There is no run before the last one that gave other numbers.',
      hint: 'Change a decision, a setting or a file and run again: then the two runs can be compared.',
    });
  }
  if (sides.kind !== 'snapshots') return;
  const [row] = await readRows(
    workspace,
    sql`select cast(max(snapshot_order) as integer) as last from ${srcSnapshots}`,
    signal,
  );
  const last = int(row, 'last');
  if (Math.max(sides.a, sides.b) > last) {
    throw new LeadlensError({
      kind: 'input',
      code: 'no_such_snapshot',
      message: `There is no snapshot ${String(Math.max(sides.a, sides.b))}: the last is ${String(last)}.`,
      hint: 'Choose another snapshot.',
    });
  }
}

/** The funnel under two ways to look at the delivered leads: what each counts, and how many leads make the difference. */
export async function readComparison(
  context: FilterContext,
  request: EngineRequest<'compare'>,
): Promise<CompareView> {
  const { workspace, signal } = context;
  const comparison = await comparisonOf(context, request);
  await checkSides(context, comparison.sides);
  const counted = FUNNEL_STEPS.map((step) => {
    const [before, after] = [ident(`${changedColumn(step)}_before`), ident(`${changedColumn(step)}_after`)];
    const count = (when: Sql, as: string): Sql =>
      sql`cast(count(*) filter (${when}) as integer) as ${ident(`${step}_${as}`)}`;
    return commas([
      count(before, 'a'),
      count(after, 'b'),
      count(sql`${after} and not ${before}`, 'gained'),
      count(sql`${before} and not ${after}`, 'lost'),
    ]);
  });
  const [row] = await readRows(
    workspace,
    sql`select ${commas(counted)} from (${rptLeadChanges.select(comparison)})`,
    signal,
  );
  const counts = {
    a: perCount(FUNNEL_STEPS, (step) => int(row, `${step}_a`)),
    b: perCount(FUNNEL_STEPS, (step) => int(row, `${step}_b`)),
  };
  const independent = comparison.sides.kind === 'periods';
  return {
    sides: comparison.sides,
    hasPreviousRun: workspace.has(srcPreviousOutcomes),
    counts: FUNNEL_STEPS.map((step): ComparedCount => {
      const [a, b] = [counts.a[step], counts.b[step]];
      const share = step === 'delivered' ? null : shareOf(step, 'delivered');
      return {
        step,
        a,
        b,
        gained: int(row, `${step}_gained`),
        lost: int(row, `${step}_lost`),
        rates: share && { a: valueOf(share, counts.a), b: valueOf(share, counts.b) },
        difference: share && independent ? differenceOf(share, counts.a, counts.b) : null,
      };
    }),
  };
}

/** The leads behind a number of a comparison; the total of the query equals the number. */
export async function drillComparison(
  context: FilterContext,
  request: EngineRequest<'compareDrill'>,
): Promise<DrillDefinition> {
  const comparison = await comparisonOf(context, request);
  await checkSides(context, comparison.sides);
  const name = changedColumn(request.step);
  const has = (when: 'before' | 'after', value: boolean): GridFilter => ({
    op: 'equals',
    column: `${name}_${when}`,
    value,
  });
  const filters: { readonly [W in typeof request.which]: readonly GridFilter[] } = {
    a: [has('before', true)],
    b: [has('after', true)],
    gained: [has('after', true), has('before', false)],
    lost: [has('before', true), has('after', false)],
  };
  return {
    metricId: request.step,
    query: {
      table: rptLeadChanges.name,
      scope: { kind: 'comparison', ...comparison },
      filters: [...filters[request.which]],
      sort: [{ column: 'entry_on', direction: 'desc' }],
    },
    figures: [],
  };
}
