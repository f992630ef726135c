import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const LEADS = 'lead_id,user_uid,campaign_id,status,deal_amount,email\nh1,u1,A,qualified,100,ann@a.example\n';
const SALES = 'invoice_id,user_uid,date,amount,currency,status\ni1,u1,2024-01-20 12:00:00,100.00,usd,paid\n';
const SESSIONS = 'ga_session_id,user_id,campaign,session_date,conversions';
const EVENTS = 'event,time,distinct_id,$insert_id,utm_campaign';

const csv = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;
const run = (files: Readonly<Record<string, string>>): Promise<RunOutcome> =>
  analyse(memoryFiles({ 'hubspot_leads.csv': LEADS, 'stripe_invoices.csv': SALES, ...files }));
const told = ({ findings }: RunOutcome): readonly unknown[] =>
  findings
    .filter(({ code }) => code === 'touches_twice')
    .map(({ severity, source, files, message }) => [severity, source, files, message]);

describe('A visit that two tools have', () => {
  const ga4 = csv(SESSIONS, '1,u1,A,2024-01-10 10:00:00,0', '2,u1,B,2024-01-11 10:00:00,0');

  test('is told with the money at stake where no session says that it is one', async () => {
    // 2024-01-10 10:00:02 UTC
    const outcome = await run({
      'ga4_sessions.csv': ga4,
      'mixpanel.csv': csv(EVENTS, 'Session Start,1704880802,u1,x1,A'),
    });
    expect(told(outcome)).toEqual([
      [
        'warning',
        'mixpanel_events',
        ['ga4_sessions.csv', 'mixpanel.csv'],
        '1 event of Mixpanel stands in GA4 too, as far as person, campaign and time (within 5 seconds) tell, and no id of a session says so. Each counts as a touch of its own: the shares of its campaign under linear, position-based and time decay are too high, those of others too low. Invoices of 100.00 USD have such touches in their journeys. Export the session ids of both tools, or leave one of both out on the Sources screen where it is fed by the other.',
      ],
    ]);
  });

  test('is no other where campaign, person or time differ, where one campaign has all, and where days alone are known', async () => {
    const beside = async (event: string, sessions = ga4): Promise<readonly unknown[]> =>
      told(await run({ 'ga4_sessions.csv': sessions, 'mixpanel.csv': csv(EVENTS, event) }));
    expect(await beside('Session Start,1704880802,u1,x1,C')).toEqual([]);
    expect(await beside('Session Start,1704880802,u2,x1,A')).toEqual([]);
    expect(await beside('Session Start,1704880806,u1,x1,A')).toEqual([]);
    expect(
      await beside('Session Start,1704880802,u1,x1,A', csv(SESSIONS, '1,u1,A,2024-01-10 10:00:00,0')),
    ).toEqual([]);
    // Midnight of a day that has no time.
    expect(
      await beside(
        'Session Start,1704844800,u1,x1,A',
        csv(SESSIONS, '1,u1,A,2024-01-10,0', '2,u1,B,2024-01-11,0'),
      ),
    ).toEqual([]);
  });

  test('is chance where the tools have hardly any in common', async () => {
    const others = Array.from(
      { length: 19 },
      (_, at) => `View,${String(1704900000 + at * 60)},u1,y${String(at)},C`,
    );
    const sessions = Array.from(
      { length: 19 },
      (_, at) => `${String(at + 3)},u1,D,2024-01-12 11:${String(at + 10)}:00,0`,
    );
    const outcome = await run({
      'ga4_sessions.csv': ga4 + csv(...sessions),
      'mixpanel.csv': csv(EVENTS, 'Session Start,1704880802,u1,x1,A', ...others),
    });
    expect(told(outcome)).toEqual([]);
  });
});

describe('An event that comes again in its export', () => {
  const tracks = (header: string, ...ids: readonly string[]): string =>
    csv(
      `user_id,timestamp,context_campaign_name,event${header}`,
      ...ids.map((id) => `u1,2024-01-05 10:00:00 UTC,A,Order${id}`),
      `u1,2024-01-06 10:00:00 UTC,B,Order${ids.length > 0 && header !== '' ? ',e9' : ''}`,
    );

  test('is told where the export has no ids', async () => {
    expect(told(await run({ 'tracks.csv': tracks('', '', '', '') }))).toEqual([
      [
        'warning',
        'segment_events',
        ['tracks.csv'],
        '`tracks.csv`: 2 events equal an earlier one in person, time, campaign and kind, and the export has no event ids. Each counts as a touch of its own: the shares of their campaigns under linear, position-based and time decay are too high, those of others too low. Invoices of 100.00 USD have such touches in their journeys. Export event ids: one that comes twice counts once.',
      ],
    ]);
  });

  test('counts once where it has an id, and is another event where the ids differ', async () => {
    expect(told(await run({ 'tracks.csv': tracks(',id', ',e1', ',e1') }))).toEqual([]);
    expect(told(await run({ 'tracks.csv': tracks(',id', ',e1', ',e2') }))).toEqual([]);
  });
});
