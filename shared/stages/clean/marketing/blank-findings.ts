import { sourceOf } from '../../../domain/source';
import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count as counted, joined, plural, say } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import { sql } from '../../../sql/sql';
import { stgAds } from './stg-ads.model';
import { stgInvoices } from './stg-invoices.model';
import { FILES, filesOf, titleIn, when, type Profiles, type Read } from './finding-rows';

/** Blank cells of ad exports and of invoices: what they cost, and which were rebuilt. */
export async function findBlanks(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const ads = await read(sql`
select source, cast(count(*) as integer),
  cast(count(*) filter (original_cost is null and not contains(coalesce(issues, ''), 'cost')) as integer),
  cast(count(*) filter (impressions is null and not contains(coalesce(issues, ''), 'impressions')) as integer),
  cast(count(*) filter (clicks is null and not contains(coalesce(issues, ''), 'clicks')) as integer),
  cast(count(*) filter (is_cost_rebuilt) as integer), ${FILES}
from ${stgAds} group by source order by source`);
  const [invoices] = await read(sql`
select cast(count(*) filter (original_amount is null and not contains(coalesce(issues, ''), 'amount')) as integer), ${FILES}
from ${stgInvoices} where record_type <> 'other'`);
  const [unknown] = await read(sql`
select cast(count(*) as integer), ${FILES} from ${stgInvoices} where is_refund_unknown`);
  return [
    ...ads.flatMap(([source, rows, cost, impressions, clicks, rebuilt, files]) => {
      const of = { source: sourceOf(source), files: filesOf(files) };
      const blanks = [
        { label: 'cost', value: Number(cost) },
        { label: 'impressions', value: Number(impressions) },
        { label: 'clicks', value: Number(clicks) },
      ].filter(({ value }) => value > 0);
      const findings: Finding[] = [];
      if (blanks.length > 0) {
        findings.push(
          finding({
            code: 'blank_values',
            severity: Number(cost) > 0 ? 'warning' : 'info',
            column: blanks[0]?.label ?? null,
            ...of,
            message: say`${titleIn(profiles, source)}: of ${plural(Number(rows), 'record')}, ${joined(
              blanks.map(
                ({ label, value }) => say`${counted(value)} ${agree(value, 'has', 'have')} no ${label}`,
              ),
            )}. Sums leave them out; nothing was put in their place.`,
            evidence: blanks.map(({ label, value }) => ({
              label: `Blank ${label}`,
              value: counted(value),
            })),
          }),
        );
      }
      if (Number(rebuilt) > 0) {
        findings.push(
          finding({
            code: 'cost_rebuilt',
            severity: 'info',
            column: 'cost',
            ...of,
            message: say`${titleIn(profiles, source)}: ${plural(Number(rebuilt), 'record')} without a cost ${agree(Number(rebuilt), 'was', 'were')} given clicks × cost per click, which the export rounds.`,
            rows: rowsOf(stgAds, { source: String(source), is_cost_rebuilt: true }),
          }),
        );
      }
      return findings;
    }),
    ...when(invoices, (count, files) =>
      finding({
        code: 'blank_values',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'amount',
        files,
        message: say`${plural(count, 'invoice')} ${agree(count, 'has', 'have')} no amount, and ${agree(count, 'counts', 'count')} in no sum.`,
        rows: rowsOf(stgInvoices, { original_amount: null }),
      }),
    ),
    ...when(unknown, (count, files) =>
      finding({
        code: 'blank_values',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'amount_refunded',
        files,
        message: say`${plural(count, 'invoice')} ${agree(count, 'was', 'were')} refunded in part, and no column says by how much: ${agree(count, 'it counts', 'they count')} in full. Add an export of refunds, or of payments with \`Amount Refunded\`.`,
        rows: rowsOf(stgInvoices, { is_refund_unknown: true }),
      }),
    ),
  ];
}
