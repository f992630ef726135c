import type { FunnelView, TrendPoint } from '../contract/engine';
import {
  compareBreakdownRows,
  type BreakdownRow,
  type FunnelKey,
  type LeadQualitySummary,
} from '../contract/summary';
import type { Basis, LinkSetting } from '../domain/lead-quality';
import { wilson } from '../domain/rate';
import { daysBetween, isoDate, weekOf } from '../sql/dialect';
import { ident, lit, raw, sql } from '../sql/sql';
import type { Workspace } from '../sql/workspace';
import type { DeadStretch } from '../stages/measure/findings/dead-columns';
import { intLeadOutcomes } from '../stages/measure/int-lead-outcomes.model';
import { rptBreakdowns } from '../stages/measure/rpt-breakdowns.model';
import { rptSnapshots } from '../stages/measure/rpt-snapshots.model';
import { dispositionGroupOf } from './disposition-groups';
import { int, readRows, text, type Row } from './records';

/** Share of the appointments that should have come before a cohort is called complete. */
const COMPLETE_SHARE = 0.9;

const breakdownRow = (row: Row, basis: Basis): BreakdownRow => ({
  key: text(row, 'key'),
  reported: row['is_reported'] === true,
  leads: int(row, 'leads'),
  appointment: int(row, `appointment_${basis}`),
  demo: int(row, `demo_${basis}`),
  sale: int(row, `sale_${basis}`),
});

/** Adds up the rows of one dimension by a coarser key. */
export function regroup(
  rows: readonly BreakdownRow[],
  keyOf: (key: string) => string,
): readonly BreakdownRow[] {
  const sums = new Map<string, BreakdownRow>();
  for (const row of rows) {
    const key = row.key === null ? null : keyOf(row.key);
    const id = `${String(row.reported)}${key === null ? '' : `=${key}`}`;
    const sum = sums.get(id) ?? { key, reported: row.reported, leads: 0, appointment: 0, demo: 0, sale: 0 };
    sums.set(id, {
      ...sum,
      leads: sum.leads + row.leads,
      appointment: sum.appointment + row.appointment,
      demo: sum.demo + row.demo,
      sale: sum.sale + row.sale,
    });
  }
  return [...sums.values()].sort(compareBreakdownRows);
}

/** All that the Funnel screen shows under one basis and link setting. */
export async function readFunnel(
  workspace: Workspace,
  leadQuality: LeadQualitySummary,
  dead: readonly DeadStretch[],
  dispositionGroups: Readonly<Record<string, string>>,
  { basis, links }: { readonly basis: Basis; readonly links: LinkSetting },
  signal?: AbortSignal,
): Promise<FunnelView> {
  const key: FunnelKey = `${basis}_${links}`;
  const counts = leadQuality.funnel[key];
  const rows = await readRows(
    workspace,
    sql`select * from ${rptBreakdowns} where link_setting = ${lit(links)}`,
    signal,
  );
  const breakdowns: Record<string, readonly BreakdownRow[]> = {};
  for (const dimension of new Set(rows.map((row) => text(row, 'dimension') ?? ''))) {
    breakdowns[dimension] = rows
      .filter((row) => row['dimension'] === dimension)
      .map((row) => breakdownRow(row, basis))
      .sort(compareBreakdownRows);
  }
  breakdowns['disposition_group'] = regroup(breakdowns['disposition'] ?? [], (code) =>
    dispositionGroupOf(code, dispositionGroups),
  );

  const snapshots = await readRows(
    workspace,
    sql`select * exclude (window_start) from ${rptSnapshots} order by snapshot_order`,
    signal,
  );
  const trend: TrendPoint[] = snapshots.map((row) => ({
    order: int(row, 'snapshot_order'),
    file: text(row, 'file') ?? '',
    asOf: text(row, 'as_of'),
    rows: int(row, 'rows'),
    set_reported: int(row, 'set_reported'),
    appointment: int(row, 'appointment'),
    appointment_date: int(row, 'appointment_date'),
    demo: int(row, 'demo'),
    sale: int(row, 'sale'),
    newLeads: int(row, 'new_leads'),
    agedOut: int(row, 'aged_out'),
    vanished: int(row, 'vanished'),
  }));

  const days = await readRows(
    workspace,
    sql`select cast(${daysBetween(raw('entry_on'), raw('first_appointment_at'))} as integer) as days, cast(count(*) as integer) as leads
      from ${intLeadOutcomes} where link_setting = ${lit(links)} and first_appointment_at is not null and entry_on is not null
      group by 1 order by 1`,
    signal,
  );
  const daysToAppointment = days.map((row) => ({ days: int(row, 'days'), leads: int(row, 'leads') }));
  const cohorts = await readRows(
    workspace,
    sql`with outcomes as (select * from ${intLeadOutcomes} where link_setting = ${lit(links)})
      select ${isoDate(weekOf(raw('entry_on')))} as week, cast(count(*) as integer) as leads,
      cast(count(*) filter (${ident(`has_appointment_${basis}`)}) as integer) as appointment,
      cast(count(*) filter (${ident(`has_demo_${basis}`)}) as integer) as demo,
      cast(count(*) filter (${ident(`has_sale_${basis}`)}) as integer) as sale,
      cast(${daysBetween(raw('min(entry_on)'), raw('(select max(entry_on) from outcomes)'))} as integer) as age
      from outcomes where entry_on is not null group by 1 order by 1`,
    signal,
  );
  const matureAge = quantile(daysToAppointment, COMPLETE_SHARE);
  return {
    key,
    counts,
    rates: {
      ...leadQuality.rates[key],
      match: wilson(counts.matched, counts.delivered),
      appointmentOfMatched: wilson(counts.appointment, counts.matched),
    },
    span: key === 'ever_linked' ? leadQuality.span : null,
    snapshotRows: leadQuality.funnel.snapshot_rows,
    breakdowns,
    trend,
    deadStretches: dead,
    daysToAppointment,
    cohorts: cohorts.map((row) => ({
      week: text(row, 'week') ?? '',
      leads: int(row, 'leads'),
      appointment: int(row, 'appointment'),
      demo: int(row, 'demo'),
      sale: int(row, 'sale'),
      complete: int(row, 'age') >= matureAge + 7,
    })),
  };
}

/** The smallest number of days within which `share` of the leads had their appointment. */
function quantile(days: FunnelView['daysToAppointment'], share: number): number {
  const total = days.reduce((sum, d) => sum + d.leads, 0);
  let upto = 0;
  for (const d of days) {
    upto += d.leads;
    if (upto >= share * total) return d.days;
  }
  return 0;
}
