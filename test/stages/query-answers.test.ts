import { describe, expect, test } from 'vitest';
import type { RevenueSummary } from '../../shared/contract/revenue';
import type { WeightModel } from '../../shared/contract/review';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import { readMatches } from '../../shared/queries/lead-quality/matches-view';
import { readDispositions } from '../../shared/queries/lead-quality/disposition-groups';
import { readDedup, readLeadFunnel } from '../../shared/queries/revenue/people-view';
import { coverageLabel, readWaterfall } from '../../shared/queries/revenue/revenue-hops';
import { narrowedSummary } from '../../shared/queries/revenue/revenue-narrowed';
import { revenueParts } from '../../shared/queries/revenue/revenue-parts';
import { lookUp } from '../../shared/queries/subjects/look-up';
import type { Row } from '../../shared/sql/records';
import { sql } from '../../shared/sql/sql';
import type { Workspace } from '../../shared/sql/workspace';
import { dimCampaign } from '../../shared/stages/attribute/dim-campaign.model';
import { fctAttributedRevenue } from '../../shared/stages/attribute/fct-attributed-revenue.model';
import { fctInvoices } from '../../shared/stages/attribute/fct-invoices.model';
import { fctSpendDaily } from '../../shared/stages/attribute/fct-spend-daily.model';
import { rptInvoiceHops } from '../../shared/stages/attribute/rpt-invoice-hops.model';
import { rptLeadFunnel } from '../../shared/stages/attribute/rpt-lead-funnel.model';
import { dimPerson } from '../../shared/stages/dedup/dim-person.model';
import { intPersonMembers } from '../../shared/stages/dedup/int-person-members.model';
import { rptLeadReviewPairs } from '../../shared/stages/dedup/rpt-lead-review-pairs.model';
import { rptSourceDisagreements } from '../../shared/stages/dedup/rpt-source-disagreements.model';
import { intDeliveredLeads } from '../../shared/stages/match/int-delivered-leads.model';
import { intIdentityTiers } from '../../shared/stages/match/int-identity-tiers.model';
import { intLinkCandidates } from '../../shared/stages/match/int-link-candidates.model';
import { rptLinks } from '../../shared/stages/match/rpt-links.model';
import { intCrmStates } from '../../shared/stages/measure/int-crm-states.model';
import { rptNeverDelivered, rptNeverReported } from '../../shared/stages/measure/rpt-worklists.model';
import { filledWorkspace, type Filled } from '../support/filled-workspace';

/** The workspace after a run that left these tables. */
async function afterRun(...tables: readonly Filled[]): Promise<Workspace> {
  const workspace = await filledWorkspace(...tables);
  await workspace.commit();
  return workspace;
}

describe('The funnel of people', () => {
  const status = (
    of: string | null,
    people: number,
    invoiced_people: number,
    settled_by_other_tool = 0,
  ): Row => ({
    status: of,
    people,
    invoiced_people,
    settled_by_other_tool,
  });

  test('counts who moved on for the steps before, other statuses beside it, and the unknown apart', async () => {
    const workspace = await afterRun([
      rptLeadFunnel,
      [
        status('new', 5, 1, 2),
        status('Contacted', 3, 0),
        status('QUALIFIED', 2, 2, 1),
        status('Lost', 4, 1),
        status(null, 7, 3),
      ],
    ]);
    expect(await readLeadFunnel(workspace)).toEqual({
      steps: [
        { status: 'New', people: 5, reached: 10, invoicedPeople: 1 },
        { status: 'Contacted', people: 3, reached: 5, invoicedPeople: 0 },
        { status: 'Qualified', people: 2, reached: 2, invoicedPeople: 2 },
        { status: 'Lost', people: 4, reached: null, invoicedPeople: 1 },
      ],
      invoiced: 7,
      unknown: 7,
      settledByOtherTool: 3,
    });
  });

  test('has its steps also where nobody is', async () => {
    const { steps, unknown } = await readLeadFunnel(await afterRun([rptLeadFunnel, []]));
    expect(steps.map(({ people, reached, invoicedPeople }) => [people, reached, invoicedPeople])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(unknown).toBe(0);
  });
});

describe('What joined records are told by', () => {
  test('are the rules with their records, the pairs that are asked about, and what tools say differently', async () => {
    const member = (rule: string | null): Row => ({ person_no: 1, rule });
    const field = (of: string, is_between_tools: boolean): Row => ({ field: of, is_between_tools });
    const workspace = await afterRun(
      [
        dimPerson,
        [
          { person_no: 1, duplicates: 2 },
          { person_no: 2, duplicates: 0 },
          { person_no: 3, duplicates: 1 },
        ],
      ],
      [
        intPersonMembers,
        [member('same_lead_id'), member('exact_copy'), member('same_lead_id'), member('odd'), member(null)],
      ],
      [rptLeadReviewPairs, [{ is_asked: true }, { is_asked: false }, { is_asked: true }]],
      [
        rptSourceDisagreements,
        [field('status', true), field('status', false), field('status', true), field('email', false)],
      ],
    );
    const rule = 'The earliest record counts, HubSpot before Intercom.';
    expect(await readDedup(workspace)).toEqual({
      people: 3,
      clusters: 2,
      rules: [
        { rule: 'Same lead id within the tool', label: 'Same lead id within the tool', records: 2 },
        { rule: 'Exact copy of an earlier record', label: 'Exact copy of an earlier record', records: 1 },
        { rule: 'odd', label: 'odd', records: 1 },
      ],
      reviewPairs: 2,
      disagreements: [
        { field: 'email', betweenTools: 0, withinTool: 1, rule },
        { field: 'status', betweenTools: 2, withinTool: 1, rule },
      ],
    });
  });
});

describe('The waterfall of the invoices', () => {
  test('loses at each step the invoices of one remainder', async () => {
    const hop = (remainder: string | null, amount_cents: number): Row => ({ remainder, amount_cents });
    const workspace = await afterRun([
      rptInvoiceHops,
      [hop(null, 100), hop('no_user_id', 20), hop('no_person', 3), hop('no_person', 4), hop('no_spend', 50)],
    ]);
    const none = (code: string, label: string, invoices = 0, amount = 0) => ({
      code,
      label,
      invoices,
      amount,
    });
    expect(await readWaterfall(workspace, sql`${rptInvoiceHops}`)).toEqual([
      { step: 'invoiced', label: 'Invoiced', invoices: 5, amount: 1.77, remainder: null },
      {
        step: 'person_found',
        label: 'Person named',
        invoices: 4,
        amount: 1.57,
        remainder: none('no_user_id', 'The invoice names no person', 1, 0.2),
      },
      {
        step: 'lead_found',
        label: 'Lead found',
        invoices: 2,
        amount: 1.5,
        remainder: none('no_person', 'Neither HubSpot nor Intercom has the person', 2, 0.07),
      },
      {
        step: 'campaign_found',
        label: 'Campaign found',
        invoices: 2,
        amount: 1.5,
        remainder: none('no_campaign', 'The lead names no campaign'),
      },
      {
        step: 'spend_found',
        label: 'Spend found',
        invoices: 1,
        amount: 1,
        remainder: none('no_spend', 'No ads export has spend for the campaign', 1, 0.5),
      },
    ]);
  });

  test.each([
    ['stripe_invoices', 'people', 'invoices → a person of the lead tools'],
    ['people', 'campaigns', 'people → a campaign'],
    ['invoiced_people', 'campaigns', 'invoices of known people → a campaign'],
    ['invoiced_campaigns', 'ads', 'invoices with a campaign → spend'],
    ['campaigns', 'ads', 'a campaign → spend'],
    ['ads', 'people', 'campaigns of the ads exports → a person of the lead tools'],
    ['touches', 'people', 'sessions and events of a person → a person of the lead tools'],
    ['stripe_invoices', 'touches', 'invoices → a touch in the time before'],
    ['hubspot_leads', 'intercom_leads', 'people in HubSpot → the same person in Intercom'],
    ['intercom_leads', 'hubspot_leads', 'people in Intercom → the same person in HubSpot'],
    ['odd', 'odder', 'odd → odder'],
  ])('calls the hop from %s to %s by its words', (from, to, label) => {
    expect(coverageLabel({ from, to, key: '', rows: 0, matched: 0, rate: null })).toBe(label);
  });
});

describe('The revenue that filters leave', () => {
  const SUMMARY = {
    invoices: 99,
    people: 5,
    notInvoiced: [{ status: 'void', invoices: 1, amount: 1 }],
  } as unknown as RevenueSummary;
  const credit = (
    invoice_no: number,
    model: string,
    campaign_key: string | null,
    credit_cents: number,
  ): Row => ({
    invoice_no,
    model,
    campaign_key,
    credit_cents,
    reason: campaign_key === null ? 'no_campaign' : null,
  });
  const invoice = (invoice_no: number, invoiced_on: string, amount_cents: number, more: Row = {}): Row => ({
    invoice_no,
    invoiced_on,
    amount_cents,
    gross_cents: amount_cents,
    refunded_cents: 0,
    disputed_cents: 0,
    ...more,
  });
  const spend = (platform: string, campaign_key: string, spend_on: string, cost_cents: number): Row => ({
    platform,
    campaign_key,
    spend_on,
    cost_cents,
    ad_rows: 1,
    impressions: 10,
    clicks: 2,
    blank_impressions: 3,
    blank_clicks: 4,
  });
  const run = () =>
    afterRun(
      [
        fctInvoices,
        [
          invoice(1, '2026-05-01', 1000, { gross_cents: 1200, refunded_cents: 150, disputed_cents: 50 }),
          invoice(2, '2026-05-31', 500),
          invoice(3, '2026-06-01', 7),
        ],
      ],
      [
        fctAttributedRevenue,
        [
          credit(1, 'linear', 'spring', 600),
          credit(1, 'linear', null, 400),
          credit(2, 'linear', 'autumn', 500),
          credit(3, 'linear', 'spring', 7),
        ],
      ],
      [
        fctSpendDaily,
        [
          spend('google', 'spring', '2026-05-01', 300),
          spend('google', 'autumn', '2026-05-31', 40),
          spend('tiktok', 'spring', '2026-06-01', 5),
        ],
      ],
      [
        dimCampaign,
        [
          { campaign_key: 'spring', campaign_id: 'Spring' },
          { campaign_key: 'autumn', campaign_id: 'Autumn' },
        ],
      ],
      [rptInvoiceHops, []],
    );

  test('are the invoices and the spend of a period, its first and its last day with it', async () => {
    const parts = revenueParts({ from: '2026-05-01', to: '2026-05-31', campaigns: [] });
    const { models, ...rest } = await narrowedSummary(await run(), SUMMARY, parts);
    expect(rest).toEqual({
      invoices: 2,
      invoiced: 15,
      gross: 17,
      refunds: { invoices: 1, amount: -1.5 },
      disputes: { invoices: 1, amount: -0.5 },
      notInvoiced: [],
      people: 5,
      spend: [
        {
          platform: 'google',
          rows: 2,
          spend: 3.4,
          impressions: 20,
          clicks: 4,
          blankImpressions: 6,
          blankClicks: 8,
        },
      ],
    });
    expect(models.linear).toEqual({
      attributed: 11,
      unattributed: 4,
      unattributedBy: { no_campaign: 4 },
      campaigns: [],
    });
    expect(models.first_touch).toEqual({ attributed: 0, unattributed: 0, unattributedBy: {}, campaigns: [] });
  });

  test('are credits and spend of some campaigns, while what was invoiced stays that of all', async () => {
    const parts = revenueParts({ from: null, to: '2026-05-31', campaigns: ['Spring'] });
    const summary = await narrowedSummary(await run(), SUMMARY, parts);
    expect([summary.invoices, summary.invoiced]).toEqual([2, 15]);
    expect(summary.models.linear).toMatchObject({ attributed: 6, unattributed: 0 });
    expect(summary.spend.map(({ platform, spend: cost }) => [platform, cost])).toEqual([['google', 3]]);
  });

  test('are open at an end that is not given', async () => {
    const invoiced = async (from: string | null, to: string | null) =>
      (await narrowedSummary(await run(), SUMMARY, revenueParts({ from, to, campaigns: [] }))).invoices;
    expect([
      await invoiced('2026-05-31', null),
      await invoiced(null, '2026-05-30'),
      await invoiced(null, null),
    ]).toEqual([2, 1, 3]);
    expect((await narrowedSummary(await run(), SUMMARY, revenueParts(undefined))).invoices).toBe(3);
  });
});

describe('How the two sides were linked', () => {
  const WEIGHTS = { origin: 'estimated' } as unknown as WeightModel;
  const summary = {
    funnel: { ever_strict: { matched: 1 }, ever_linked: { matched: 2 }, ever_likely: { matched: 3 } },
    delivered: 9,
    toJudge: { items: 4, identities: 5 },
  } as unknown as LeadQualitySummary;

  test('is told by tiers, weights in bins of two bits, and reasons, the most frequent first', async () => {
    const tier = (identity_id: number, crm_lead_id: number, of: string): Row => ({
      identity_id,
      crm_lead_id,
      tier: of,
    });
    const workspace = await afterRun(
      [intIdentityTiers, [tier(1, 1, 'both'), tier(2, 1, 'both'), tier(3, 2, 'none')]],
      [
        intLinkCandidates,
        [
          { identity_id: 1, lead_id: 7 },
          { identity_id: 2, lead_id: 7 },
          { identity_id: 2, lead_id: 8 },
        ],
      ],
      [
        rptLinks,
        [
          { tier: 'both', weight: 3.9 },
          { tier: 'both', weight: 2 },
          { tier: 'email_only', weight: -0.1 },
          { tier: 'both', weight: 4 },
        ],
      ],
      [
        rptNeverDelivered,
        [{ reason: 'no_hit' }, { reason: 'no_key' }, { reason: 'no_hit' }, { reason: 'odd' }],
      ],
      [rptNeverReported, [{ reason: 'not_reported' }]],
    );
    const view = await readMatches(workspace, summary, WEIGHTS);
    expect(view.tiers).toEqual(
      [
        ['both', 2, 1, 2],
        ['email_only', 0, 0, 0],
        ['phone_only', 0, 0, 0],
        ['conflict', 0, 0, 0],
        ['none', 1, 1, 0],
      ].map(([name, identities, crmLeads, leads]) => ({ tier: name, identities, crmLeads, leads })),
    );
    expect(view.weights).toEqual([
      { low: -2, high: 0, tier: 'email_only', links: 1 },
      { low: 2, high: 4, tier: 'both', links: 2 },
      { low: 4, high: 6, tier: 'both', links: 1 },
    ]);
    expect(view.reasons.map(({ side, code, label, count }) => [side, code, label, count])).toEqual([
      ['crm', 'no_hit', 'No delivered lead has its keys', 2],
      ['crm', 'no_key', 'No key at all', 1],
      ['crm', 'odd', 'odd', 1],
      ['delivered', 'not_reported', 'No report has it', 1],
    ]);
    expect(view.reasons.at(2)?.explanation).toBe('');
    expect(view.worklists.map(({ table, count }) => [table, count])).toEqual([
      ['rpt_never_reported', 1],
      ['rpt_never_delivered', 4],
    ]);
    expect(view).toMatchObject({
      weightModel: WEIGHTS,
      matchedLeads: { strict: 1, linked: 2, likely: 3 },
      delivered: 9,
      toJudge: { items: 4, identities: 5 },
    });
  });
});

describe('The words of reports and lead tools', () => {
  test('have the group that they have by themselves, the most frequent first', async () => {
    const state = (crm_lead_id: number, disposition: string | null, job_status: string | null): Row => ({
      crm_lead_id,
      disposition,
      job_status,
    });
    const workspace = await afterRun(
      [
        intCrmStates,
        [
          state(1, 'Sale', 'Cancelled'),
          state(1, 'Sale', null),
          state(2, 'Odd', 'Done'),
          state(3, 'Odd', null),
          state(4, null, null),
        ],
      ],
      [dimPerson, [{ status: 'MQL' }, { status: 'Odd' }, { status: null }]],
    );
    const words = await readDispositions(workspace);
    expect(words.dispositions).toEqual([
      { code: 'Odd', count: 2, byProfile: 'Other' },
      { code: 'Sale', count: 1, byProfile: 'Sold' },
    ]);
    expect(words.jobStatuses).toEqual([
      { code: 'Cancelled', count: 1, byProfile: 'Cancelled' },
      { code: 'Done', count: 1, byProfile: 'Sale stands' },
    ]);
    expect(words.leadStatuses).toEqual([
      { code: 'MQL', count: 1, byProfile: 'Qualified' },
      { code: 'Odd', count: 1, byProfile: 'Other' },
    ]);
    expect(words.jobGroups.at(-1)).toBe('Sale stands');
  });

  test('are none where a question was not answered', async () => {
    const words = await readDispositions(await afterRun([dimPerson, []]));
    expect([words.dispositions, words.jobStatuses, words.leadStatuses]).toEqual([[], [], []]);
  });
});

describe('What is looked up', () => {
  const run = () =>
    afterRun(
      [
        intDeliveredLeads,
        [{ lead_uuid: 'x-abc', email_key: 'abcdef0' }, { lead_uuid: 'abc' }, { lead_uuid: 'abcd' }],
      ],
      [fctInvoices, [{ invoice_id: 'abc' }, { invoice_id: null }]],
    );
  const found = async (wanted: string, limit = 9) =>
    (await lookUp(await run(), wanted, limit, new AbortController().signal)).map(
      ({ kind, id, label, detail }) => [kind, id, label, detail].join(' | '),
    );

  test('is what is the text itself first, of every kind, then what begins with it, then what has it inside', async () => {
    expect(await found(' ABC ')).toEqual([
      'lead | abc | abc | delivered lead',
      'invoice | abc | abc | invoice',
      'lead | abcd | abcd | delivered lead',
      'lead | x-abc | x-abc | delivered lead',
    ]);
    expect(await found('abc', 2)).toHaveLength(2);
  });

  test('is looked for by hashes from six letters on, and from two letters on by all else', async () => {
    expect(await found('abcde')).toEqual([]);
    expect(await found('abcdef')).toEqual(['lead | x-abc | abcdef0 | delivered lead with this e-mail hash']);
    expect(await found('a')).toEqual([]);
    expect(await found('ab')).toHaveLength(4);
  });
});
