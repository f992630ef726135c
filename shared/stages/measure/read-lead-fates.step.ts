import { together } from '../../domain/together';
import { controlsOf, readFates } from '../../sql/fates';
import { queryRows } from '../../sql/records';
import { leadAccount } from '../../sql/run-parameters';
import { sql } from '../../sql/sql';
import { defineStep } from '../../sql/stage';
import { stgDeliveredLeads } from '../clean/delivered/stg-delivered-leads.model';
import { rptLeadFates } from './rpt-lead-fates.model';

/** What became of the rows of the first question; the sums of the cleaned rows stand beside it, asked for by themselves. */
export const readLeadFates = defineStep({
  name: 'read_lead_fates',
  title: 'Accounting for every row of delivered leads and CRM reports',
  reads: [rptLeadFates, stgDeliveredLeads],
  gives: [leadAccount],
  size: 'groups',
  run: async (context) => {
    const { workspace, signal } = context;
    const [fates, sums] = await together([
      readFates(workspace, rptLeadFates, signal),
      queryRows(
        workspace,
        sql`select file, cast(coalesce(sum(price_cents), 0) as bigint) as cents from ${stgDeliveredLeads} group by file`,
        signal,
      ),
    ]);
    context.give(leadAccount, { fates, controls: controlsOf(sums) });
  },
});
