import { fileNames, finding, rowsOf } from '../../../domain/finding-builder';
import { agree, joined, plural, say } from '../../../domain/sentence';
import { int, queryRows } from '../../../sql/records';
import { sql } from '../../../sql/sql';
import { defineFindings } from '../../../sql/stage';
import { reportSeries } from '../clean-parameters';
import { srcCrmPresence, srcSnapshots } from './src-crm-snapshots';
import { srcCrmValues } from './src-crm-values';

/** Reports of several series in one folder: how they are told apart, and what each holds. */
export const seriesFindings = defineFindings({
  name: 'series_findings',
  title: 'Reports of several clients',
  reads: [srcCrmPresence, srcSnapshots, srcCrmValues],
  takes: [reportSeries],
  question: 'leadQuality',
  find: async ({ workspace, get, signal }) => {
    const series = get(reportSeries);
    if (series.length < 2) return [];
    const rows = await queryRows(
      workspace,
      sql`
with leads as (
  select distinct s.series, p.crm_lead_id from ${srcCrmPresence} p join ${srcSnapshots} s on s.snapshot_order = p.first_order
)
select series, cast(count(*) as integer) as leads from leads group by series`,
      signal,
    );
    const [shared] = await queryRows(
      workspace,
      sql`
with leads as (
  select distinct lead_number, crm_lead_id from ${srcCrmValues} semi join ${srcCrmPresence} using (crm_lead_id)
), several as (select lead_number from leads group by lead_number having count(*) > 1)
select cast(count(*) as integer) as numbers from several`,
      signal,
    );
    const held = series.map(({ name, paths }) => ({
      name,
      paths,
      what: say`${plural(paths.length, 'report')}, ${plural(
        int(
          rows.find((row) => row['series'] === name),
          'leads',
        ),
        'CRM lead',
      )}`,
    }));
    const numbers = int(shared, 'numbers');
    const meaning =
      numbers === 0
        ? say`No lead number stands in two of them.`
        : say`${plural(numbers, 'lead number')} ${agree(numbers, 'stands', 'stand')} in several of them and ${agree(numbers, 'is', 'are')} another CRM lead in each.`;
    const named = held.map(({ name, what }) => say`“${name}” (${what})`);
    const isSaid = series.some((one) => one.isSaid);
    return [
      finding({
        code: 'several_series',
        severity: isSaid ? 'info' : 'warning',
        source: 'crm_report',
        column: 'lead_number',
        files: series.flatMap(({ paths }) => paths).sort(),
        message: say`The CRM reports are of ${plural(series.length, 'series', 'series')}: ${joined(named.slice(0, -1))} and ${named.at(-1) ?? ''}, ${isSaid ? 'as you said of some' : 'told apart by their columns, names, lead numbers and people, as those of different clients, places or branches are'}. ${meaning} Order, newest report and vanished leads are those of each series; the funnel counts them together. Say whose a report is on Sources.`,
        evidence: held.map(({ name, paths, what }) => ({
          label: name,
          value: say`${what}: ${fileNames(paths)}`,
        })),
        rows: rowsOf(srcSnapshots),
      }),
    ];
  },
});
