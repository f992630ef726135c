import { finding } from '../../domain/finding-builder';
import { agree, code, count, file, plural, say } from '../../domain/sentence';
import { sourceOf } from '../../domain/source';
import { int, queryRows, requiredText } from '../../sql/records';
import { lit, sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import { stgAds } from '../clean/marketing/stg-ads.model';
import { stgLeads } from '../clean/marketing/stg-leads.model';
import { stgTouches } from '../clean/marketing/stg-touches.model';

/** Digits that a spreadsheet keeps of a whole number: those behind are zeros. */
const KEPT_DIGITS = 15;
/** So many zeros stand there by chance in one file of a thousand. */
const FEWEST_ZEROS = 3;

/**
 * Files whose long campaign ids all end in zeros from the sixteenth digit on: a spreadsheet has rounded them, and several
 * campaigns may be one by now.
 */
export const roundedIdFindings = defineFindings({
  name: 'rounded_id_findings',
  title: 'Campaign ids that a spreadsheet rounded',
  reads: [stgAds, stgLeads, stgTouches],
  question: 'revenue',
  find: async ({ workspace, signal }) => {
    const rows = await queryRows(
      workspace,
      sql`
with ids as (
  select distinct source, file, campaign_id as id from ${stgAds} where length(campaign_id) > ${lit(KEPT_DIGITS)}
  union all
  select distinct source, file, campaign_id from ${stgLeads} where length(campaign_id) > ${lit(KEPT_DIGITS)}
  union all
  select distinct source, file, campaign_id from ${stgTouches} where length(campaign_id) > ${lit(KEPT_DIGITS)}
),
digits as (select * from ids where regexp_full_match(id, '[1-9][0-9]+'))
select source, file, cast(count(*) as integer) as ids, min(id) as example
from digits group by source, file
having bool_and(regexp_full_match(substr(id, ${lit(KEPT_DIGITS + 1)}), '0+')) and sum(length(id) - ${lit(KEPT_DIGITS)}) >= ${lit(FEWEST_ZEROS)}
order by file`,
      signal,
    );
    return rows.map((row) => {
      const [path, ids] = [requiredText(row, 'file'), int(row, 'ids')];
      return finding({
        code: 'damaged_ids',
        severity: 'warning',
        source: sourceOf(row['source']),
        column: 'campaign_id',
        files: [path],
        message: say`${file(path)}: ${plural(ids, 'long campaign id')} ${agree(ids, 'ends', 'all end')} in zeros from the sixteenth digit on, such as ${code(requiredText(row, 'example'))}: a spreadsheet keeps fifteen. Campaigns may have become one, and find no others by their ids. Export the file again and do not save it with a spreadsheet.`,
        evidence: [{ label: 'Ids', value: count(ids) }],
      });
    });
  },
});
