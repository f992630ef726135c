import type { EngineRequest } from '../../contract/engine';
import { allRows, type Figure, type GridFilter } from '../../contract/grid';
import { PROJECT_CURRENCY } from '../../domain/money';
import type { RevenueDrill } from '../../contract/revenue';
import { rptAttributedInvoices } from '../../stages/attribute/rpt-attributed-invoices.model';
import { rptCustomers } from '../../stages/attribute/rpt-customers.model';
import { rptInvoiceHops } from '../../stages/attribute/rpt-invoice-hops.model';
import { rptRevenueAndSpend } from '../../stages/attribute/rpt-revenue-and-spend.model';
import { rptSpendDays } from '../../stages/attribute/rpt-spend-days.model';
import { rptLeadReviewPairs } from '../../stages/dedup/rpt-lead-review-pairs.model';
import { rptPeople } from '../../stages/dedup/rpt-people.model';
import { rptPersonMembers } from '../../stages/dedup/rpt-person-members.model';
import { rptSourceDisagreements } from '../../stages/dedup/rpt-source-disagreements.model';
import { reasonLabel, SPEND_OF_NO_CAMPAIGN } from '../../domain/words/revenue-words';
import { revenueGridFilters } from './revenue-parts';

const equals = (column: string, value: string | number | boolean | undefined): readonly GridFilter[] =>
  value === undefined ? [] : [{ op: 'equals', column, value }];

const present = (column: string, isAsked: boolean | undefined): readonly GridFilter[] =>
  isAsked === true ? [{ op: 'notEmpty', column }] : [];

const equalsOrEmpty = (column: string, value: string | null | undefined): readonly GridFilter[] =>
  value === null ? [{ op: 'empty', column }] : equals(column, value);

type Sort = RevenueDrill['query']['sort'];
const by = (...columns: string[]): Sort => columns.map((column) => ({ column, direction: 'asc' as const }));
const summed = (name: string, column: string): Figure => ({
  take: 'sum',
  column,
  label: `${name}, ${PROJECT_CURRENCY}`,
});
const different = (label: string, column: string): Figure => ({ take: 'distinct', column, label });

const CREDITED = summed('Credited', 'credit');
const INVOICES = different('Invoices', 'invoice_no');
const CUSTOMERS = different('Customers', 'customer_uid');

/** The seven days from a Monday, or one day. */
const daysOf = (
  column: string,
  { week, day }: { readonly week?: string | undefined; readonly day?: string | undefined },
): readonly GridFilter[] => [
  ...(week === undefined ? [] : [{ op: 'between' as const, column, low: week, high: sundayOf(week) }]),
  ...equals(column, day),
];

const sundayOf = (monday: string): string =>
  new Date(Date.parse(monday) + 6 * 86_400_000).toISOString().slice(0, 10);

const NEWEST: Sort = [{ column: 'invoiced_on', direction: 'desc' }];

/** The grid query that shows what stands behind a number of the Revenue screen. */
export function drillIntoRevenue(request: EngineRequest<'revenueDrill'>): RevenueDrill {
  const query = (
    table: { readonly name: string },
    filters: readonly GridFilter[],
    sort: Sort,
  ): RevenueDrill['query'] => ({
    ...allRows(table.name),
    filters: [...filters],
    sort,
  });
  switch (request.what) {
    case 'invoices': {
      const { model, campaign_id: campaign, reason, week, day, isCredited, isOfCustomers } = request;
      return {
        title:
          campaign === null || reason !== undefined
            ? `Unattributed invoices${reason === undefined ? '' : `: ${reasonLabel(reason)}`}`
            : campaign === undefined
              ? isCredited === true
                ? 'Credited to campaigns'
                : 'Invoices'
              : `${isOfCustomers === true ? 'Customers' : 'Invoices'} of ${campaign}`,
        query: query(
          rptAttributedInvoices,
          [
            ...equals('model', model),
            ...equalsOrEmpty('campaign_id', campaign),
            ...present('campaign_id', isCredited),
            ...present('customer_uid', isOfCustomers),
            ...equals('reason', reason),
            ...equals('week', week),
            ...equals('invoiced_on', day),
            ...revenueGridFilters(request.filters, 'invoiced_on'),
          ],
          NEWEST,
        ),
        figures: isOfCustomers === true ? [CUSTOMERS] : [CREDITED, INVOICES],
      };
    }
    case 'waterfall':
      return {
        title:
          request.remainder === undefined
            ? request.followedTo === undefined
              ? 'Invoices that count'
              : 'Invoices followed so far'
            : request.remainder === null
              ? 'Invoices followed to the spend'
              : `Invoices that stop: ${reasonLabel(request.remainder)}`,
        query: query(
          rptInvoiceHops,
          [
            ...equalsOrEmpty('remainder', request.remainder),
            ...(request.followedTo === undefined
              ? []
              : [{ op: 'in' as const, column: 'remainder', values: [...request.followedTo, null] }]),
            ...revenueGridFilters(request.filters, 'invoiced_on'),
          ],
          NEWEST,
        ),
        figures: [summed('Amount', 'amount')],
      };
    case 'people':
      return {
        title: request.status === undefined ? 'People' : `People with status ${request.status}`,
        query: query(rptPeople, equals('status_group', request.status?.toLowerCase()), by('person_no')),
        figures: [],
      };
    case 'customers':
      return { title: rptCustomers.title, query: query(rptCustomers, [], by('person_no')), figures: [] };
    case 'roas':
      return {
        title:
          request.campaign_id === undefined
            ? rptRevenueAndSpend.title
            : `Revenue and spend of ${request.campaign_id}`,
        query: query(
          rptRevenueAndSpend,
          [
            { op: 'in', column: 'model', values: [request.model, null] },
            ...equals('campaign_id', request.campaign_id),
            ...revenueGridFilters(request.filters, 'happened_on'),
          ],
          by('side', 'happened_on'),
        ),
        figures: [summed('Revenue', 'revenue'), summed('Spend', 'spend'), CUSTOMERS],
      };
    case 'clusters':
      return {
        title: 'People with more than one record in a tool',
        query: query(
          rptPersonMembers,
          [{ op: 'between', column: 'duplicates', low: 1, high: null }],
          by('person_no', 'lead_no'),
        ),
        figures: [different('People', 'person_no')],
      };
    case 'cluster':
      return {
        title: 'Records of one person',
        query: query(rptPersonMembers, equals('person_no', request.person_no), by('lead_no')),
        figures: [],
      };
    case 'review':
      return {
        title: rptLeadReviewPairs.title,
        query: query(rptLeadReviewPairs, equals('is_asked', true), by('lead_no_a', 'lead_no_b')),
        figures: [],
      };
    case 'disagreements':
      return {
        title: rptSourceDisagreements.title,
        query: query(rptSourceDisagreements, equals('field', request.field), by('field', 'person_no')),
        figures: [],
      };
    case 'spend':
      return {
        title: request.campaign_id === null ? SPEND_OF_NO_CAMPAIGN : 'Spend',
        query: query(
          rptSpendDays,
          [
            ...equalsOrEmpty('campaign_id', request.campaign_id),
            ...equals('platform', request.platform),
            ...daysOf('spend_on', request),
            ...revenueGridFilters(request.filters, 'spend_on'),
          ],
          by('spend_on'),
        ),
        figures: [summed('Spend', 'cost')],
      };
  }
}
