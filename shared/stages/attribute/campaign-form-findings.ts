import { finding, rowsOf } from '../../domain/finding-builder';
import { code, count, joined, money, plural, say } from '../../domain/sentence';
import { campaignKey, campaignName } from '../../sql/campaign-verbs';
import { int, queryRows, requiredText } from '../../sql/records';
import { raw, sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import { stgAds } from '../clean/marketing/stg-ads.model';
import { fctInvoices } from './fct-invoices.model';
import { fctSpendDaily } from './fct-spend-daily.model';
import { intNamedAds } from './int-named-ads.model';
import { rptInvoiceHops } from './rpt-invoice-hops.model';

/** Campaigns that a sentence names. */
const NAMED = 5;

/**
 * Campaigns that some leads name by their id and others by their name, or by a name that they had before: the ads export
 * knows them as one, and credits are given by what leads say.
 */
export const campaignFormFindings = defineFindings({
  name: 'campaign_form_findings',
  title: 'Campaigns that leads name in several ways',
  reads: [stgAds, intNamedAds, fctSpendDaily, fctInvoices, rptInvoiceHops],
  question: 'revenue',
  find: async ({ workspace, signal }) => {
    const rows = await queryRows(
      workspace,
      sql`
with spent as (select campaign_key from ${fctSpendDaily} group by campaign_key having sum(cost_cents) > 0),
known as (
  select a.campaign_key as id_key, ${campaignKey(campaignName(raw('a.campaign_name')))} as name_key, n.campaign_key as used_key, n.campaign_id as used
  from ${stgAds} a join ${intNamedAds} n using (file, record_number)
),
forms as (
  select distinct id_key as form_key, used_key, used from known where id_key <> used_key
  union
  select distinct name_key, used_key, used from known where name_key <> used_key
)
select f.form_key, min(f.used) as used, cast(count(distinct i.invoice_no) as integer) as invoices, cast(sum(i.amount_cents) as bigint) as cents
from forms f join ${fctInvoices} i on i.lead_campaign_key = f.form_key and i.is_counted
where f.form_key not in (select campaign_key from spent) and f.used_key in (select campaign_key from spent)
group by f.form_key order by cents desc, f.form_key`,
      signal,
    );
    if (rows.length === 0) return [];
    const invoices = rows.reduce((sum, row) => sum + int(row, 'invoices'), 0);
    const cents = rows.reduce((sum, row) => sum + int(row, 'cents'), 0);
    const named = joined(
      rows
        .slice(0, NAMED)
        .map((row) => say`${code(requiredText(row, 'form_key'))} is ${code(requiredText(row, 'used'))}`),
      '; ',
    );
    const more = rows.length > NAMED ? say`; and ${count(rows.length - NAMED)} more` : '';
    return [
      finding({
        code: 'campaign_names',
        severity: 'error',
        column: 'campaign_id',
        message: say`${plural(rows.length, 'campaign is', 'campaigns are')} named in several ways, by id, by name or by a name of before: by the ads export, ${named}${more}. ${plural(invoices, 'invoice')} of ${money(cents / 100)} in all stand beside no spend for that, and the return of these campaigns is too low. Let leads name them in one way, or leave ids or names out of all exports.`,
        evidence: [
          { label: 'Campaigns', value: count(rows.length) },
          { label: 'Invoices', value: count(invoices) },
          { label: 'Amount', value: money(cents / 100) },
        ],
        rows: rowsOf(rptInvoiceHops, { remainder: 'no_spend' }),
      }),
    ];
  },
});
