import { describe, expect, test } from 'vitest';
import type { EngineRequest } from '../../shared/contract/engine';
import type { GridFilter } from '../../shared/contract/grid';
import type { LeadFilter } from '../../shared/contract/lead-filter';
import { drillInto, valueFilters, withinFilters } from '../../shared/queries/grid/drill';
import { matureAgeOf, readPaths, readTimes } from '../../shared/queries/lead-quality/funnel-times';
import {
  gridFiltersOf,
  isOfDelivery,
  type FilterContext,
} from '../../shared/queries/lead-quality/lead-filters';
import { drillRateTrend } from '../../shared/queries/lead-quality/rate-trends';
import { readReached } from '../../shared/queries/lead-quality/reached';
import { reportedTrends } from '../../shared/queries/lead-quality/reported-trends';
import { countTrends, reachedColumn, trendDimensions } from '../../shared/queries/lead-quality/trend-counts';
import type { Row } from '../../shared/sql/records';
import { srcSnapshots } from '../../shared/stages/clean/crm/src-crm-snapshots';
import { intLinks } from '../../shared/stages/decide/int-links.model';
import { intLeadDimensions } from '../../shared/stages/match/int-lead-dimensions.model';
import { intCrmStates } from '../../shared/stages/measure/int-crm-states.model';
import { intLeadOutcomes } from '../../shared/stages/measure/int-lead-outcomes.model';
import { filledWorkspace, type Filled } from '../support/filled-workspace';

/** A delivered lead under *linked*, which a report has. */
const lead = (lead_id: number, more: Row = {}): Row => ({
  lead_id,
  lead_uuid: `u${String(lead_id)}`,
  link_setting: 'linked',
  is_matched: true,
  has_appointment_ever: false,
  has_demo_ever: false,
  has_sale_ever: false,
  has_net_sale_ever: false,
  ...more,
});
async function contextOf(leads: readonly Row[], ...more: readonly Filled[]): Promise<FilterContext> {
  const workspace = await filledWorkspace([intLeadOutcomes, leads], [intLeadDimensions, []], ...more);
  await workspace.commit();
  return { workspace, groups: { Odd: 'Sold' }, signal: undefined };
}
const equals = (column: string, value: string | boolean): GridFilter => ({ op: 'equals', column, value });
const among = (column: string, ...values: (string | boolean | null)[]): GridFilter => ({
  op: 'in',
  column,
  values,
});
const MATCHED = equals('is_matched', true);

describe('A filter of a screen', () => {
  const leads = [
    lead(1, { city: 'Elko', disposition: 'Sale', first_disposition: 'Data' }),
    lead(2, { city: 'ELKO', disposition: 'Odd' }),
    lead(3, { city: 'Reno', disposition: 'Data' }),
  ];
  const filters = async (...of: readonly LeadFilter[]) => gridFiltersOf(await contextOf(leads), of);

  test('on what reports say is of leads that a report has, once for several', async () => {
    expect(
      await filters({ dimension: 'state', values: ['NV', null] }, { dimension: 'tier', values: ['both'] }),
    ).toEqual([MATCHED, among('state', 'NV', null), among('tier', 'both')]);
  });

  test('on what the delivery says is of all leads', async () => {
    for (const dimension of ['vendor', 'campaign_id', 'price', 'delivery_week', 'delivery_month'] as const)
      expect(await filters({ dimension, values: ['x'] })).toEqual([among(dimension, 'x')]);
    expect(['vendor', 'delivery_week', 'kept:Source', 'state', 'reported'].map(isOfDelivery)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test('on whether a report has the lead, on snapshots, and on kept columns says that', async () => {
    expect(await filters({ dimension: 'reported', values: ['yes', 'no'] })).toEqual([
      among('is_matched', true, false),
    ]);
    expect(await filters({ dimension: 'snapshot', values: ['2', '0', 'x', '1.5', '5'] })).toEqual([
      MATCHED,
      { op: 'inSnapshots', column: 'lead_uuid', orders: [2, 5] },
    ]);
    expect(await filters({ dimension: 'kept:Source', values: ['web', null] })).toEqual([
      { op: 'kept', column: 'lead_uuid', dimension: 'Source', values: ['web', null] },
    ]);
  });

  test('on a city is on every way to write it, and on a group on every word in it', async () => {
    expect(await filters({ dimension: 'city', values: ['elko'] })).toEqual([
      MATCHED,
      among('city', 'ELKO', 'Elko'),
    ]);
    expect(await filters({ dimension: 'city', values: [null] })).toEqual([MATCHED, among('city', null)]);
    expect(await filters({ dimension: 'disposition_group', values: ['Sold'] })).toEqual([
      MATCHED,
      among('disposition', 'Odd', 'Sale'),
    ]);
    expect(await filters({ dimension: 'disposition_group', values: ['Sold', null] })).toEqual([
      MATCHED,
      among('disposition', 'Odd', 'Sale', null),
    ]);
    expect(
      await filters({ dimension: 'job_status_city', values: ['Done · elko', '– · –', 'Done · Reno'] }),
    ).toEqual([MATCHED, among('job_status', 'Done', null), among('city', 'ELKO', 'Elko', 'Reno', null)]);
  });
});

describe('Behind a number of the funnel', () => {
  const open = async (more: Partial<EngineRequest<'drill'>>) => {
    const leads = [
      lead(1, { disposition: 'Sale', first_disposition: 'Data' }),
      lead(2, { disposition: 'Data' }),
    ];
    const request: EngineRequest<'drill'> = {
      basis: 'latest',
      links: 'linked',
      stage: 'delivered',
      within: null,
      ...more,
    };
    const { query, ...rest } = await drillInto(await contextOf(leads), request);
    expect(query).toMatchObject({
      table: 'int_lead_outcomes',
      scope: { kind: 'all' },
      sort: [{ column: 'entry_on', direction: 'desc' }],
    });
    expect(query.filters[0]).toEqual(equals('link_setting', 'linked'));
    return { ...rest, filters: query.filters.slice(1) };
  };

  test('stand the leads that have reached its step', async () => {
    expect(await open({})).toEqual({ metricId: 'delivered', figures: [], filters: [] });
    expect(await open({ stage: 'matched' })).toEqual({
      metricId: 'matched',
      figures: [],
      filters: [MATCHED],
    });
    expect((await open({ stage: 'net_sale' })).filters).toEqual([equals('has_net_sale_latest', true)]);
    expect(
      (await open({ stage: 'demo', filters: [{ dimension: 'vendor', values: ['x'] }] })).filters,
    ).toEqual([among('vendor', 'x'), equals('has_demo_latest', true)]);
  });

  test('of a row of a breakdown stand its leads, with a report, without one, or both', async () => {
    const within = (dimension: string, reported: boolean | null) =>
      open({ within: { dimension, key: 'x', reported } });
    expect((await within('state', true)).filters).toEqual([MATCHED, MATCHED, among('state', 'x')]);
    expect((await within('state', false)).filters).toEqual([
      equals('is_matched', false),
      among('state', 'x'),
    ]);
    expect((await within('vendor', null)).filters).toEqual([among('vendor', 'x')]);
    await expect(
      withinFilters(await contextOf([]), { dimension: 'odd', key: 'x', reported: null }),
    ).rejects.toThrow('There is no dimension odd.');
    await expect(valueFilters(await contextOf([]), 'odd', [])).rejects.toThrow('There is no dimension odd.');
  });

  test('of days of waiting stand leads with an appointment within them', async () => {
    expect((await open({ days: { low: null, high: 6 } })).filters).toEqual([
      { op: 'notEmpty', column: 'days_to_appointment' },
      { op: 'between', column: 'days_to_appointment', low: null, high: 6 },
    ]);
  });

  test('of a path stand reported leads that came so far and no further', async () => {
    const path = (of: NonNullable<EngineRequest<'drill'>['path']>) => open({ path: of });
    expect((await path({ furthest: 'demo' })).filters).toEqual([
      MATCHED,
      equals('has_sale_latest', false),
      equals('has_demo_latest', true),
    ]);
    expect((await path({ furthest: 'none' })).filters).toEqual([
      MATCHED,
      equals('has_sale_latest', false),
      equals('has_demo_latest', false),
      equals('has_appointment_latest', false),
    ]);
    expect((await path({ first: 'No contact', last: 'Sold' })).filters).toEqual([
      MATCHED,
      among('first_disposition', 'Data'),
      among('disposition', 'Sale'),
    ]);
    expect((await path({ first: null })).filters).toEqual([MATCHED, among('first_disposition', null)]);
  });
});

describe('Waiting times and weeks of entry', () => {
  const SETTING = { basis: 'ever', links: 'linked' } as const;

  test('are told with what each week reached, how old it is, and whether that is enough', async () => {
    const context = await contextOf([
      lead(1, {
        entry_on: '2024-01-01',
        entry_week: '2024-01-01',
        days_to_appointment: 3,
        has_appointment_ever: true,
        has_sale_ever: true,
      }),
      lead(2, {
        entry_on: '2024-01-03',
        entry_week: '2024-01-01',
        days_to_appointment: -2,
        has_appointment_ever: true,
        has_demo_ever: true,
      }),
      lead(3, {
        entry_on: '2024-01-12',
        entry_week: '2024-01-08',
        days_to_appointment: 3,
        has_appointment_ever: true,
      }),
      lead(4, { entry_on: '2024-01-12', entry_week: '2024-01-08' }),
      lead(5, { days_to_appointment: null }),
      lead(1, {
        link_setting: 'strict',
        entry_on: '2024-02-01',
        entry_week: '2024-01-29',
        days_to_appointment: 50,
      }),
    ]);
    expect(await readTimes(context, SETTING, [])).toEqual({
      daysToAppointment: [
        { days: -2, leads: 1 },
        { days: 3, leads: 2 },
      ],
      cohorts: [
        { week: '2024-01-01', leads: 2, appointment: 2, demo: 1, sale: 1, complete: true },
        { week: '2024-01-08', leads: 2, appointment: 1, demo: 0, sale: 0, complete: false },
      ],
      cohortAges: [
        { week: '2024-01-01', age: 0, leads: 2 },
        { week: '2024-01-08', age: 0, leads: 1 },
        { week: '2024-01-08', age: null, leads: 1 },
      ],
      entered: { from: '2024-01-01', to: '2024-01-12' },
      newestEntry: '2024-01-12',
    });
    // How old a week must be is learned from all leads.
    const few = await readTimes(context, SETTING, [{ op: 'equals', column: 'lead_uuid', value: 'u2' }]);
    expect(few).toMatchObject({
      cohorts: [{ week: '2024-01-01', complete: false }],
      entered: { from: '2024-01-03', to: '2024-01-03' },
      newestEntry: '2024-01-12',
    });
  });

  test('are none where nobody entered', async () => {
    expect(await readTimes(await contextOf([lead(1)]), SETTING, [])).toEqual({
      daysToAppointment: [],
      cohorts: [],
      cohortAges: [],
      entered: null,
      newestEntry: null,
    });
  });

  test('say by the days within which nine in ten had their appointment how old leads must be', () => {
    const days = (...leads: readonly number[]) => leads.map((n, i) => ({ days: i * 10, leads: n }));
    expect([
      matureAgeOf([]),
      matureAgeOf(days(9, 1)),
      matureAgeOf(days(8, 1, 1)),
      matureAgeOf(days(8, 0, 2)),
    ]).toEqual([0, 0, 10, 20]);
  });

  test('and paths go from the first group over the furthest stage to the last group', async () => {
    const context = await contextOf([
      lead(1, {
        first_disposition: 'Data',
        disposition: 'Sale',
        has_appointment_ever: true,
        has_sale_ever: true,
      }),
      lead(2, { first_disposition: 'Data', disposition: 'Odd', has_demo_ever: true, has_sale_ever: true }),
      lead(3, { first_disposition: null, disposition: 'Nobody knows' }),
      lead(4, { is_matched: false }),
      lead(5, {
        first_disposition: null,
        disposition: null,
        has_demo_ever: true,
        has_appointment_ever: true,
      }),
    ]);
    expect(await readPaths(context, SETTING, [])).toEqual([
      { first: 'No contact', furthest: 'sale', last: 'Sold', leads: 2 },
      { first: null, furthest: 'demo', last: null, leads: 1 },
      { first: null, furthest: 'none', last: 'Other', leads: 1 },
    ]);
  });
});

describe('What leads had reached by each snapshot', () => {
  test('is what any state of theirs had shown by then', async () => {
    const state = (identity_id: number, valid_from: number, more: Row = {}): Row => ({
      identity_id,
      valid_from,
      is_set: false,
      is_appointment: false,
      is_demo: false,
      is_sale: false,
      ...more,
    });
    const context = await contextOf(
      [lead(1), lead(2, { vendor: 'x' })],
      [srcSnapshots, [1, 2, 3].map((n) => ({ snapshot_order: n }))],
      [
        intLinks,
        [
          { link_setting: 'linked', identity_id: 1, lead_id: 1 },
          { link_setting: 'linked', identity_id: 2, lead_id: 2 },
          { link_setting: 'strict', identity_id: 3, lead_id: 1 },
        ],
      ],
      [
        intCrmStates,
        [
          state(1, 1, { is_set: true, is_appointment: true }),
          state(1, 3, { is_sale: true }),
          state(2, 2, { is_demo: true }),
          state(3, 1, { is_demo: true }),
        ],
      ],
    );
    const point = (
      order: number,
      matched: number,
      set_reported: number,
      appointment: number,
      demo: number,
      sale: number,
    ) => ({ order, matched, set_reported, appointment, demo, sale });
    expect(await readReached(context, 'linked', [])).toEqual([
      point(1, 1, 1, 1, 0, 0),
      point(2, 2, 1, 1, 1, 0),
      point(3, 2, 1, 1, 1, 1),
    ]);
    expect(await readReached(context, 'linked', [equals('vendor', 'x')])).toEqual([
      point(1, 0, 0, 0, 0, 0),
      point(2, 1, 0, 0, 1, 0),
      point(3, 1, 0, 0, 1, 0),
    ]);
  });
});

describe('The counts of rates over time', () => {
  const REQUEST = {
    basis: 'ever',
    links: 'linked',
    dimension: 'vendor',
    of: 'appointment',
    per: 'delivered',
    every: 'month',
    by: 'entry',
    least: 30,
    falseRate: 0.05,
  } as EngineRequest<'rateTrends'>;
  const leads = [
    lead(1, {
      vendor: 'V',
      entry_on: '2024-01-31',
      delivered_on: '2024-02-01',
      has_appointment_ever: true,
      disposition: 'Sale',
    }),
    lead(2, {
      vendor: 'V',
      entry_on: '2024-01-01',
      delivered_on: null,
      has_demo_ever: true,
      disposition: 'Odd',
    }),
    lead(3, { vendor: null, is_matched: false }),
  ];
  const counts = async (more: Partial<EngineRequest<'rateTrends'>>, ...tables: readonly Filled[]) => {
    const rows = await countTrends(await contextOf(leads, ...tables), { ...REQUEST, ...more }, []);
    return rows
      .map(({ key, reported, period, leads: n, total, hits }) => [key, reported, period, n, total, hits])
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  };

  test('are by value and period: how many leads there are, of which the rate is, and that have reached it', async () => {
    expect(await counts({})).toEqual([
      ['V', null, '2024-01', 2, 2, 1],
      [null, null, null, 1, 1, 0],
    ]);
    expect(await counts({ per: 'demo', of: 'sale' })).toEqual([
      ['V', null, '2024-01', 2, 1, 0],
      [null, null, null, 1, 0, 0],
    ]);
    expect(await counts({ every: 'week', by: 'delivery' })).toEqual([
      ['V', null, '2024-01-29', 1, 1, 1],
      ['V', null, null, 1, 1, 0],
      [null, null, null, 1, 1, 0],
    ]);
  });

  test('tell what a report has apart where reports say the value, groups by their names', async () => {
    expect(await counts({ dimension: 'disposition_group' })).toEqual([
      ['Sold', true, '2024-01', 1, 1, 0],
      ['Sold', true, '2024-01', 1, 1, 1],
      [null, false, null, 1, 1, 0],
    ]);
    await expect(counts({ dimension: 'odd' })).rejects.toThrow('There is no dimension odd.');
  });

  test('are by kept columns, too', async () => {
    const kept: Filled = [
      intLeadDimensions,
      [
        { lead_id: 1, dimension: 'Source', value: 'web' },
        { lead_id: 2, dimension: 'Other', value: 'x' },
      ],
    ];
    expect(await counts({ dimension: 'kept:Source' }, kept)).toEqual([
      ['web', null, '2024-01', 1, 1, 1],
      [null, null, '2024-01', 1, 1, 0],
      [null, null, null, 1, 1, 0],
    ]);
    expect((await trendDimensions(await contextOf(leads, kept))).dimensions.slice(-4)).toEqual([
      'disposition_group',
      'tier',
      'kept:Other',
      'kept:Source',
    ]);
  });

  test('can be asked by what these leads have: vendors, campaigns and prices only where any is known', async () => {
    expect(await trendDimensions(await contextOf(leads))).toEqual({
      dimensions: ['state', 'city', 'disposition', 'job_status', 'vendor', 'disposition_group', 'tier'],
      hasDeliveryDates: true,
    });
    expect(await trendDimensions(await contextOf([lead(1, { price: '5' })]))).toEqual({
      dimensions: ['state', 'city', 'disposition', 'job_status', 'price', 'disposition_group', 'tier'],
      hasDeliveryDates: false,
    });
    expect([reachedColumn('matched', 'ever'), reachedColumn('set_reported', 'latest')]).toEqual([
      'is_matched',
      'has_set_latest',
    ]);
  });

  test('open their leads: all of a value, those that the rate is of, or those that reached it', async () => {
    const open = async (more: Partial<EngineRequest<'rateTrendDrill'>>) => {
      const request = {
        ...REQUEST,
        per: 'demo',
        what: 'of',
        from: '2024-01-01',
        to: '2024-01-31',
        segment: { kind: 'all' },
        ...more,
      } as EngineRequest<'rateTrendDrill'>;
      const { metricId, query } = await drillRateTrend(await contextOf(leads), request);
      expect(query.sort).toEqual([
        { column: request.by === 'entry' ? 'entry_on' : 'delivered_on', direction: 'desc' },
      ]);
      return [metricId, ...query.filters.slice(1)];
    };
    const days: GridFilter = { op: 'between', column: 'entry_on', low: '2024-01-01', high: '2024-01-31' };
    const [demo, appointment] = [equals('has_demo_ever', true), equals('has_appointment_ever', true)];
    expect(await open({})).toEqual(['appointment', days, demo, appointment]);
    expect(await open({ what: 'per' })).toEqual(['demo', days, demo]);
    expect(await open({ what: 'leads' })).toEqual(['delivered', days]);
    expect(await open({ per: 'delivered' })).toEqual(['appointment', days, appointment]);
    expect(await open({ what: 'leads', by: 'delivery' })).toEqual([
      'delivered',
      { ...days, column: 'delivered_on' },
    ]);
    expect(await open({ what: 'leads', segment: { kind: 'value', key: 'V', reported: null } })).toEqual([
      'delivered',
      days,
      among('vendor', 'V'),
    ]);
    expect(
      await open({
        what: 'leads',
        dimension: 'state',
        segment: { kind: 'value', key: 'NV', reported: true },
      }),
    ).toEqual(['delivered', days, MATCHED, MATCHED, among('state', 'NV')]);
    expect(await open({ what: 'leads', segment: { kind: 'others', keys: ['a', null] } })).toEqual([
      'delivered',
      days,
      among('vendor', 'a', null),
    ]);
    expect(
      await open({ what: 'leads', dimension: 'state', segment: { kind: 'others', keys: ['NV'] } }),
    ).toEqual(['delivered', days, MATCHED, MATCHED, among('state', 'NV')]);
  });
});

describe('The trends of a report', () => {
  const rows = (...keys: readonly (string | null)[]) => keys.map((key) => ({ key, reported: true }));
  /** By vendor, of leads of some months. */
  async function trends(months: readonly string[], breakdowns: Readonly<Record<string, unknown>>) {
    const leads = months.flatMap((month, i) =>
      ['a', 'b'].map((vendor) =>
        lead(2 * i + (vendor === 'a' ? 1 : 2), {
          vendor,
          entry_on: `${month}-01`,
          entry_week: `${month}-01`,
        }),
      ),
    );
    const found = await reportedTrends(
      await contextOf(leads),
      [],
      { breakdowns } as Parameters<typeof reportedTrends>[2],
      'linked',
    );
    return found.map(({ view, ...asked }) => ({ ...asked, periods: view.periods.map(({ key }) => key) }));
  }

  test('are by what tells leads apart, where there are several periods', async () => {
    const vendors = { vendor: rows('a', 'b') };
    expect(await trends(['2024-01', '2024-02'], { ...vendors, state: rows('NV', null) })).toEqual([
      {
        dimension: 'vendor',
        conversion: { of: 'appointment', per: 'delivered' },
        least: 30,
        falseRate: 0.05,
        periods: ['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22', '2024-01-29'],
      },
    ]);
    expect(await trends(['2024-01'], vendors)).toEqual([]);
    expect(await trends(['2024-01', '2024-02'], { vendor: rows('a') })).toEqual([]);
  });

  test('are by months from eight months of entry on', async () => {
    const months = (n: number) => rows(...Array.from({ length: n }, (_, i) => `2024-0${String(i + 1)}`));
    const [first] = await trends(['2024-01', '2024-02'], { vendor: rows('a', 'b'), entry_month: months(8) });
    expect(first?.periods).toEqual(['2024-01', '2024-02']);
    const [weeks] = await trends(['2024-01', '2024-02'], { vendor: rows('a', 'b'), entry_month: months(7) });
    expect(weeks?.periods).toHaveLength(5);
  });
});
