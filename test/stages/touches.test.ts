import { describe, expect, it } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { sql } from '../../shared/sql/sql';
import { fctAttributedRevenue } from '../../shared/stages/attribute/fct-attributed-revenue.model';
import { fctTouches } from '../../shared/stages/attribute/fct-touches.model';
import { analyse } from '../support/engine';
import { revenueWorkspace, rowsOf, type Cells, type RevenueRows } from '../support/revenue-tables';
import { runRevenue } from '../support/run-stages';
import { memoryFiles } from '../support/memory-files';

const invoice = (more: Cells = {}): Cells => ({
  invoice_id: 'i1',
  user_uid: 'u1',
  invoiced_on: '2026-05-20',
  invoiced_at: '2026-05-20 12:00:00',
  amount_cents: 100,
  original_amount: '1',
  ...more,
});
const touch = (at: string, campaign_id: string | null, more: Cells = {}): Cells => ({
  user_uid: 'u1',
  event_at: at,
  campaign_id,
  ...more,
});

/** Which campaigns the models credit with one dollar, in the order of the journey; or the reason. */
async function journey(rows: RevenueRows): Promise<{ first: unknown; last: unknown; linear: unknown[] }> {
  const workspace = await revenueWorkspace(rows);
  await runRevenue(workspace);
  const credits = await rowsOf(
    workspace,
    sql`select model, coalesce(campaign_key, reason) as said from ${fctAttributedRevenue} order by model, said`,
  );
  const of = (model: string): unknown[] => credits.filter((c) => c['model'] === model).map((c) => c['said']);
  return { first: of('first_touch')[0], last: of('last_touch')[0], linear: of('linear') };
}

async function reasons(rows: RevenueRows): Promise<unknown[]> {
  const workspace = await revenueWorkspace(rows);
  await runRevenue(workspace);
  const touches = await rowsOf(
    workspace,
    sql`select no_touch_reason from ${fctTouches} order by source, file, record_number`,
  );
  return touches.map((row) => row['no_touch_reason']);
}

describe('The time of a touch', () => {
  it('orders touches of one day, whatever the order of records and tools', async () => {
    const touches = [
      touch('2026-05-19 17:00:00', 'Last', { source: 'ga4_sessions' }),
      touch('2026-05-19 09:00:00.5', 'Second', { source: 'segment_events' }),
      touch('2026-05-19 09:00:00.1', 'First', { source: 'mixpanel_events' }),
    ];
    expect(await journey({ invoices: [invoice()], touches })).toMatchObject({ first: 'first', last: 'last' });
  });

  it('bounds touches by the minute where the invoice has a time too', async () => {
    const touches = [touch('2026-05-20 11:59:00', 'Before'), touch('2026-05-20 12:01:00', 'After')];
    expect((await journey({ invoices: [invoice()], touches })).linear).toEqual(['before']);
  });

  it('does not matter where one of both has a day alone: the day of the invoice counts', async () => {
    const dayOnly = invoice({ invoiced_at: '2026-05-20 00:00:00' });
    const late = [touch('2026-05-20 18:00:00', 'Late')];
    expect((await journey({ invoices: [dayOnly], touches: late })).linear).toEqual(['late']);
    const day = [touch('2026-05-20 00:00:00', 'Day'), touch('2026-05-21 00:00:00', 'Next')];
    expect((await journey({ invoices: [invoice()], touches: day })).linear).toEqual(['day']);
  });

  it('of a record with a day alone is the beginning of its day', async () => {
    const touches = [
      touch('2026-05-19 08:00:00', 'Timed', { source: 'ga4_sessions' }),
      touch('2026-05-19 00:00:00', 'Day', { source: 'mixpanel_events' }),
    ];
    expect(await journey({ invoices: [invoice()], touches })).toMatchObject({ first: 'day', last: 'timed' });
  });
});

describe('The same event', () => {
  it('is one touch, by its id, in one export and in two', async () => {
    const event = (file: string, id: string): Cells =>
      touch('2026-05-18 10:00:00', 'A', { source: 'mixpanel_events', file, event_id: id });
    const touches = [event('a.csv', 'x1'), event('a.csv', 'x1'), event('b.csv', 'x1'), event('b.csv', 'x2')];
    const numbered = touches.map((t, i) => ({ ...t, record_number: i + 1 }));
    // Of two exports of a tool the one with the most records has it.
    expect(await reasons({ invoices: [], touches: numbered })).toEqual([
      'same_event',
      'same_event',
      null,
      null,
    ]);
  });

  it('is of one person at one time: an id of kinds of events joins nothing', async () => {
    const touches = [
      touch('2026-05-18 10:00:00', 'A', { event_id: 'click' }),
      touch('2026-05-18 11:00:00', 'B', { event_id: 'click' }),
      touch('2026-05-18 10:00:00', 'A', { event_id: 'click', user_uid: 'u2' }),
    ];
    expect(await reasons({ invoices: [], touches })).toEqual([null, null, null]);
  });

  it('without any id is one where two exports of a tool overlap, as often as one of them has it', async () => {
    const event = (file: string, at: string, more: Cells = {}): Cells =>
      touch(`2026-05-18 ${at}`, 'A', { source: 'segment_events', file, event_type: 'view', ...more });
    const touches = [
      event('a.csv', '10:00:00'),
      event('a.csv', '11:00:00'),
      event('a.csv', '11:00:00'),
      event('b.csv', '11:00:00'),
      event('b.csv', '11:00:00'),
      event('b.csv', '11:00:00'),
      event('b.csv', '11:00:00', { event_type: 'click' }),
      event('b.csv', '10:00:00', { source: 'mixpanel_events' }),
    ];
    const numbered = touches.map((t, i) => ({ ...t, record_number: i + 1 }));
    const copies = [null, 'copied_event', 'copied_event', null, null, null, null];
    expect(await reasons({ invoices: [], touches: numbered })).toEqual([null, ...copies]);
  });

  it('in a part of an export that is there once more moves nothing in the order of one moment', async () => {
    const at = (file: string, campaign: string): Cells =>
      touch('2026-05-18 10:00:00', campaign, { source: 'segment_events', file, event_type: 'view' });
    const whole = [
      { ...at('whole.csv', 'A'), record_number: 1 },
      { ...at('whole.csv', 'B'), record_number: 2 },
    ];
    const part = { ...at('a-part.csv', 'B'), record_number: 1 };
    const { first, last } = await journey({ invoices: [invoice()], touches: [part, ...whole] });
    expect([first, last]).toEqual(['a', 'b']);
  });

  it('in a session of two tools is the session that came first by time', async () => {
    const touches = [
      touch('2026-05-18 11:00:00', 'A', { source: 'ga4_sessions', session_id: 's1' }),
      touch('2026-05-18 10:00:00', 'B', { source: 'mixpanel_events', session_id: 's1' }),
    ];
    expect(await reasons({ invoices: [], touches })).toEqual(['same_session', null]);
  });
});

describe('A touch without a campaign', () => {
  it('is none: the last one with a campaign is the last touch', async () => {
    const touches = [
      touch('2026-05-10 00:00:00', 'A'),
      touch('2026-05-19 00:00:00', '(direct)', { campaign_key: null }),
    ];
    const { first, last, linear } = await journey({ invoices: [invoice()], touches });
    expect([first, last, linear]).toEqual(['a', 'a', ['a']]);
  });

  it('leaves an invoice with no other one unattributed for a reason of its own', async () => {
    const direct = touch('2026-05-19 00:00:00', '(direct)', { campaign_key: null });
    expect((await journey({ invoices: [invoice()], touches: [direct] })).last).toBe('only_direct');
    const late = { ...direct, event_at: '2026-05-21 00:00:00' };
    expect((await journey({ invoices: [invoice()], touches: [late] })).last).toBe('no_touch');
    expect((await journey({ invoices: [invoice()], touches: [touch('2026-05-19', null)] })).last).toBe(
      'no_touch',
    );
  });

  it('is no reason for an invoice before it, nor for one of another person', async () => {
    const direct = touch('2026-05-19 00:00:00', '(direct)', { campaign_key: null });
    const later = { ...direct, event_at: '2026-05-20 12:00:01' };
    const [earlier, other] = [
      { ...direct, event_at: '2026-01-01 00:00:00' },
      { ...direct, user_uid: 'u2' },
    ];
    for (const one of [later, earlier, other]) {
      expect((await journey({ invoices: [invoice()], touches: [one] })).last).toBe('no_touch');
    }
  });
});

describe('Exports of touches', () => {
  const analysed = (files: Readonly<Record<string, string>>): Promise<RunOutcome> =>
    analyse(memoryFiles(files));
  const STRIPE =
    'invoice_id,user_uid,date,amount,currency,status\ni1,u1,2024-01-20T12:00:00,100.00,usd,paid\n';

  it('say which placeholders stand in place of campaigns, how often, and what follows', async () => {
    const outcome = await analysed({
      'stripe_invoices.csv': STRIPE,
      'ga4_sessions.csv':
        'ga_session_id,user_id,campaign,session_date,conversions\ns1,u1,(direct),2024-01-10,0\ns2,u1,(Direct),2024-01-11,0\ns3,u1,{{campaign.name}},2024-01-12,0\ns4,u1,Spring,2024-01-09,0\n',
    });
    const said = outcome.findings.filter(({ code }) => code === 'placeholder_campaign');
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ severity: 'warning', source: 'ga4_sessions', column: 'campaign_id' });
    expect(said[0]?.message).toContain('“(direct)” (2)');
    expect(said[0]?.message).toContain('“{{campaign.name}}” (1)');
    expect(outcome.summary.revenue?.models.last_touch.campaigns.map((c) => c.campaign_id)).toEqual([
      'Spring',
    ]);
  });

  it('keep the minute of the invoice and of the event', async () => {
    const outcome = await analysed({
      'stripe_invoices.csv': STRIPE,
      'mixpanel_raw.csv':
        'event,time,distinct_id,$insert_id,utm_campaign\nView,2024-01-20T12:30:00,u1,x1,After\nView,2024-01-20T11:30:00,u1,x2,Second\nView,2024-01-20T11:30:00,u1,x2,Second\nView,2024-01-20T11:00:00,u1,x3,First\n',
    });
    const { linear } = outcome.summary.revenue?.models ?? {};
    expect(linear?.campaigns.map(({ campaign_id, revenue }) => [campaign_id, revenue])).toEqual([
      ['First', 50],
      ['Second', 50],
    ]);
  });
});

describe('A campaign that has the name of a way to come', () => {
  const told = async (files: Readonly<Record<string, string>>): Promise<readonly unknown[]> => {
    const { findings } = await analyse(
      memoryFiles({
        'stripe_invoices.csv':
          'invoice_id,user_uid,date,amount,currency,status\ni1,u1,2024-01-20,100.00,usd,paid\n',
        'ga4_sessions.csv':
          'ga_session_id,user_id,campaign,session_date,conversions\ns1,u1,A,2024-01-10,0\ns2,u1,direct,2024-01-11,0\ns3,u1,(direct),2024-01-12,0\n',
        ...files,
      }),
    );
    return findings
      .filter(({ code, severity }) => code === 'placeholder_campaign' && severity === 'warning')
      .map(({ message }) => message);
  };
  const lead = (campaign: string): string =>
    `lead_id,user_uid,campaign_id,status,deal_amount,email\nh1,u1,${campaign},qualified,100,ann@a.example\n`;

  it('is told, since it is credited as one, unless a lead or an ads export knows it', async () => {
    expect(await told({ 'hubspot_leads.csv': lead('A') })).toEqual([
      'GA4 sessions: 1 record is of the campaign “direct”, which no lead and no ads export knows: more likely it is how the visitor came. It is credited as a campaign all the same. Export it empty or in parentheses, (direct), where it is none.',
    ]);
    expect(await told({ 'hubspot_leads.csv': lead('Direct') })).toEqual([]);
  });
});

describe('A dimension of GA4 by the minute', () => {
  it('is the time of the session', async () => {
    const { findings, summary } = await analyse(
      memoryFiles({
        'stripe_invoices.csv':
          'invoice_id,user_uid,date,amount,currency,status\ni1,u1,2024-01-20 12:00:00,100.00,usd,paid\n',
        'hubspot_leads.csv':
          'lead_id,user_uid,campaign_id,status,deal_amount,email\nh1,u1,A,qualified,100,ann@a.example\n',
        'ga.csv':
          'dateHourMinute,campaign,user_id,ga_session_id\n202401050820,A,u1,s1\n202401201230,B,u1,s2\n',
      }),
    );
    expect(findings.map(({ code }) => code)).not.toContain('unknown_file');
    // The second one is after the invoice.
    expect(
      summary.revenue?.models['last_touch']?.campaigns.filter(({ revenue }) => revenue > 0),
    ).toMatchObject([{ campaign_id: 'A', revenue: 100 }]);
  });
});
