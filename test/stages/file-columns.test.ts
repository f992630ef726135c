import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { FileColumns } from '../../shared/contract/file-columns';
import type { ProjectSettings } from '../../shared/contract/project';
import { FOLDER, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const columnsOf = async (
  file: string,
  lines: readonly string[],
  settings: Partial<ProjectSettings> = {},
): Promise<FileColumns> => {
  const engine = await openEngine(memoryFiles({ [file]: `${lines.join('\n')}\n` }));
  try {
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith(settings) });
    return await engine.client.call('fileColumns', { file });
  } finally {
    await engine.close();
  }
};

const column = (of: FileColumns, name: string) => of.columns.find((each) => each.column === name);
const readings = (of: FileColumns, name: string) =>
  column(of, name)?.values.map(({ text, reading }) => [text, reading]);

const MD5 = createHash('md5').update('a@b.co').digest('hex');

describe('The columns of a file', () => {
  test('have their share of filled cells and the first three different values, used or not', async () => {
    const of = await columnsOf('fb_ads.csv', [
      'date,campaign_id,spend,impressions,clicks,Objective',
      '2025-05-17,C1,10.50,10,1,North',
      '2025-05-18,C1,11.50,10,1,North',
      '2025-05-19,C2,12.50,10,,N/A',
      '2025-05-20,C2,13.50,10,1,South',
    ]);
    expect(of).toMatchObject({ records: 4, isWhole: true });
    expect(of.columns.map(({ column: name, field, filled }) => [name, field, filled])).toEqual([
      ['date', 'spend_on', 4],
      ['campaign_id', 'campaign_id', 4],
      ['spend', 'cost', 4],
      ['impressions', 'impressions', 4],
      ['clicks', 'clicks', 3],
      ['Objective', null, 3],
    ]);
    expect(readings(of, 'Objective')).toEqual([
      ['North', null],
      ['South', null],
    ]);
    expect(column(of, 'spend')?.values.map(({ text }) => text)).toEqual(['10.50', '11.50', '12.50']);
  });

  test('say what the run read in them: days, money with its currency, counts, no campaigns, and what was not read', async () => {
    const of = await columnsOf('fb_ads.csv', [
      'date,campaign_id,spend,currency,impressions,clicks',
      '17/05/2025,C1,"1.234,50",EUR,"1,000",1',
      '18/05/2025,(not set),"2.000,00",EUR,10,many',
    ]);
    expect(readings(of, 'date')).toEqual([
      ['17/05/2025', { kind: 'date', value: '2025-05-17' }],
      ['18/05/2025', { kind: 'date', value: '2025-05-18' }],
    ]);
    expect(readings(of, 'spend')).toEqual([
      ['1.234,50', { kind: 'money', value: '1234.50', currency: 'EUR' }],
      ['2.000,00', { kind: 'money', value: '2000.00', currency: 'EUR' }],
    ]);
    expect(readings(of, 'impressions')?.[0]).toEqual(['1,000', { kind: 'number', value: '1000' }]);
    expect(readings(of, 'campaign_id')).toEqual([
      ['C1', { kind: 'text', value: 'c1' }],
      ['(not set)', { kind: 'no_campaign' }],
    ]);
    expect(readings(of, 'clicks')?.[1]).toEqual(['many', { kind: 'unread', reason: 'it is no number' }]);
  });

  test('of a CRM report are read as the whole report is: keys by their form, booleans, days in the order of the file', async () => {
    const rows = Array.from(
      { length: 1500 },
      (_, i) => `${String(1000 + i)},03/04/2023,${MD5.toUpperCase()},Y,`,
    );
    const of = await columnsOf(
      'crm_report_2023_05.csv',
      [
        'LEADNUMBER,ENTRYDATE,EMAIL,SET,Rep',
        '999,05/04/2023,no key,perhaps,Ann',
        ...rows,
        '5000,25/04/2023,,N,',
      ],
      {},
    );
    expect(of).toMatchObject({ records: 1000, isWhole: false });
    expect(column(of, 'LEADNUMBER')).toMatchObject({ field: 'lead_number', filled: 1000 });
    expect(readings(of, 'ENTRYDATE')).toEqual([
      ['05/04/2023', { kind: 'date', value: '2023-04-05' }],
      ['03/04/2023', { kind: 'date', value: '2023-04-03' }],
    ]);
    expect(readings(of, 'EMAIL')).toEqual([
      [
        'no key',
        {
          kind: 'unread',
          reason: 'neither a hash of 32, 40 or 64 hex digits nor an e-mail address',
        },
      ],
      [MD5.toUpperCase(), { kind: 'key', form: 'md5', value: MD5 }],
    ]);
    expect(readings(of, 'SET')).toEqual([
      ['perhaps', { kind: 'unread', reason: 'neither yes nor no' }],
      ['Y', { kind: 'boolean', value: true }],
    ]);
    expect(column(of, 'Rep')).toMatchObject({ field: null, filled: 1 });
  });

  test('of delivered leads, lead tools, invoices and sessions are read as their tables have them', async () => {
    const delivered = await columnsOf('delivered_leads.csv', [
      'lead_uuid,email_hash,delivered_on,vendor,price',
      `L1,${MD5},2025-05-01,Acme,$4.50`,
    ]);
    expect(readings(delivered, 'email_hash')).toEqual([[MD5, { kind: 'key', form: 'md5', value: MD5 }]]);
    expect(readings(delivered, 'price')).toEqual([
      ['$4.50', { kind: 'money', value: '4.50', currency: 'USD' }],
    ]);
    const people = await columnsOf('hubspot_leads.csv', [
      'lead_id,user_uid,campaign_id,lead_status,deal_amount',
      'h1,anonymous,C1,open,-12.3',
      'h2,U2,C1,open,1000',
    ]);
    expect(readings(people, 'user_uid')).toEqual([
      ['anonymous', { kind: 'nobody' }],
      ['U2', { kind: 'text', value: 'u2' }],
    ]);
    expect(readings(people, 'deal_amount')).toEqual([
      ['-12.3', { kind: 'money', value: '-12.30', currency: 'USD' }],
      ['1000', { kind: 'money', value: '1000.00', currency: 'USD' }],
    ]);
    const invoices = await columnsOf('stripe_invoices.csv', [
      'invoice_id,user_uid,invoice_date,amount_usd,status',
      'i1,U1,2025-05-01,20,paid',
    ]);
    expect(readings(invoices, 'amount_usd')).toEqual([
      ['20', { kind: 'money', value: '20', currency: 'USD' }],
    ]);
    expect(readings(invoices, 'invoice_date')).toEqual([
      ['2025-05-01', { kind: 'time', value: '2025-05-01 00:00:00' }],
    ]);
    const touches = await columnsOf('ga4_sessions.csv', [
      'session_id,user_pseudo_id,campaign_id,session_date,is_conversion',
      's1,U1,C1,2025-05-01,true',
    ]);
    expect(readings(touches, 'is_conversion')).toEqual([['true', { kind: 'boolean', value: true }]]);
  });

  test('of a row that sums up others say that it is left out', async () => {
    const of = await columnsOf('fb_ads.csv', [
      'date,campaign_id,spend,impressions,clicks',
      '2025-05-17,C1,10.50,10,1',
      '2025-05-18,C1,20.50,11,2',
      ',,31.00,21,3',
    ]);
    expect(readings(of, 'spend')).toEqual([
      ['10.50', { kind: 'money', value: '10.50', currency: 'USD' }],
      ['20.50', { kind: 'money', value: '20.50', currency: 'USD' }],
      ['31.00', { kind: 'left_out' }],
    ]);
  });

  test('of a file that asks for a mapping have their values, and nothing is read from them', async () => {
    const of = await columnsOf('notes.csv', ['when,what', '2025-05-17,hello']);
    expect(of.columns).toEqual([
      { column: 'when', field: null, filled: 1, values: [{ text: '2025-05-17', reading: null }] },
      { column: 'what', field: null, filled: 1, values: [{ text: 'hello', reading: null }] },
    ]);
  });

  test('of a file that is not in the folder are refused', async () => {
    const engine = await openEngine(memoryFiles({ 'a.csv': 'x,y\n1,2\n' }));
    try {
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
      await expect(engine.client.call('fileColumns', { file: 'b.csv' })).rejects.toThrow(
        'b.csv is not part of the last run.',
      );
      engine.use(memoryFiles({ 'a.csv': 'x,y\n1,2\n3,4\n' }));
      await expect(engine.client.call('fileColumns', { file: 'a.csv' })).rejects.toThrow('has changed');
    } finally {
      await engine.close();
    }
  });
});
