import { describe, expect, it } from 'vitest';
import { sql } from '../../shared/sql/sql';
import { emailSeries } from '../../shared/stages/dedup/dedup-parameters';
import { dimPerson } from '../../shared/stages/dedup/dim-person.model';
import { intPersonMembers } from '../../shared/stages/dedup/int-person-members.model';
import { intPersonUids } from '../../shared/stages/dedup/int-person-uids.model';
import { rptLeadReviewPairs } from '../../shared/stages/dedup/rpt-lead-review-pairs.model';
import { rptPeople } from '../../shared/stages/dedup/rpt-people.model';
import { rptPersonMembers } from '../../shared/stages/dedup/rpt-person-members.model';
import { rptSourceDisagreements } from '../../shared/stages/dedup/rpt-source-disagreements.model';
import { revenueWorkspace, rowsOf, type Cells } from '../support/revenue-tables';
import { runRevenue } from '../support/run-stages';

const hubspot = (row: Cells): Cells => ({ source: 'hubspot_leads', ...row });
const intercom = (row: Cells): Cells => ({ source: 'intercom_leads', ...row });

async function dedup(...leads: Cells[]) {
  const workspace = await revenueWorkspace({ leads });
  const run = await runRevenue(workspace, 'dedup');
  return {
    workspace,
    emailSeries: run.get(emailSeries),
    members: await rowsOf(
      workspace,
      sql`select person_no, lead_no, rule, is_survivor, is_duplicate from ${intPersonMembers} order by lead_no`,
    ),
    people: await rowsOf(workspace, sql`select * from ${dimPerson} order by person_no`),
    review: await rowsOf(workspace, sql`select * from ${rptLeadReviewPairs} order by lead_no_a, lead_no_b`),
  };
}

describe('stage dedup', () => {
  it('takes HubSpot and Intercom rows with the same person id for one person', async () => {
    const { members, people } = await dedup(
      hubspot({ lead_id: 'h1', user_uid: 'u1', campaign_id: 'C1', status: 'New', deal_amount_cents: 100 }),
      intercom({ lead_id: 'i1', user_uid: 'u1', campaign_id: 'C1', status: 'New', deal_amount_cents: 100 }),
      intercom({ lead_id: 'i2', user_uid: 'u2', campaign_id: 'C2', status: 'New', deal_amount_cents: 100 }),
    );
    expect(members).toEqual([
      { person_no: 1, lead_no: 1, rule: null, is_survivor: true, is_duplicate: false },
      { person_no: 1, lead_no: 2, rule: 'other_source', is_survivor: false, is_duplicate: false },
      { person_no: 3, lead_no: 3, rule: null, is_survivor: true, is_duplicate: false },
    ]);
    expect(people).toMatchObject([
      { user_uid: 'u1', records: 2, duplicates: 0, is_in_hubspot: true, is_in_intercom: true },
      { user_uid: 'u2', records: 1, duplicates: 0, is_in_hubspot: false, is_in_intercom: true },
    ]);
  });

  it('takes no lead id of one tool for a lead of the other', async () => {
    const { people } = await dedup(
      hubspot({ lead_id: '17', user_uid: 'u1' }),
      intercom({ lead_id: '17', user_uid: 'u2' }),
    );
    expect(people).toHaveLength(2);
  });

  it('merges within a tool exact copies, the same key, and a near-equal e-mail beside a key, and says which', async () => {
    const { members } = await dedup(
      intercom({ lead_id: 'a', user_uid: 'u1', email: 'ann@company.com', deal_amount_cents: 5 }),
      intercom({ lead_id: 'a', user_uid: 'u1', email: 'ann@company.com', deal_amount_cents: 5 }),
      intercom({ lead_id: 'b', user_uid: 'u1', email: 'ann@compamy.com', deal_amount_cents: 5 }),
      intercom({ lead_id: 'c', user_uid: 'u1', email: 'somebody@else.org' }),
      intercom({ lead_id: 'a', user_uid: null, email: 'ann@company.co' }),
      intercom({ lead_id: 'a', user_uid: null, email: null }),
    );
    expect(members.map((member) => [member['person_no'], member['rule']])).toEqual([
      [1, null],
      [1, 'exact_copy'],
      [1, 'near_email_and_user_uid'],
      [1, 'same_user_uid'],
      [1, 'near_email_and_lead_id'],
      [1, 'same_lead_id'],
    ]);
  });

  it('merges across the tools by lead id only where the e-mails are equal or near', async () => {
    const { members } = await dedup(
      hubspot({ lead_id: '17', user_uid: 'u1', email: 'ann@company.com' }),
      hubspot({ lead_id: '18', user_uid: 'u2', email: 'bea@company.com' }),
      intercom({ lead_id: '17', user_uid: null, email: 'ann@company.co' }),
      intercom({ lead_id: '18', user_uid: null, email: 'zoe@company.com' }),
    );
    expect(members.map((member) => [member['person_no'], member['rule']])).toEqual([
      [1, null],
      [2, null],
      [1, 'near_email_and_lead_id'],
      [4, null],
    ]);
  });

  it('asks about a near-equal or equal e-mail alone, even with the same campaign and amount', async () => {
    const { people, review } = await dedup(
      intercom({
        lead_id: 'a',
        user_uid: 'u1',
        email: 'ann@company.com',
        campaign_id: 'C',
        deal_amount_cents: 5,
      }),
      intercom({
        lead_id: 'b',
        user_uid: 'u2',
        email: 'ann@compamy.com',
        campaign_id: 'c',
        deal_amount_cents: 5,
      }),
      intercom({
        lead_id: 'c',
        user_uid: 'u3',
        email: 'ann@company.com',
        campaign_id: 'D',
        deal_amount_cents: 6,
      }),
    );
    expect(people).toHaveLength(3);
    expect(review).toMatchObject([
      { lead_no_a: 1, lead_no_b: 2, reason: 'near_email', is_same_campaign: true, is_same_amount: true },
      { lead_no_a: 1, lead_no_b: 3, reason: 'same_email', is_same_campaign: false, is_same_amount: false },
      { lead_no_a: 2, lead_no_b: 3, reason: 'near_email' },
    ]);
  });

  it('shows of two people with several near e-mails the earliest records that say so', async () => {
    const { review } = await dedup(
      intercom({ lead_id: 'a', user_uid: 'u1', email: 'ann@company.com' }),
      intercom({ lead_id: 'b', user_uid: 'u2', email: 'ann@compamy.com' }),
      intercom({ lead_id: 'c', user_uid: 'u1', email: 'eve@other.org' }),
      intercom({ lead_id: 'd', user_uid: 'u2', email: 'eve@othar.org' }),
    );
    expect(review).toMatchObject([{ lead_no_a: 1, lead_no_b: 2, reason: 'near_email' }]);
  });

  it('asks about no pair whose only key in common stands for nobody, or for many', async () => {
    for (const email of ['test@test.com', 'office@company.com']) {
      const { people, review } = await dedup(
        ...Array.from({ length: 12 }, (_, i) =>
          hubspot({ lead_id: `L${String(i)}`, user_uid: `u${String(i)}`, email }),
        ),
        hubspot({ lead_id: 'M', user_uid: 'm', email: email.replace('.com', '.co') }),
      );
      expect(people).toHaveLength(13);
      expect(review).toEqual([]);
    }
  });

  it('asks nothing about records that are merged already', async () => {
    const { review } = await dedup(
      intercom({ lead_id: 'a', user_uid: 'u1', email: 'ann@company.com' }),
      intercom({ lead_id: 'b', user_uid: 'u1', email: 'ann@company.co' }),
    );
    expect(review).toEqual([]);
  });

  it('takes an e-mail for the person where there is no id, whatever else the records say', async () => {
    const { people } = await dedup(
      intercom({ email: 'ann@company.com', deal_amount_cents: 5 }),
      intercom({ email: 'ann@company.com', deal_amount_cents: 5 }),
      intercom({ email: 'ann@company.com', deal_amount_cents: 6 }),
      intercom({ deal_amount_cents: 5 }),
      intercom({ deal_amount_cents: 5 }),
    );
    expect(people.map((person) => person['records'])).toEqual([3, 1, 1]);
  });

  it('keeps the values of the earliest record and says where a missing one came from', async () => {
    const { people } = await dedup(
      hubspot({ lead_id: 'h1', user_uid: 'u1', campaign_id: 'C1', status: null, deal_amount_cents: null }),
      intercom({
        lead_id: 'i1',
        user_uid: 'u1',
        campaign_id: 'C9',
        status: 'Qualified',
        deal_amount_cents: 805,
      }),
      intercom({
        lead_id: 'i1',
        user_uid: 'u1',
        campaign_id: 'C9',
        status: 'New',
        deal_amount_cents: 806,
        email: 'a@b.c',
      }),
    );
    expect(people).toMatchObject([
      {
        campaign_id: 'C1',
        campaign_from: null,
        status: 'Qualified',
        status_from: 'intercom_leads',
        deal_amount_cents: 805,
        deal_amount_from: 'intercom_leads',
        email: 'a@b.c',
        email_from: 'intercom_leads',
        duplicates: 1,
      },
    ]);
  });

  it('lists disagreements between the tools apart from those between repeats', async () => {
    const { workspace } = await dedup(
      hubspot({ lead_id: 'h1', user_uid: 'u1', campaign_id: 'C1', status: 'New', deal_amount_cents: 800 }),
      intercom({
        lead_id: 'i1',
        user_uid: 'u1',
        campaign_id: 'c1',
        status: 'Contacted',
        deal_amount_cents: 800,
      }),
      intercom({
        lead_id: 'i1',
        user_uid: 'u1',
        campaign_id: 'C1',
        status: 'Contacted',
        deal_amount_cents: 805,
      }),
    );
    const found = await rowsOf(workspace, sql`select * from ${rptSourceDisagreements} order by field`);
    expect(found).toMatchObject([
      {
        field: 'deal_amount',
        is_between_tools: false,
        decided_value: '8.00',
        decided_by: 'earliest_record',
        said: '8.00 · 8.00 · 8.05',
      },
      {
        field: 'status',
        is_between_tools: true,
        hubspot_value: 'New',
        intercom_value: 'Contacted',
        decided_value: 'New',
        decided_by: 'first_tool',
      },
    ]);
  });

  it('knows a person by every id of the merged records', async () => {
    const { workspace } = await dedup(
      hubspot({ lead_id: 'h1', user_uid: 'u1' }),
      hubspot({ lead_id: 'h1', user_uid: 'u2' }),
    );
    expect(
      await rowsOf(workspace, sql`select user_uid, person_uid from ${intPersonUids} order by 1`),
    ).toEqual([
      { user_uid: 'u1', person_uid: 'u1' },
      { user_uid: 'u2', person_uid: 'u1' },
    ]);
  });

  it('gives a person the same id in every run', async () => {
    const one = await dedup(
      hubspot({ lead_id: 'h1', user_uid: 'u1' }),
      hubspot({ lead_id: 'h2', user_uid: 'u2' }),
    );
    const other = await dedup(
      hubspot({ lead_id: 'h2', user_uid: 'u2' }),
      hubspot({ lead_id: 'h1', user_uid: 'u1' }),
    );
    const idOf = (people: typeof one.people, uid: string) =>
      people.find((p) => p['user_uid'] === uid)?.['person_id'];
    expect(idOf(one.people, 'u1')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(idOf(other.people, 'u1')).toBe(idOf(one.people, 'u1'));
  });

  it('shows every person with the members, and in words what joined them', async () => {
    const { workspace } = await dedup(
      hubspot({ lead_id: 'h1', user_uid: 'u1', deal_amount_cents: 123 }),
      intercom({ lead_id: 'i1', user_uid: 'u1' }),
    );
    const shown = await rowsOf(workspace, sql`select * from ${rptPersonMembers} order by lead_no`);
    expect(shown).toMatchObject([
      { file: 'hubspot.csv', record_number: 1, is_survivor: true, records: 2, deal_amount: 1.23 },
      {
        file: 'intercom.csv',
        record_number: 1,
        is_survivor: false,
        rule: 'Same person id in the other tool',
      },
    ]);
  });

  it('says that an id stands for many when it has more than twenty records', async () => {
    const records = (count: number) =>
      Array.from({ length: count }, () => hubspot({ lead_id: 'l', user_uid: 'u' }));
    for (const [count, isCrowd] of [
      [20, false],
      [21, true],
    ] as const) {
      const { workspace } = await dedup(...records(count));
      expect(await rowsOf(workspace, sql`select records, is_crowd from ${rptPeople}`)).toEqual([
        { records: count, is_crowd: isCrowd },
      ]);
    }
  });

  it('has nobody where there are no leads', async () => {
    const { people, members } = await dedup();
    expect([people, members]).toEqual([[], []]);
  });
});
