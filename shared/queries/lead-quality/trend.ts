import type { DrillDefinition, EngineRequest } from '../../contract/engine';
import type { TrendPoint } from '../../contract/funnel';
import type { GridFilter, GridScope } from '../../contract/grid';
import type { LinkSetting } from '../../domain/lead-quality';
import { sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { srcSnapshots } from '../../stages/clean/crm/src-crm-snapshots';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { rptLeadMovements } from '../../stages/measure/rpt-lead-movements.model';
import { rowCounts, rptSnapshots } from '../../stages/measure/rpt-snapshots.model';
import { linkedIdentities } from '../grid/grid-scope';
import { int, readRows, requiredText, text, type Row } from '../../sql/records';

const seriesOf = (row: Row): Pick<TrendPoint, 'series'> => {
  const series = text(row, 'series');
  return series === null ? {} : { series };
};

const pointOf = (row: Row): TrendPoint => ({
  order: int(row, 'snapshot_order'),
  file: requiredText(row, 'file'),
  asOf: text(row, 'as_of'),
  ...seriesOf(row),
  rows: int(row, 'rows'),
  set_reported: int(row, 'set_reported'),
  appointment: int(row, 'appointment'),
  appointment_date: int(row, 'appointment_date'),
  demo: int(row, 'demo'),
  sale: int(row, 'sale'),
  newLeads: int(row, 'new_leads'),
  agedOut: int(row, 'aged_out'),
  vanished: int(row, 'vanished'),
});

/** Rows of each snapshot, and what came and went: of all reports, or of what is linked to the leads that filters leave. */
export async function readTrend(
  workspace: Workspace,
  links: LinkSetting,
  filters: readonly GridFilter[],
  signal?: AbortSignal,
): Promise<readonly TrendPoint[]> {
  const query =
    filters.length === 0
      ? sql`select * exclude (window_start) from ${rptSnapshots} order by snapshot_order`
      : linkedTrend(links, filters);
  return (await readRows(workspace, query, signal)).map(pointOf);
}

function linkedTrend(links: LinkSetting, filters: readonly GridFilter[]): Sql {
  return sql`
with chosen as (${linkedIdentities(links, filters)}),
states as (select * from ${intCrmStates} semi join chosen using (identity_id)),
chosen_leads as (select distinct crm_lead_id from states),
${rowCounts(sql`states`)}, counted_at as (
  select s.snapshot_order, arg_max(c, c.snapshot_order) as c
  from ${srcSnapshots} s join counted c on c.snapshot_order <= s.snapshot_order group by s.snapshot_order
), moves as (
  select snapshot_order, count(*) filter (movement = 'new') as new_leads,
    count(*) filter (movement = 'aged_out') as aged_out, count(*) filter (movement = 'vanished') as vanished
  from ${rptLeadMovements} semi join chosen_leads using (crm_lead_id) group by snapshot_order
)
select s.snapshot_order, s.file, s.as_of, nullif(s.series, '') as series,
  cast(coalesce(a.c.rows, 0) as integer) as rows, cast(coalesce(a.c.set_reported, 0) as integer) as set_reported,
  cast(coalesce(a.c.appointment, 0) as integer) as appointment,
  cast(coalesce(a.c.appointment_date, 0) as integer) as appointment_date,
  cast(coalesce(a.c.demo, 0) as integer) as demo, cast(coalesce(a.c.sale, 0) as integer) as sale,
  cast(coalesce(m.new_leads, 0) as integer) as new_leads, cast(coalesce(m.aged_out, 0) as integer) as aged_out,
  cast(coalesce(m.vanished, 0) as integer) as vanished
from ${srcSnapshots} s left join counted_at a using (snapshot_order) left join moves m using (snapshot_order)
order by s.snapshot_order`;
}

const ROWS = {
  rows: [],
  set_reported: [{ op: 'equals', column: 'is_set', value: true }],
  appointment: [{ op: 'equals', column: 'is_appointment', value: true }],
  appointment_date: [{ op: 'notEmpty', column: 'appointment_at' }],
  demo: [{ op: 'equals', column: 'is_demo', value: true }],
  sale: [{ op: 'equals', column: 'is_sale', value: true }],
} as const satisfies Record<string, readonly GridFilter[]>;

/** The rows of one snapshot behind a number of the trend, or the CRM leads that came or went at it. */
export function drillSnapshot(
  { order, what, links }: EngineRequest<'snapshotDrill'>,
  leads: readonly GridFilter[],
): DrillDefinition {
  const scope: GridScope =
    leads.length === 0 ? { kind: 'all' } : { kind: 'linkedTo', links, leads: [...leads] };
  const sort = [{ column: 'entry_on', direction: 'desc' as const }];
  if (what === 'new' || what === 'aged_out' || what === 'vanished') {
    // What is gone from a snapshot was last in the one before.
    const at = what === 'new' ? order : order - 1;
    const filters: GridFilter[] = [
      { op: 'equals', column: 'movement', value: what },
      { op: 'equals', column: 'snapshot_order', value: at },
    ];
    return {
      metricId: 'crm_leads',
      query: { table: rptLeadMovements.name, scope, filters, sort },
      figures: [],
    };
  }
  const filters: GridFilter[] = [
    { op: 'between', column: 'valid_from', low: null, high: order },
    { op: 'between', column: 'valid_to', low: order, high: null },
    ...ROWS[what],
  ];
  return {
    metricId: 'report_rows',
    query: { table: intCrmStates.name, scope, filters, sort },
    // A row of the table can stand for several equal rows of the report.
    figures: [{ take: 'sum', column: 'row_count', label: 'Rows of the report' }],
  };
}
