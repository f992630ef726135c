import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineRequest } from '../../shared/contract/engine';
import type { RateTrendsView, TrendSeries } from '../../shared/contract/rate-trends';
import { dayAfter } from '../../shared/domain/calendar-periods';
import { CONVERSIONS } from '../../shared/domain/conversions';
import { createRng } from '../../shared/sample/rng';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { sampleFolder, sourceOf } from '../support/samples';

type Request = EngineRequest<'rateTrends'>;
type Segment = EngineRequest<'rateTrendDrill'>['segment'];

const ASKED: Request = {
  basis: 'ever',
  links: 'linked',
  of: 'appointment',
  per: 'delivered',
  dimension: 'state',
  every: 'week',
  by: 'entry',
  least: 30,
  falseRate: 0.05,
};

const drillOf = (
  { least: _, falseRate: __, every: ___, ...rest }: Request,
  segment: Segment,
  { from, to }: { readonly from: string; readonly to: string },
  what: 'leads' | 'per' | 'of',
): EngineRequest<'rateTrendDrill'> => ({ ...rest, segment, from, to, what });

const rowsBehind = async (
  { client }: TestEngine,
  request: EngineRequest<'rateTrendDrill'>,
): Promise<number> => {
  const { query } = await client.call('rateTrendDrill', request);
  return (await client.call('page', { query, offset: 0, limit: 1 })).total;
};

describe('A rate over time by the values of a dimension', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(sourceOf(await sampleFolder({ leads: 400, snapshots: 6 })));
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
  });
  afterAll(() => engine.close());

  const ask = (request: Request): Promise<RateTrendsView> => engine.client.call('rateTrends', request);

  test('adds up to all leads with a date, of each value and of each period', async () => {
    const { funnel } = { funnel: await engine.client.call('funnel', ASKED) };
    const { dimensions } = await ask(ASKED);
    expect(dimensions).toEqual(expect.arrayContaining(['state', 'city', 'job_status', 'disposition_group']));
    // What stands in time itself, and two statuses at once, are no lines over time.
    expect(dimensions.filter((dimension) => /month|week|job_status_city/.test(dimension))).toEqual([]);
    for (const dimension of dimensions) {
      const view = await ask({ ...ASKED, dimension });
      const parts: readonly TrendSeries[] = [...view.segments, ...(view.others ? [view.others] : [])];
      expect(
        parts.reduce((sum, { leads }) => sum + leads, 0),
        dimension,
      ).toBe(view.all.leads);
      expect(view.all.leads + view.undated + view.outside, dimension).toBe(funnel.counts.delivered);
      for (const [at, cell] of view.all.cells.entries()) {
        expect(parts.reduce((sum, { cells }) => sum + (cells[at]?.total ?? 0), 0)).toBe(cell.total);
        expect(parts.reduce((sum, { cells }) => sum + (cells[at]?.hits ?? 0), 0)).toBe(cell.hits);
      }
    }
  });

  test('opens behind every number just the leads that it counts, with filters and without', async () => {
    const requests: readonly Request[] = [
      ASKED,
      {
        ...ASKED,
        every: 'month',
        of: 'demo',
        per: 'appointment',
        basis: 'latest',
        links: 'strict',
        least: 5,
      },
      {
        ...ASKED,
        dimension: 'city',
        of: 'sale',
        filters: [{ dimension: 'tier', values: ['both'] }],
        least: 12,
      },
      { ...ASKED, dimension: 'disposition_group', every: 'month', links: 'likely' },
      { ...ASKED, dimension: 'tier', every: 'month', by: 'delivery' },
      { ...ASKED, dimension: 'vendor', every: 'month', by: 'delivery', least: 1 },
    ];
    let walked = 0;
    for (const request of requests) {
      const view = await ask(request);
      const parts: readonly { readonly of: TrendSeries; readonly segment: Segment }[] = [
        { of: view.all, segment: { kind: 'all' } },
        ...view.segments.slice(0, 4).map((of) => ({
          of,
          segment: { kind: 'value' as const, key: of.key, reported: of.reported },
        })),
        ...(view.others
          ? [
              {
                of: view.others,
                segment: { kind: 'others' as const, keys: view.others.values.map(({ key }) => key) },
              },
            ]
          : []),
      ];
      const [first, last] = [view.periods[0]!, view.periods.at(-1)!];
      for (const { of, segment } of parts) {
        const name = JSON.stringify([request, segment]);
        const span = { from: first.from, to: last.to };
        expect(await rowsBehind(engine, drillOf(request, segment, span, 'leads')), name).toBe(of.leads);
        for (const [at, cell] of of.cells.entries()) {
          const period = view.periods[at]!;
          if (cell.total === 0 && at % 5 > 0) continue;
          expect(await rowsBehind(engine, drillOf(request, segment, period, 'per')), name).toBe(cell.total);
          expect(await rowsBehind(engine, drillOf(request, segment, period, 'of')), name).toBe(cell.hits);
          walked += 2;
        }
      }
    }
    expect(walked).toBeGreaterThan(150);
  });

  test('counts of every conversion no more hits than trials', async () => {
    for (const conversion of CONVERSIONS) {
      const { all } = await ask({ ...ASKED, ...conversion });
      for (const { hits, total } of all.cells) expect(hits).toBeLessThanOrEqual(total);
    }
  });

  test('leaves young periods out, from the same week on as Compare', async () => {
    const { cohorts } = await engine.client.call('funnel', ASKED);
    const view = await ask(ASKED);
    const first = view.periods.find(({ state }) => state === 'young');
    expect(first).toBeDefined();
    const complete = cohorts.filter(({ complete }) => complete).map(({ week }) => week);
    expect(first?.from).toBe(dayAfter(complete.sort().at(-1) ?? '', 7));
    const judged = view.periods.flatMap(({ state }, at) => (state === 'judged' ? [at] : []));
    expect(view.all.all.total).toBe(judged.reduce((sum, at) => sum + (view.all.cells[at]?.total ?? 0), 0));
  });

  test('puts values with fewer trials than asked for together, and names them', async () => {
    const view = await ask({ ...ASKED, dimension: 'city', least: 20 });
    expect(view.others?.values.length).toBeGreaterThan(1);
    expect(view.others?.values.reduce((sum, { leads }) => sum + leads, 0)).toBe(view.others?.leads);
    for (const { all } of view.segments) expect(all.total).toBeGreaterThanOrEqual(20);
    expect((await ask({ ...ASKED, dimension: 'city', least: 1 })).others?.leads ?? 0).toBeLessThan(
      view.others?.leads ?? 0,
    );
  });
});

/**
 * Leads of two places over twenty weeks: in one the share of appointments falls, in the other it stays.
 * @param deadFrom day of an earlier report, after which the column Set says nothing any more; null: there is one report
 */
function planted(deadFrom: string | null = null): Readonly<Record<string, string>> {
  const chance = createRng(7);
  const leads = ['lead_uuid,email_hash,phone_hash'];
  const report: string[] = [];
  const day = (iso: string): string => `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}`;
  for (let week = 0; week < 20; week += 1) {
    for (let n = 0; n < 60; n += 1) {
      const id = leads.length;
      const [email, phone] = ['m', 'p'].map((kind) =>
        createHash('md5')
          .update(`${kind}${String(id)}`)
          .digest('hex'),
      );
      leads.push(`L${String(id)},${email ?? ''},${phone ?? ''}`);
      const entry = dayAfter('2025-01-06', week * 7 + (n % 7));
      const falls = n % 2 === 0;
      const share = falls ? 0.5 - 0.02 * week : 0.3;
      const isSet = chance.chance(share);
      const at = isSet ? `${day(dayAfter(entry, 2))} 10:00` : '';
      report.push(
        `${String(id)},${email ?? ''},${phone ?? ''},${day(entry)},${at},${isSet ? 1 : 0},0,,,${falls ? 'TX' : 'CO'}`,
      );
    }
  }
  // One lead with a day of entry that nobody means.
  const odd = report[0]?.split(',') ?? [];
  report[0] = [...odd.slice(0, 3), '01/01/1990', ...odd.slice(4)].join(',');
  const header =
    'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Appt Date,Set,Demo,Disposition,Job Status,State';
  const isoOf = (line: string): string => {
    const [month = '', date = '', year = ''] = (line.split(',')[3] ?? '').split('/');
    return `${year}-${month}-${date}`;
  };
  if (deadFrom !== null) {
    const before = report.filter((line) => isoOf(line) <= deadFrom);
    const silent = report.map((line) => line.split(',').with(5, '0').join(','));
    return {
      'leads.csv': `${leads.join('\n')}\n`,
      [`crm_report_${deadFrom.replaceAll('-', '_')}.csv`]: `${[header, ...before].join('\n')}\n`,
      'crm_report_2025_06_10.csv': `${[header, ...silent].join('\n')}\n`,
    };
  }
  return {
    'leads.csv': `${leads.join('\n')}\n`,
    'crm_report_2025_06_10.csv': `${[header, ...report].join('\n')}\n`,
  };
}

describe('A decline that was planted in one place', () => {
  test('is found there and nowhere else, whatever the unit of time, and one odd date bends no trend', async () => {
    const engine = await openEngine(memoryFiles(planted()));
    try {
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      for (const every of ['week', 'month'] as const) {
        const view = await engine.client.call('rateTrends', { ...ASKED, every });
        expect(Object.fromEntries(view.segments.map(({ key, verdict }) => [key, verdict])), every).toEqual({
          TX: 'worse',
          CO: 'unchanged',
        });
        expect(view.outside).toBe(1);
        expect(view.periods[0]?.from.slice(0, 4)).not.toBe('1990');
        const falling = view.segments.find(({ key }) => key === 'TX');
        expect(falling?.difference.high).toBeLessThan(0);
        expect(falling?.q).toBeLessThan(0.001);
      }
    } finally {
      await engine.close();
    }
  });
});

describe('A column that died', () => {
  test('spoils the periods whose leads had not had their time when it was last alive, of rates that rest on it', async () => {
    const engine = await openEngine(memoryFiles(planted('2025-04-07')));
    try {
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      const appointments = await engine.client.call('rateTrends', ASKED);
      const { cohorts, deadStretches } = await engine.client.call('funnel', ASKED);
      expect(deadStretches).toMatchObject([{ column: 'is_set', fromOrder: 2, toOrder: 2 }]);
      // Appointments are two days after the entry: leads of up to 5 April had their time by the report of 7 April.
      const states = appointments.periods.map(({ to, state }) => [to, state] as const);
      expect(states.filter(([, state]) => state === 'judged').at(-1)?.[0]).toBe('2025-03-30');
      expect(states.find(([, state]) => state === 'dead')?.[0]).toBe('2025-04-06');
      expect(appointments.periods.find(({ state }) => state === 'dead')?.reason).toMatch(
        /is false for everyone/,
      );
      expect(appointments.all.all.total).toBe(
        cohorts.filter(({ week }) => week <= '2025-03-24').reduce((sum, { leads }) => sum + leads, 0) -
          appointments.outside,
      );
      const sales = await engine.client.call('rateTrends', { ...ASKED, of: 'sale' });
      expect(sales.periods.filter(({ state }) => state === 'dead')).toEqual([]);
    } finally {
      await engine.close();
    }
  });
});
