import { moneyOf } from '../../domain/cents';
import { finding, rowsOf } from '../../domain/finding-builder';
import { PROJECT_CURRENCY } from '../../domain/money';
import { agree, count, file, money, plural, say } from '../../domain/sentence';
import { sourceOf } from '../../domain/source';
import { int, queryRows } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import { intAdSpend } from './int-ad-spend.model';

/**
 * Rows of one ads export that are equal in all that is read of them. They may be parts of a breakdown whose column is not
 * read (a second one, say), or the same spend twice: nothing in the file tells, so both count and both totals are said.
 */
export const equalAdFindings = defineFindings({
  name: 'equal_ad_findings',
  title: 'Equal rows in one ads export',
  reads: [intAdSpend],
  find: async ({ workspace, signal }) => {
    const rows = await queryRows(
      workspace,
      sql`
with equal_rows as (
  select source, file, cost_cents, count(*) - 1 as further from ${intAdSpend}
  where not_counted_reason is null and cost_cents <> 0
  group by source, file, campaign_key, period_from, period_to, account, ad_group, ad, part, campaign_name, currency, cost_cents, impressions, clicks
  having count(*) > 1
)
select source, file, cast(sum(further) as integer) as further, cast(sum(further * cost_cents) as bigint) as cents
from equal_rows group by source, file order by file`,
      signal,
    );
    return rows.map((row) => {
      const [path, n] = [String(row['file']), int(row, 'further')];
      const cents = money(moneyOf(int(row, 'cents')));
      return finding({
        code: 'spend_twice',
        severity: 'warning',
        source: sourceOf(row['source']),
        column: 'cost',
        files: [path],
        message: say`${file(path)}: ${plural(n, 'row')} ${agree(n, 'is equal to another', 'are equal to others')} in campaign, days, cost, impressions and clicks, with ${cents} ${PROJECT_CURRENCY} more. All count: they may be parts of a breakdown. If the file has rows twice, spend is too high by that; export it again.`,
        evidence: [
          { label: 'Further equal rows', value: count(n) },
          { label: `Their cost, ${PROJECT_CURRENCY}`, value: cents },
        ],
        rows: rowsOf(intAdSpend, { file: path, not_counted_reason: null }),
      });
    });
  },
});
