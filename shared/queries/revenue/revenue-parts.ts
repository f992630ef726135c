import type { GridFilter } from '../../contract/grid';
import type { RevenueFilters } from '../../contract/revenue';
import { ident, join, lit, raw, sql, textList, type Sql } from '../../sql/sql';
import { dimCampaign } from '../../stages/attribute/dim-campaign.model';
import { fctAttributedRevenue } from '../../stages/attribute/fct-attributed-revenue.model';
import { fctInvoices } from '../../stages/attribute/fct-invoices.model';
import { fctSpendDaily } from '../../stages/attribute/fct-spend-daily.model';
import { rptInvoiceHops } from '../../stages/attribute/rpt-invoice-hops.model';

/** What the numbers of the Revenue screen are counted from: all of it, or what filters leave. */
export interface RevenueParts {
  readonly credits: Sql;
  /** As `credits`, of all campaigns and of none: what was invoiced. */
  readonly allCredits: Sql;
  readonly spend: Sql;
  readonly hops: Sql;
}

const within = (column: Sql, { from, to }: RevenueFilters): readonly Sql[] => [
  ...(from === null ? [] : [sql`${column} >= cast(${lit(from)} as date)`]),
  ...(to === null ? [] : [sql`${column} <= cast(${lit(to)} as date)`]),
];

const where = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`` : sql`where ${join(conditions, raw(' and '))}`;

export function revenueParts(filters: RevenueFilters | undefined): RevenueParts {
  if (!filters) {
    return {
      credits: sql`${fctAttributedRevenue}`,
      allCredits: sql`${fctAttributedRevenue}`,
      spend: sql`${fctSpendDaily}`,
      hops: sql`${rptInvoiceHops}`,
    };
  }
  const { campaigns } = filters;
  const chosen = (column: Sql): readonly Sql[] =>
    campaigns.length === 0
      ? []
      : [
          sql`${column} in (select campaign_key from ${dimCampaign} where campaign_id in (${textList(campaigns)}))`,
        ];
  const credits = (conditions: readonly Sql[]): Sql =>
    sql`(select a.* from ${fctAttributedRevenue} a join ${fctInvoices} i using (invoice_no) ${where([...within(raw('i.invoiced_on'), filters), ...conditions])})`;
  return {
    credits: credits(chosen(raw('a.campaign_key'))),
    allCredits: credits([]),
    spend: sql`(select * from ${fctSpendDaily} ${where([...within(raw('spend_on'), filters), ...chosen(raw('campaign_key'))])})`,
    hops: sql`(select * from ${rptInvoiceHops} ${where([
      ...within(raw('invoiced_on'), filters),
      ...(campaigns.length === 0 ? [] : [sql`${ident('campaign_id')} in (${textList(campaigns)})`]),
    ])})`,
  };
}

/** The same as filters of a grid whose rows have a day and a campaign. */
export const revenueGridFilters = (
  filters: RevenueFilters | undefined,
  day: 'invoiced_on' | 'spend_on' | 'happened_on',
): readonly GridFilter[] => [
  ...(filters && (filters.from !== null || filters.to !== null)
    ? [{ op: 'between' as const, column: day, low: filters.from, high: filters.to }]
    : []),
  ...(filters && filters.campaigns.length > 0
    ? [{ op: 'in' as const, column: 'campaign_id', values: [...filters.campaigns] }]
    : []),
];
