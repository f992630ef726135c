import { controlsOf, readFates } from '../../sql/fates';
import { queryRows } from '../../sql/records';
import { revenueAccount } from '../../sql/run-parameters';
import { sql } from '../../sql/sql';
import { defineStep } from '../../sql/stage';
import { together } from '../../domain/together';
import { stgAds } from '../clean/marketing/stg-ads.model';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { rptRevenueFates } from './rpt-revenue-fates.model';

/** What became of the rows of the second question; the sums of the cleaned rows stand beside it, asked for by themselves. */
export const readRevenueFates = defineStep({
  name: 'read_revenue_fates',
  title: 'Accounting for every row of leads and revenue',
  reads: [rptRevenueFates, stgAds, stgInvoices],
  gives: [revenueAccount],
  size: 'groups',
  run: async (context) => {
    const { workspace, signal } = context;
    const [fates, sums] = await together([
      readFates(workspace, rptRevenueFates, signal),
      queryRows(
        workspace,
        sql`
select file, cast(coalesce(sum(cost_cents), 0) as bigint) as cents from ${stgAds} group by file
union all
select file, cast(coalesce(sum(amount_cents), 0) as bigint) from ${stgInvoices} group by file`,
        signal,
      ),
    ]);
    context.give(revenueAccount, { fates, controls: controlsOf(sums) });
  },
});
