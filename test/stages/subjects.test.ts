import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GridPage, GridQuery } from '../../shared/contract/grid';
import type { Subject, SubjectPage } from '../../shared/contract/subject';
import type { Decision } from '../../shared/domain/decision-state';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const hex = (letter: string): string => letter.repeat(40);

const FILES = {
  'leads.csv': `lead_uuid,email_hash,phone_hash,vendor,campaign_id\nlead-ada,${hex('a')},${hex('1')},North,CMP-1\nlead-bo,${hex('b')},${hex('2')},South,SPRING\nlead-bo-2,${hex('b')},${hex('9')},South,CMP-1\n`,
  'report_2024-01-01.csv': `lead_number,email_hash,phone_hash,entry_on,state,is_set,is_demo,appointment_date,disposition\nL-100,${hex('a')},${hex('1')},2024-01-01,TX,0,0,,Data\nL-200,${hex('b')},${hex('2')},2024-01-01,TX,0,0,,Data\n`,
  'report_2024-02-01.csv': `lead_number,email_hash,phone_hash,entry_on,state,is_set,is_demo,appointment_date,disposition\nL-100,${hex('a')},${hex('1')},2024-01-01,TX,1,1,2024-01-05,Sold\nL-200,${hex('b')},${hex('2')},2024-01-01,TX,0,0,,Data\n`,
  'raw_hubspot_leads.csv':
    'lead_id,user_uid,campaign_id,status,deal_amount,email\nH1,u1,Spring,New,10.00,ada@x.io\nH2,u2,Autumn,New,10.00,bo@x.io\n',
  'raw_ga4_sessions.csv':
    'event_date,sessionId,user_uid,campaign_id,conv_flag\n2026-05-19,s1,u1,Spring,0\n2026-05-18,s2,u1,Autumn,0\n',
  'raw_stripe_invoices.csv':
    'invoice_id,user_uid,date,amount,currency,status\nin_7,u1,2026-05-20,100.00,USD,paid\nin_8,u2,2026-05-21,5.00,USD,void\n',
  'raw_google_ads.csv': 'date,campaign_id,cost,impressions,clicks\n2026-05-18,Spring,12.50,100,5\n',
};

const DECISION: Decision = {
  id: 'd1',
  at: '2026-01-01T00:00:00.000Z',
  who: { id: 'ada', name: 'Ada' },
  subject: { kind: 'identity', leadNumber: 'L-100', emailKey: hex('a'), phoneKey: hex('1') },
  verdict: 'accept',
  leads: ['lead-ada'],
  evidence: 'both',
  note: 'Called back.',
};

let engine: TestEngine;
beforeAll(async () => {
  engine = await openEngine(memoryFiles(FILES));
  await engine.client.call('run', { folder: FOLDER, settings: settingsWith(), decisions: [DECISION] });
});
afterAll(() => engine.close());

const pageOf = (query: GridQuery): Promise<GridPage> =>
  engine.client.call('page', { query, offset: 0, limit: 50 });

/** The values of some columns of all rows of a query. */
async function values(query: GridQuery | null, ...names: readonly string[]): Promise<unknown[][]> {
  if (query === null) return [];
  const { columns, rows } = await pageOf(query);
  const at = names.map((name) => columns.findIndex((column) => column.name === name));
  return rows.map((row) => at.map((place) => row[place]));
}

const open = (subject: Subject): Promise<SubjectPage> => engine.client.call('subject', subject);
const section = (page: SubjectPage, title: string): GridQuery =>
  page.sections.find((one) => one.title === title)!.query;
const found = async (text: string): Promise<string[]> =>
  (await engine.client.call('lookUp', { text, limit: 12 })).map(({ kind, id }) => `${kind} ${id}`);

describe('What is looked up', () => {
  it.each([
    ['a lead number', 'l-100', 'crm_lead L-100'],
    ['a lead id', 'lead-ada', 'lead lead-ada'],
    ['a campaign, whatever its case', 'spring', 'campaign Spring'],
    ['a campaign of delivered leads alone', 'cmp-1', 'campaign CMP-1'],
    ['an invoice', 'in_7', 'invoice in_7'],
  ])('is found by %s', async (_, text, first) => {
    expect((await found(text))[0]).toBe(first);
  });

  it('is found by a hash on both sides, and by an e-mail', async () => {
    expect(await found(hex('a').slice(0, 12))).toEqual(['lead lead-ada', 'crm_lead L-100']);
    const [person] = await engine.client.call('lookUp', { text: 'ada@x', limit: 5 });
    expect(person).toMatchObject({ kind: 'person', label: 'ada@x.io', detail: 'person' });
  });

  it('has what is the text itself first, then what begins with it', async () => {
    expect(await found('lead-bo')).toEqual(['lead lead-bo', 'lead lead-bo-2']);
  });

  it('is nothing for a text that nothing goes by, for one letter, and for letters of SQL', async () => {
    expect(await found('nobody')).toEqual([]);
    expect(await found('l')).toEqual([]);
    expect(await found(`' or 1=1 --`)).toEqual([]);
  });
});

describe('The page of a delivered lead', () => {
  it('has its outcome, its candidates, every state over the snapshots and the decisions on it', async () => {
    const page = await open({ kind: 'lead', id: 'lead-ada' });
    expect(await values(page.facts, 'lead_uuid', 'crm_lead_count', 'disposition')).toEqual([
      ['lead-ada', 1, 'Sold'],
    ]);
    expect(await values(section(page, 'As it was delivered'), 'vendor', 'file', 'record_number')).toEqual([
      ['North', 'leads.csv', 1],
    ]);
    expect(await values(section(page, 'Candidates and links'), 'lead_number', 'tier')).toEqual([
      ['L-100', 'both'],
    ]);
    expect(
      await values(section(page, 'What the reports say'), 'valid_from', 'valid_to', 'is_set', 'disposition'),
    ).toEqual([
      [1, 1, false, 'Data'],
      [2, 2, true, 'Sold'],
    ]);
    expect(page.decisions).toEqual([
      { at: DECISION.at, who: 'Ada', verdict: 'accept', on: 'CRM lead L-100', note: 'Called back.' },
    ]);
  });

  it('of a person who is delivered twice has the candidates that both share', async () => {
    const page = await open({ kind: 'crm_lead', id: 'L-200' });
    expect((await values(section(page, 'Candidates and links'), 'lead_uuid')).flat().sort()).toContain(
      'lead-bo',
    );
    expect(page.decisions).toEqual([]);
  });

  it('has no rows where no table holds it', async () => {
    const page = await open({ kind: 'lead', id: 'nobody' });
    expect(await values(page.facts, 'lead_uuid')).toEqual([]);
    for (const { query } of page.sections) expect((await pageOf(query)).total).toBe(0);
  });
});

describe('The pages of the second question', () => {
  it('a person has the records, invoices and touches', async () => {
    const [hit] = await engine.client.call('lookUp', { text: 'ada@x.io', limit: 1 });
    const page = await open({ kind: 'person', id: hit!.id });
    expect(await values(page.facts, 'user_uid', 'email')).toEqual([['u1', 'ada@x.io']]);
    expect(await values(section(page, 'Records'), 'lead_id', 'file')).toEqual([
      ['H1', 'raw_hubspot_leads.csv'],
    ]);
    expect(await values(section(page, 'Invoices'), 'invoice_id')).toEqual([['in_7']]);
    expect(await values(section(page, 'Sessions and events'), 'campaign_key')).toEqual([
      ['autumn'],
      ['spring'],
    ]);
  });

  it('an invoice has what every model credits, and the touches before it', async () => {
    const page = await open({ kind: 'invoice', id: 'in_7' });
    const credits = await values(section(page, 'Credits'), 'model', 'campaign_id', 'credit');
    expect(credits).toContainEqual(['last_touch', 'Spring', 100]);
    expect(credits).toContainEqual(['first_touch', 'Autumn', 100]);
    expect(await values(section(page, 'Sessions and events of the person'), 'campaign_key')).toEqual([
      ['autumn'],
      ['spring'],
    ]);
    const out = await open({ kind: 'invoice', id: 'in_8' });
    expect(await values(out.facts, 'is_counted', 'not_counted_reason')).toEqual([[false, 'void']]);
  });

  it('a campaign has its return, spend and people, however it is written', async () => {
    for (const id of ['Spring', 'SPRING']) {
      const page = await open({ kind: 'campaign', id });
      expect(await values(section(page, 'Spend by day'), 'spend_on', 'cost_cents')).toEqual([
        ['2026-05-18', 1250],
      ]);
      expect(await values(section(page, 'People'), 'email')).toEqual([['ada@x.io']]);
      expect(await values(section(page, 'Return under each model'), 'model', 'revenue_cents')).toContainEqual(
        ['last_touch', 10000],
      );
      expect(await values(section(page, 'Delivered leads'), 'lead_uuid')).toEqual([['lead-bo']]);
    }
  });

  it('a campaign that only delivered leads name has these, and no facts of a tool', async () => {
    const page = await open({ kind: 'campaign', id: 'CMP-1' });
    expect(page.facts).toBeNull();
    expect((await values(section(page, 'Delivered leads'), 'lead_uuid')).flat().sort()).toEqual([
      'lead-ada',
      'lead-bo-2',
    ]);
  });
});
