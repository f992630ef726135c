import { finding, rowsOf } from '../../domain/finding-builder';
import type { Finding } from '../../domain/finding';
import { agree, count, file, plural, say } from '../../domain/sentence';
import { int, queryRows, type Row } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import { rptReusedNumbers } from './rpt-reused-numbers.model';

/** From this share of the numbers that two reports have in common they are numbered apart. */
const NUMBERED_APART = 0.5;
/** One number may be a lead whose e-mail and phone were both corrected. */
const FEWEST_NUMBERS = 2;

/**
 * Numbers that a client gives to somebody else once it is done with a lead. A later date of entry tells them from leads
 * whose e-mail and phone were both corrected.
 */
function givenAgain(row: Row): readonly Finding[] {
  const later = int(row, 'later');
  if (later === 0) return [];
  const [path, earlier] = [String(row['file']), String(row['earlier'])];
  return [
    finding({
      code: 'reused_lead_numbers',
      severity: 'warning',
      source: 'crm_report',
      column: 'lead_number',
      files: [...new Set([path, earlier])].sort(),
      message: say`${file(path)}: ${plural(later, 'lead number')} ${agree(later, 'has', 'have')} another e-mail, another phone and a later date of entry than in ${file(earlier)}: ${agree(later, 'it was', 'they were')} given to other people. Each counts as one CRM lead: a cancellation of the later one takes a sale of the earlier one back, and its status seems to go back. What delivered leads reached is told apart by the keys. Ask for numbers that are never given again.`,
      evidence: [{ label: 'Given again', value: count(later) }],
      rows: rowsOf(rptReusedNumbers, { file: path, is_later_entry: true }),
    }),
  ];
}

/** Reports that give the same lead numbers to different people, as those of two clients in one folder do. */
export const reusedNumberFindings = defineFindings({
  name: 'reused_number_findings',
  title: 'Lead numbers of other people',
  reads: [rptReusedNumbers],
  find: async ({ workspace, signal }) => {
    const rows = await queryRows(
      workspace,
      sql`
select file, min(earlier_file) as earlier, cast(count(*) as integer) as reused,
  cast(count(*) filter (where is_later_entry) as integer) as later, max(known_numbers) as known, snapshot_order
from ${rptReusedNumbers} group by file, snapshot_order order by snapshot_order`,
      signal,
    );
    return rows.flatMap((row) => {
      const [reused, known] = [int(row, 'reused'), int(row, 'known')];
      if (reused < FEWEST_NUMBERS || reused < NUMBERED_APART * known) return givenAgain(row);
      const [path, earlier] = [String(row['file']), String(row['earlier'])];
      return [
        finding({
          code: 'reused_lead_numbers',
          severity: 'error',
          source: 'crm_report',
          column: 'lead_number',
          files: [...new Set([path, earlier])].sort(),
          message: say`${file(path)}: of ${plural(known, 'lead number')} that earlier reports have too, ${count(reused)} ${agree(reused, 'belongs', 'belong')} to other people there (another e-mail and another phone than in ${file(earlier)}). These look like the reports of two clients. CRM leads are counted by their number, so ${agree(reused, 'this number is', 'these numbers are')} one CRM lead each instead of two. Say on Sources whose the reports are, or put those of each client into a folder of its own.`,
          evidence: [
            { label: 'Numbers in common', value: count(known) },
            { label: 'Of other people', value: count(reused) },
          ],
          rows: rowsOf(rptReusedNumbers, { file: path }),
        }),
      ];
    });
  },
});
