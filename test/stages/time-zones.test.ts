import { describe, expect, it } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import type { ProjectSettings } from '../../shared/contract/project';
import { changedSettings } from '../../shared/contract/project';
import { clockOf } from '../../shared/stages/attribute/set-clocks.step';
import { analyse, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

/** A folder of one invoice of 100.00 and events by which it is reached. */
const folder = (paidAt: string, events: readonly (readonly [at: string, campaign: string])[]) => ({
  'stripe_invoices.csv': `invoice_id,user_uid,date,amount,currency,status\ni1,u1,${paidAt},100.00,usd,paid\n`,
  'mixpanel_raw.csv': `event,time,distinct_id,$insert_id,utm_campaign\n${events
    .map(([at, campaign], i) => `View,${at},u1,x${String(i)},${campaign}\n`)
    .join('')}`,
});

const run = (files: Readonly<Record<string, string>>, settings: Partial<ProjectSettings> = {}) =>
  analyse(memoryFiles(files), settingsWith(settings));

/** Campaigns of the journey, in its order as far as the models show it. */
const journey = (outcome: RunOutcome) => {
  const { first_touch, last_touch, linear } = outcome.summary.revenue!.models;
  const names = (model: typeof linear): string[] => model.campaigns.map((c) => c.campaign_id);
  return { first: names(first_touch), last: names(last_touch), all: names(linear) };
};

const asked = (outcome: RunOutcome) => outcome.findings.filter(({ code }) => code === 'time_zone_unknown');

describe('A time with its offset', () => {
  it('is compared as the moment that it is, whatever the clocks show', async () => {
    const outcome = await run(
      folder('2024-01-20T12:00:00Z', [
        ['2024-01-20T08:30:00-05:00', 'After'],
        ['2024-01-20T13:30:00+02:00', 'Before'],
      ]),
    );
    expect(journey(outcome).all).toEqual(['Before']);
    expect(asked(outcome)).toEqual([]);
  });

  it('of the very moment of the invoice led to it, and a second later did not', async () => {
    const outcome = await run(
      folder('2024-01-20T12:00:00Z', [
        ['2024-01-20T13:00:00+01:00', 'At once'],
        ['2024-01-20T13:00:01+01:00', 'Too late'],
      ]),
    );
    expect(journey(outcome).all).toEqual(['At once']);
  });

  it('orders touches among each other', async () => {
    const outcome = await run(
      folder('2024-01-20T12:00:00Z', [
        ['2024-01-18T10:00:00-0500', 'Second'],
        ['2024-01-18T12:00:00+02:00', 'First'],
      ]),
    );
    expect(journey(outcome)).toMatchObject({ first: ['First'], last: ['Second'] });
  });

  it('stands at one moment with another record of another day on its clock, and then in the order of the records', async () => {
    const outcome = await run(
      folder('2024-01-20T12:00:00Z', [
        ['2024-01-18T00:30:00+02:00', 'First'],
        ['2024-01-17T22:30:00Z', 'Second'],
      ]),
    );
    expect(journey(outcome)).toMatchObject({ first: ['First'], last: ['Second'] });
  });

  it('of a day that the invoice has not reached on its own calendar counts, where the moment is before it', async () => {
    const outcome = await run(
      folder('2024-01-20T22:00:00-05:00', [['2024-01-21T02:30:00Z', 'Before midnight there']]),
    );
    expect(journey(outcome).all).toEqual(['Before midnight there']);
  });

  it('is the same event in an export with another offset', async () => {
    const files = {
      ...folder('2024-01-20T12:00:00Z', [['2024-01-18T10:00:00Z', 'A']]),
      'mixpanel_other.csv':
        'event,time,distinct_id,$insert_id,utm_campaign\nView,2024-01-18T05:00:00-05:00,u1,x0,A\nView,2024-01-18T06:00:00-05:00,u1,x9,B\n',
    };
    const { linear } = (await run(files)).summary.revenue!.models;
    expect(linear.campaigns.map(({ campaign_id, revenue }) => [campaign_id, revenue])).toEqual([
      ['A', 50],
      ['B', 50],
    ]);
  });

  it.each([
    ['Unix seconds', '1705752000'],
    ['millionths of a second', '1705752000000000'],
    ['a word', '2024-01-20 12:00:00 UTC'],
    ['letters of a zone', '"Sat, Jan 20, 2024 7:00 AM EST"'],
  ])('is known of %s', async (_, paidAt) => {
    const outcome = await run(folder(paidAt, [['2024-01-20T07:30:00-05:00', 'After']]));
    expect(journey(outcome).all).toEqual([]);
  });

  it('is known where the header of the column says UTC', async () => {
    const outcome = await run({
      ...folder('', [['2024-01-20T07:30:00-05:00', 'After']]),
      'stripe_invoices.csv':
        'id,Number,Customer,Customer Email,Status,Currency,Date (UTC),Total,Amount Due,Amount Paid\nin_1,A-1,u1,,paid,usd,2024-01-20 12:00,100.00,100.00,100.00\n',
    });
    expect(outcome.summary.revenue?.invoices).toBe(1);
    expect(journey(outcome).all).toEqual([]);
  });
});

describe('A time without an offset', () => {
  const files = folder('2024-01-20T12:00:00Z', [
    ['2024-01-20T08:30:00', 'After there'],
    ['2024-01-20T06:00:00', 'Before'],
  ]);

  it('is compared as it is written, and a warning says so beside an invoice whose zone is known', async () => {
    const outcome = await run(files);
    expect(journey(outcome).all).toEqual(['After there', 'Before']);
    expect(asked(outcome)).toHaveLength(1);
    expect(asked(outcome)[0]).toMatchObject({ severity: 'warning', source: 'mixpanel_events' });
    expect(asked(outcome)[0]?.message).toContain('2 touches within 14 hours of 1 invoice');
    expect(asked(outcome)[0]?.message).toContain('Set the time zone of Mixpanel in Sources');
  });

  it('is one beside a date with slashes, whatever letters stand behind it: the warning blames no export that says them', async () => {
    const slashed = folder('2024-01-20T12:00:00Z', [['01/20/2024 08:30 AM EST', 'After']]);
    expect(asked(await run(slashed))[0]?.message).toContain('No time zone is known of the times of Mixpanel');
    const set = await run(slashed, { timeZones: { mixpanel_events: 'America/New_York' } });
    expect(journey(set).all).toEqual([]);
  });

  it('is a moment once the project says the time zone of its service', async () => {
    const outcome = await run(files, { timeZones: { mixpanel_events: 'America/New_York' } });
    expect(journey(outcome).all).toEqual(['Before']);
    expect(asked(outcome)).toEqual([]);
  });

  it('leaves an offset of its own above what the project says', async () => {
    const own = folder('2024-01-20T12:00:00Z', [['2024-01-20T11:00:00Z', 'Before']]);
    const outcome = await run(own, { timeZones: { mixpanel_events: 'America/New_York' } });
    expect(journey(outcome).all).toEqual(['Before']);
  });

  it('asks nothing where no side says a time zone, or no touch is near', async () => {
    expect(asked(await run(folder('2024-01-20T12:00:00', [['2024-01-20T08:30:00', 'A']])))).toEqual([]);
    expect(asked(await run(folder('2024-01-20T12:00:00Z', [['2024-01-18T08:30:00', 'A']])))).toEqual([]);
  });

  it('is none where the export has days alone: the day of the invoice counts, whatever the time zone', async () => {
    const outcome = await run(folder('2024-01-20T03:00:00Z', [['2024-01-20', 'That day']]), {
      timeZones: { mixpanel_events: 'America/New_York' },
    });
    expect(journey(outcome).all).toEqual(['That day']);
    expect(asked(outcome)).toEqual([]);
  });
});

describe('The clock of a time zone', () => {
  it('is put forward and back as its country does', async () => {
    const clock = clockOf('America/New_York').map(({ localFrom, offset }) => [
      new Date(localFrom).toISOString().slice(0, 16),
      offset,
    ]);
    expect(clock).toContainEqual(['2024-03-10T03:00', -240]);
    expect(clock).toContainEqual(['2024-11-03T01:00', -300]);
    const summer = folder('2024-07-20T12:00:00Z', [
      ['2024-07-20T07:59:00', 'Before'],
      ['2024-07-20T08:01:00', 'After'],
    ]);
    const outcome = await run(summer, { timeZones: { mixpanel_events: 'America/New_York' } });
    expect(journey(outcome).all).toEqual(['Before']);
  });

  it('is one that this machine knows', () => {
    expect(() => changedSettings.parse({ timeZones: { ga4_sessions: 'Mars/Olympus' } })).toThrow(
      'is no time zone',
    );
    expect(changedSettings.parse({ timeZones: { ga4_sessions: 'America/Bogota' } })).toEqual({
      timeZones: { ga4_sessions: 'America/Bogota' },
    });
  });
});
