import { finding, rowsOf } from '../../domain/finding-builder';
import type { Finding } from '../../domain/finding';
import { agree, code, count, joined, money, plural, say, type Sentence } from '../../domain/sentence';
import { campaignKey, campaignName } from '../../sql/campaign-verbs';
import { int, queryRows, requiredText, type Row } from '../../sql/records';
import { raw, sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { stgAds } from '../clean/marketing/stg-ads.model';
import { stgLeads } from '../clean/marketing/stg-leads.model';
import { stgTouches } from '../clean/marketing/stg-touches.model';
import { intCampaignForms } from '../dedup/int-campaign-forms.model';
import { dimCampaign } from './dim-campaign.model';
import { fctInvoices } from './fct-invoices.model';
import { fctSpendDaily } from './fct-spend-daily.model';
import { intNamedAds } from './int-named-ads.model';
import { rptInvoiceHops } from './rpt-invoice-hops.model';

/** Campaigns that a sentence names. */
const NAMED = 5;

/** The first campaigns by name; how many more there are. */
const namesOf = (rows: readonly Row[], inWords: (row: Row) => Sentence): Sentence => {
  const more = rows.length > NAMED ? say`; and ${count(rows.length - NAMED)} more` : '';
  return say`${joined(rows.slice(0, NAMED).map(inWords), '; ')}${more}`;
};

/** Campaigns that leads and events name otherwise than they count. */
async function findJoined(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
with named as (select campaign_key from ${stgLeads} union all select campaign_key from ${stgTouches})
select f.form_key, d.campaign_id as used, cast(count(*) as integer) as records
from named n join ${intCampaignForms} f on f.form_key = n.campaign_key join ${dimCampaign} d on d.campaign_key = f.used_key
group by all order by records desc, f.form_key`,
    signal,
  );
  if (rows.length === 0) return [];
  const records = rows.reduce((sum, row) => sum + int(row, 'records'), 0);
  return [
    finding({
      code: 'campaign_names',
      severity: 'info',
      column: 'campaign_id',
      message: say`${plural(records, 'record')} of leads, sessions and events ${agree(records, 'names its campaign', 'name their campaigns')} by an id or a name other than the one it counts under: ${namesOf(rows, (row) => say`${code(requiredText(row, 'form_key'))} is ${code(requiredText(row, 'used'))}`)}, as an ads export with both says.`,
      evidence: [
        { label: 'Other names', value: count(rows.length) },
        { label: 'Records', value: count(records) },
      ],
      rows: rowsOf(intCampaignForms),
    }),
  ];
}

/** Names of several campaigns, where ids count: which of them a lead means cannot be told. */
async function findAmbiguous(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
with spent as (select campaign_key from ${fctSpendDaily} group by campaign_key having sum(cost_cents) > 0),
known as (
  select a.campaign_key as id_key, ${campaignKey(campaignName(raw('a.campaign_name')))} as name_key, n.campaign_key as used_key
  from ${stgAds} a join ${intNamedAds} n using (file, record_number)
),
forms as (
  select id_key as form_key, used_key from known where id_key <> used_key
  union
  select name_key, used_key from known where name_key <> used_key
),
ambiguous as (select form_key, count(*) as campaigns from forms semi join spent on spent.campaign_key = forms.used_key group by form_key having count(*) > 1)
select f.form_key, cast(f.campaigns as integer) as campaigns, cast(count(*) as integer) as invoices, cast(sum(i.amount_cents) as bigint) as cents
from ambiguous f join ${fctInvoices} i on i.lead_campaign_key = f.form_key and i.is_counted
where f.form_key not in (select campaign_key from spent)
group by all order by cents desc, f.form_key`,
    signal,
  );
  if (rows.length === 0) return [];
  const invoices = rows.reduce((sum, row) => sum + int(row, 'invoices'), 0);
  const cents = rows.reduce((sum, row) => sum + int(row, 'cents'), 0);
  return [
    finding({
      code: 'campaign_names',
      severity: 'error',
      column: 'campaign_id',
      message: say`Leads name ${plural(rows.length, 'campaign')} by a name that several campaigns of the ads exports have: ${namesOf(rows, (row) => say`${code(requiredText(row, 'form_key'))} is the name of ${count(int(row, 'campaigns'))}`)}. Which of them is meant cannot be told, so ${plural(invoices, 'invoice')} of ${money(cents / 100)} in all ${agree(invoices, 'stands', 'stand')} beside no spend, and the return of these campaigns is too low. Let leads name campaigns by their ids.`,
      evidence: [
        { label: 'Campaigns', value: count(rows.length) },
        { label: 'Invoices', value: count(invoices) },
        { label: 'Amount', value: money(cents / 100) },
      ],
      rows: rowsOf(rptInvoiceHops, { remainder: 'no_spend' }),
    }),
  ];
}

/** Campaigns that leads and events name in several ways: the ads exports know them as one, or cannot tell. */
export const campaignFormFindings = defineFindings({
  name: 'campaign_form_findings',
  title: 'Campaigns that are named in several ways',
  reads: [
    stgAds,
    stgLeads,
    stgTouches,
    intCampaignForms,
    intNamedAds,
    dimCampaign,
    fctSpendDaily,
    fctInvoices,
    rptInvoiceHops,
  ],
  question: 'revenue',
  find: async ({ workspace, signal }) => [
    ...(await findJoined(workspace, signal)),
    ...(await findAmbiguous(workspace, signal)),
  ],
});
