import type { PlatformSpend, RevenueSummary } from '../../contract/revenue';
import { ATTRIBUTION_MODELS } from '../../domain/attribution';
import { AD_PLATFORMS } from '../../domain/source';
import { moneyOf } from '../../domain/cents';
import { sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { fctInvoices } from '../../stages/attribute/fct-invoices.model';
import { GROSS_COLUMNS, grossOf } from '../../sql/gross-verbs';
import { int, readRows, requiredText } from '../../sql/records';
import type { RevenueParts } from './revenue-parts';

/**
 * The summary of what filters leave. What was invoiced is narrowed by the period alone: an invoice belongs to no campaign
 * until a model credits it. People, records and joins have no date and stay those of all.
 */
export async function narrowedSummary(
  workspace: Workspace,
  summary: RevenueSummary,
  parts: RevenueParts,
  signal?: AbortSignal,
): Promise<RevenueSummary> {
  const [invoices] = await readRows(
    workspace,
    sql`
with counted as (select distinct invoice_no from ${parts.allCredits} c)
select cast(count(*) as integer) as invoices, cast(coalesce(sum(amount_cents), 0) as bigint) as cents,
  ${GROSS_COLUMNS}
from ${fctInvoices} semi join counted using (invoice_no)`,
    signal,
  );
  const credits = await readRows(
    workspace,
    sql`select model, reason, cast(sum(credit_cents) as bigint) as cents from ${parts.credits} c group by all`,
    signal,
  );
  const spend = await readRows(
    workspace,
    sql`
select platform, cast(sum(ad_rows) as integer) as ad_rows, cast(sum(cost_cents) as bigint) as cents,
  cast(sum(impressions) as bigint) as impressions, cast(sum(clicks) as bigint) as clicks,
  cast(sum(blank_impressions) as integer) as blank_impressions, cast(sum(blank_clicks) as integer) as blank_clicks
from ${parts.spend} s group by platform`,
    signal,
  );
  const model = (name: string): RevenueSummary['models']['linear'] => {
    const own = credits.filter((row) => row['model'] === name);
    const lost = own.filter((row) => row['reason'] !== null);
    const sum = (rows: typeof own): number => rows.reduce((total, row) => total + int(row, 'cents'), 0);
    return {
      attributed: moneyOf(sum(own) - sum(lost)),
      unattributed: moneyOf(sum(lost)),
      unattributedBy: Object.fromEntries(
        lost.map((row) => [requiredText(row, 'reason'), moneyOf(int(row, 'cents'))]),
      ),
      campaigns: [],
    };
  };
  return {
    ...summary,
    invoices: int(invoices, 'invoices'),
    invoiced: moneyOf(int(invoices, 'cents')),
    ...grossOf(invoices),
    notInvoiced: [],
    spend: AD_PLATFORMS.flatMap((platform): PlatformSpend[] => {
      const row = spend.find((r) => r['platform'] === platform);
      if (!row) return [];
      return [
        {
          platform,
          rows: int(row, 'ad_rows'),
          spend: moneyOf(int(row, 'cents')),
          impressions: int(row, 'impressions'),
          clicks: int(row, 'clicks'),
          blankImpressions: int(row, 'blank_impressions'),
          blankClicks: int(row, 'blank_clicks'),
        },
      ];
    }),
    models: Object.fromEntries(
      ATTRIBUTION_MODELS.map((name) => [name, model(name)]),
    ) as RevenueSummary['models'],
  };
}
