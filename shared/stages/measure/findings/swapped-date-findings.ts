import { fileNames, finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count, date, file, plural, say } from '../../../domain/sentence';
import { int, queryRows, requiredText } from '../../../sql/records';
import { isoDate } from '../../../sql/dialect';
import { lit, raw, sql } from '../../../sql/sql';
import { defineFindings } from '../../../sql/stage';
import { rptSwappedDates } from '../rpt-swapped-dates.model';

/** One lead whose date was corrected may look so. */
const FEWEST = 2;

/** Reports whose dates were read in another order than those of the same leads elsewhere. */
export const swappedDateFindings = defineFindings({
  name: 'swapped_date_findings',
  title: 'Dates of entry with day and month the other way round',
  reads: [rptSwappedDates],
  find: async ({ workspace, signal }) => {
    const rows = await queryRows(
      workspace,
      sql`
select file, cast(count(*) as integer) as leads, min(other_file) as other_file,
  ${isoDate(raw('min(entry_on)'))} as entry_on, ${isoDate(raw('arg_min(other_entry_on, entry_on)'))} as other_entry_on
from ${rptSwappedDates} group by file, snapshot_order having count(*) >= ${lit(FEWEST)} order by snapshot_order`,
      signal,
    );
    const [first] = rows;
    if (!first) return [];
    const files = rows.map((row) => requiredText(row, 'file'));
    const leads = Math.max(...rows.map((row) => int(row, 'leads')));
    const other = requiredText(first, 'other_file');
    return [
      finding({
        code: 'ambiguous_date',
        severity: 'error',
        source: 'crm_report',
        column: 'entry_on',
        files: [...files, other],
        message: say`${fileNames(files)}: day and month of the date of entry are the other way round than in other reports for ${files.length === 1 ? '' : 'up to '}${plural(leads, 'CRM lead')} (${date(requiredText(first, 'entry_on'))} here, ${date(requiredText(first, 'other_entry_on'))} in ${file(other)}). No day there is above 12, so ${agree(files.length, 'its dates fit', 'their dates fit')} both orders, and ${agree(files.length, 'it was', 'they were')} read in the wrong one: months and weeks of entry, days to the appointment and the window of the reports are wrong for these leads. Export ${agree(files.length, 'it', 'them')} with dates as YYYY-MM-DD, or in the order of the others.`,
        evidence: rows.slice(0, 20).map((row) => ({
          label: requiredText(row, 'file'),
          value: say`${count(int(row, 'leads'))} ${agree(int(row, 'leads'), 'lead', 'leads')}`,
        })),
        rows: rowsOf(rptSwappedDates, files.length === 1 && files[0] !== undefined ? { file: files[0] } : {}),
      }),
    ];
  },
});
