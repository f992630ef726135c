import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/universal';
import type { RunOutcome } from '../../shared/contract/run';
import { FOLDER, analyse, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const spendOf = (outcome: RunOutcome): number | undefined =>
  outcome.summary.revenue?.spend.find(({ platform }) => platform === 'google')?.spend;

const HEADER = ['date', 'campaignId', 'spend', 'impressions', 'clicks'];

const sheet = (name: string, ...rows: readonly (readonly string[])[]) => ({
  sheet: name,
  data: [HEADER, ...rows].map((row) => row.map((value) => ({ value, type: String }))),
});

describe('A run over files of odd forms', () => {
  test('says in which order the dates of delivered leads were read', async () => {
    const key = 'a'.repeat(64);
    const delivered = (on: string): string =>
      `lead_uuid,email_sha256,phone_sha256,vendor,delivered_on\nu-1,${key},${key},V1,${on}\nu-2,${key},${key},V1,01/02/2024\n`;
    const formats = async (on: string): Promise<unknown> =>
      (await analyse(memoryFiles({ 'delivered_leads.csv': delivered(on) }))).files[0]?.decidedFormats;
    expect(await formats('25/01/2024')).toEqual([
      { field: 'delivered_on', format: 'day first (DD/MM/YYYY)' },
    ]);
    expect(await formats('01/25/2024')).toEqual([
      { field: 'delivered_on', format: 'month first (MM/DD/YYYY)' },
    ]);
  });

  test('counts each sheet of a workbook by itself, though all have one digest and one header', async () => {
    const blob = await writeXlsxFile([
      sheet('May', ['2025-05-17', 'C1', '10.50', '3740', '112'], ['2025-05-18', 'C2', '20.25', '2000', '50']),
      sheet('June', ['2025-06-17', 'C1', '100.00', '3740', '112']),
    ]).toBlob();
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const outcome = await analyse(memoryFiles({ 'google_ads.xlsx': bytes }));
    expect(
      outcome.summary.inputs.map(({ file, source, records, bytes: size }) => [file, source, records, size]),
    ).toEqual([
      ['google_ads.xlsx#June', 'google_ads', 1, bytes.length],
      ['google_ads.xlsx#May', 'google_ads', 2, bytes.length],
    ]);
    expect(spendOf(outcome)).toBe(130.75);
  });

  test('reads a file anew when its header, delimiter or quotes are set by hand', async () => {
    const content = [
      HEADER.join('~'),
      '2025-05-16~C1~1000.00~1~1',
      HEADER.join('~'),
      '2025-05-17~C1~10.50~3740~112',
      '2025-05-18~C2~20.25~2000~50',
    ].join('\n');
    const engine = await openEngine(memoryFiles({ 'google_ads.csv': content }));
    const run = (form: object): Promise<RunOutcome> =>
      engine.client.call('run', {
        folder: FOLDER,
        settings: settingsWith({ files: { 'google_ads.csv': { form } } }),
      });
    try {
      const guessed = await run({});
      expect(guessed.files[0]).toMatchObject({
        format: { delimiter: '~', headerLine: 1 },
        firstLines: content.split('\n'),
      });
      const third = await run({ headerLine: 3 });
      expect(third.files[0]).toMatchObject({ records: 2, format: { headerLine: 3, preambleLines: 2 } });
      expect(spendOf(third)).toBe(30.75);
      const split = await run({ delimiter: '-' });
      expect(split.files[0]).toMatchObject({ status: 'unknown', format: { delimiter: '-' } });
      const headerless = await run({ headerLine: 0 });
      expect(headerless.files[0]?.headers).toEqual(HEADER.map((_, i) => `column_${String(i + 1)}`));
      expect(headerless.findings.filter(({ code }) => code === 'no_header')).toHaveLength(1);
    } finally {
      await engine.close();
    }
  });

  test('reads records without a header under the columns that the user gives them', async () => {
    const outcome = await analyse(
      memoryFiles({ 'spend.csv': '2025-05-17,C1,10.50,3740,112\n2025-05-18,C2,20.25,2000,50\n' }),
      {
        files: {
          'spend.csv': {
            source: 'google_ads',
            mapping: { spend_on: 'column_1', campaign_id: 'column_2', cost: 'column_3' },
          },
        },
      },
    );
    expect(outcome.files[0]).toMatchObject({ status: 'read', records: 2, rows: 2 });
    expect(spendOf(outcome)).toBe(30.75);
  });

  test('reads text in the encoding that is set by hand', async () => {
    const outcome = await analyse(memoryFiles({ 'x.csv': Buffer.from('id,city\n1,Malm\xf6\n', 'latin1') }), {
      files: { 'x.csv': { form: { encoding: 'macintosh' } } },
    });
    expect(outcome.files[0]).toMatchObject({ format: { encoding: 'macintosh' }, preview: [['1', 'Malmˆ']] });
  });
});
