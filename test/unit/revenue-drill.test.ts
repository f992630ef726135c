import { describe, expect, test } from 'vitest';
import type { EngineRequest } from '../../shared/contract/engine';
import type { GridFilter } from '../../shared/contract/grid';
import { drillIntoRevenue } from '../../shared/queries/revenue/revenue-drill';
import { revenueGridFilters } from '../../shared/queries/revenue/revenue-parts';

const equals = (column: string, value: string | number | boolean): GridFilter => ({
  op: 'equals',
  column,
  value,
});
const up = (...columns: string[]) => columns.map((column) => ({ column, direction: 'asc' }));
const NEWEST = [{ column: 'invoiced_on', direction: 'desc' }];
const CREDITED = { take: 'sum', column: 'credit', label: 'Credited, USD' };
const INVOICES = { take: 'distinct', column: 'invoice_no', label: 'Invoices' };
const CUSTOMERS = { take: 'distinct', column: 'customer_uid', label: 'Customers' };

const NARROWED = { from: '2026-05-01', to: '2026-05-31', campaigns: ['Spring', 'Autumn'] };
const OF_CAMPAIGNS: GridFilter = { op: 'in', column: 'campaign_id', values: ['Spring', 'Autumn'] };
const between = (column: string, low: string | null, high: string | null): GridFilter => ({
  op: 'between',
  column,
  low,
  high,
});

type Request = EngineRequest<'revenueDrill'>;
const opened = (request: Request) => {
  const { title, query, figures } = drillIntoRevenue(request);
  expect(query.scope).toEqual({ kind: 'all' });
  return { title, table: query.table, filters: query.filters, sort: query.sort, figures };
};

describe('behind the invoices of a model', () => {
  const invoices = (more: Partial<Extract<Request, { what: 'invoices' }>>) =>
    opened({ what: 'invoices', model: 'linear', ...more });

  test('stand all of them, the newest first, with what is credited and how many they are', () => {
    expect(invoices({})).toEqual({
      title: 'Invoices',
      table: 'attributed_invoices',
      filters: [equals('model', 'linear')],
      sort: NEWEST,
      figures: [CREDITED, INVOICES],
    });
  });

  test('stand those of one campaign, or its customers', () => {
    expect(invoices({ campaign_id: 'Spring' })).toMatchObject({
      title: 'Invoices of Spring',
      filters: [equals('model', 'linear'), equals('campaign_id', 'Spring')],
      figures: [CREDITED, INVOICES],
    });
    expect(invoices({ campaign_id: 'Spring', isOfCustomers: true })).toMatchObject({
      title: 'Customers of Spring',
      filters: [
        equals('model', 'linear'),
        equals('campaign_id', 'Spring'),
        { op: 'notEmpty', column: 'customer_uid' },
      ],
      figures: [CUSTOMERS],
    });
    expect(invoices({ campaign_id: 'Spring', isOfCustomers: false, isCredited: false })).toMatchObject({
      title: 'Invoices of Spring',
      filters: [equals('model', 'linear'), equals('campaign_id', 'Spring')],
      figures: [CREDITED, INVOICES],
    });
  });

  test('stand those that any campaign is credited with', () => {
    expect(invoices({ isCredited: true })).toMatchObject({
      title: 'Credited to campaigns',
      filters: [equals('model', 'linear'), { op: 'notEmpty', column: 'campaign_id' }],
    });
  });

  test('stand those that none is credited with, all or for one reason', () => {
    expect(invoices({ campaign_id: null })).toMatchObject({
      title: 'Unattributed invoices',
      filters: [equals('model', 'linear'), { op: 'empty', column: 'campaign_id' }],
    });
    expect(invoices({ campaign_id: null, reason: 'no_date' })).toMatchObject({
      title: 'Unattributed invoices: The invoice has no date',
      filters: [
        equals('model', 'linear'),
        { op: 'empty', column: 'campaign_id' },
        equals('reason', 'no_date'),
      ],
    });
    expect(invoices({ reason: 'no_date' })).toMatchObject({
      title: 'Unattributed invoices: The invoice has no date',
      filters: [equals('model', 'linear'), equals('reason', 'no_date')],
    });
  });

  test('stand those of a week, of a day, and what filters leave', () => {
    expect(invoices({ week: '2026-05-18', day: '2026-05-20', filters: NARROWED })).toMatchObject({
      filters: [
        equals('model', 'linear'),
        equals('week', '2026-05-18'),
        equals('invoiced_on', '2026-05-20'),
        between('invoiced_on', '2026-05-01', '2026-05-31'),
        OF_CAMPAIGNS,
      ],
    });
  });
});

describe('behind a bar of the waterfall', () => {
  const waterfall = (more: Partial<Extract<Request, { what: 'waterfall' }>>) =>
    opened({ what: 'waterfall', ...more });

  test('stand all invoices, the newest first, with their amount', () => {
    expect(waterfall({ filters: NARROWED })).toEqual({
      title: 'Invoices that count',
      table: 'invoice_hops',
      filters: [between('invoiced_on', '2026-05-01', '2026-05-31'), OF_CAMPAIGNS],
      sort: NEWEST,
      figures: [{ take: 'sum', column: 'amount', label: 'Amount, USD' }],
    });
  });

  test('stand those that are lost there, those that are followed to the end, or so far', () => {
    expect(waterfall({ remainder: 'no_campaign' })).toMatchObject({
      title: 'Invoices that stop: The lead names no campaign',
      filters: [equals('remainder', 'no_campaign')],
    });
    expect(waterfall({ remainder: null })).toMatchObject({
      title: 'Invoices followed to the spend',
      filters: [{ op: 'empty', column: 'remainder' }],
    });
    expect(waterfall({ followedTo: ['no_spend'] })).toMatchObject({
      title: 'Invoices followed so far',
      filters: [{ op: 'in', column: 'remainder', values: ['no_spend', null] }],
    });
  });
});

describe('behind people', () => {
  test('stand all of them, or those of a status, whatever its case', () => {
    expect(opened({ what: 'people' })).toEqual({
      title: 'People',
      table: 'people',
      filters: [],
      sort: up('person_no'),
      figures: [],
    });
    expect(opened({ what: 'people', status: 'Qualified' })).toMatchObject({
      title: 'People with status Qualified',
      filters: [equals('status_group', 'qualified')],
    });
  });

  test('who pay stand each once', () => {
    expect(opened({ what: 'customers' })).toEqual({
      title: 'Customers',
      table: 'customers',
      filters: [],
      sort: up('person_no'),
      figures: [],
    });
  });

  test('of several records stand these, and of one person all of them', () => {
    expect(opened({ what: 'clusters' })).toEqual({
      title: 'People with more than one record in a tool',
      table: 'person_members',
      filters: [{ op: 'between', column: 'duplicates', low: 1, high: null }],
      sort: up('person_no', 'lead_no'),
      figures: [{ take: 'distinct', column: 'person_no', label: 'People' }],
    });
    expect(opened({ what: 'cluster', person_no: 7 })).toEqual({
      title: 'Records of one person',
      table: 'person_members',
      filters: [equals('person_no', 7)],
      sort: up('lead_no'),
      figures: [],
    });
  });

  test('who may be one stand the pairs that are asked about', () => {
    expect(opened({ what: 'review' })).toMatchObject({
      table: 'lead_review_pairs',
      filters: [equals('is_asked', true)],
      sort: up('lead_no_a', 'lead_no_b'),
      figures: [],
    });
  });

  test('of whom tools say different things stand these, all or of one field', () => {
    expect(opened({ what: 'disagreements' })).toMatchObject({ filters: [], figures: [] });
    expect(opened({ what: 'disagreements', field: 'status' })).toMatchObject({
      table: 'source_disagreements',
      filters: [equals('field', 'status')],
      sort: up('field', 'person_no'),
    });
  });
});

describe('behind what was spent', () => {
  const SPEND = { take: 'sum', column: 'cost', label: 'Spend, USD' };

  test('stand its days in their order, all, of a campaign or of a platform', () => {
    expect(opened({ what: 'spend' })).toEqual({
      title: 'Spend',
      table: 'spend_days',
      filters: [],
      sort: up('spend_on'),
      figures: [SPEND],
    });
    expect(
      opened({ what: 'spend', campaign_id: 'Spring', platform: 'google', filters: NARROWED }).filters,
    ).toEqual([
      equals('campaign_id', 'Spring'),
      equals('platform', 'google'),
      between('spend_on', '2026-05-01', '2026-05-31'),
      OF_CAMPAIGNS,
    ]);
  });

  test('stand the seven days of a week, also over the end of a year, or one day', () => {
    expect(opened({ what: 'spend', week: '2026-12-28' }).filters).toEqual([
      between('spend_on', '2026-12-28', '2027-01-03'),
    ]);
    expect(opened({ what: 'spend', day: '2026-12-28' }).filters).toEqual([equals('spend_on', '2026-12-28')]);
  });

  test('and came back stand both sides: the spend, which no model has, and the revenue of one', () => {
    const figures = [
      { take: 'sum', column: 'revenue', label: 'Revenue, USD' },
      { take: 'sum', column: 'spend', label: 'Spend, USD' },
      CUSTOMERS,
    ];
    expect(opened({ what: 'roas', model: 'linear' })).toMatchObject({
      title: 'Revenue and spend',
      table: 'revenue_and_spend',
      filters: [{ op: 'in', column: 'model', values: ['linear', null] }],
      sort: up('side', 'happened_on'),
      figures,
    });
    expect(opened({ what: 'roas', model: 'linear', campaign_id: 'Spring', filters: NARROWED })).toMatchObject(
      {
        title: 'Revenue and spend of Spring',
        filters: [
          { op: 'in', column: 'model', values: ['linear', null] },
          equals('campaign_id', 'Spring'),
          between('happened_on', '2026-05-01', '2026-05-31'),
          OF_CAMPAIGNS,
        ],
      },
    );
  });
});

describe('filters of the Revenue screen as filters of a grid', () => {
  test('are none where nothing is narrowed', () => {
    expect(revenueGridFilters(undefined, 'spend_on')).toEqual([]);
    expect(revenueGridFilters({ from: null, to: null, campaigns: [] }, 'spend_on')).toEqual([]);
  });

  test('are a period that is open at one end, and campaigns alone', () => {
    const filters = { from: null, to: null, campaigns: [] };
    expect(revenueGridFilters({ ...filters, from: '2026-05-01' }, 'spend_on')).toEqual([
      between('spend_on', '2026-05-01', null),
    ]);
    expect(revenueGridFilters({ ...filters, to: '2026-05-31' }, 'spend_on')).toEqual([
      between('spend_on', null, '2026-05-31'),
    ]);
    expect(revenueGridFilters({ ...filters, campaigns: ['Spring'] }, 'spend_on')).toEqual([
      { op: 'in', column: 'campaign_id', values: ['Spring'] },
    ]);
  });
});
