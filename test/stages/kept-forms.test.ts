import { describe, expect, test } from 'vitest';
import { seriesOf, withForm, type KeptForm } from '../../shared/contract/kept-forms';
import type { ProjectSettings } from '../../shared/contract/project';
import type { FileReport } from '../../shared/contract/sources';
import { analyse, FOLDER, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const HEADER = ['date', 'campaignId', 'spend', 'impressions', 'clicks'];
const ROWS = ['2025-05-17~C1~10.50~3740~112', '2025-05-18~C2~20.25~2000~50'];
/** Twice a header: only the second is one. */
const report = (titles: readonly string[], rows = ROWS): string =>
  [...titles, HEADER.join('~'), ...rows, ''].join('\n');

const filesOf = async (
  files: Readonly<Record<string, string | Uint8Array>>,
  settings: Partial<ProjectSettings>,
): Promise<readonly FileReport[]> => (await analyse(memoryFiles(files), settings)).files;

const formatOf = ({ file, records, headers, form, format }: FileReport): unknown => ({
  file,
  records,
  headers,
  form,
  delimiter: format?.delimiter,
  headerLine: format?.headerLine,
});

describe('The form that was set by hand for one file', () => {
  const OLD = report([], ['2025-05-16~C1~1000.00~1~1', HEADER.join('~'), ...ROWS]);
  const kept: KeptForm = { headers: HEADER, form: { headerLine: 3 } };

  test('holds for all files that come out with the same columns, in whatever order and wherever the header stands', async () => {
    const moved = ['Report of June', '2025-06-01~x~1~1~1', '2025-06-02~x~1~1~1'].join('\n');
    const files = await filesOf(
      {
        'google_ads_may.csv': OLD,
        'june/google_ads (1).csv': report([moved]),
      },
      { forms: [kept] },
    );
    expect(files.map(formatOf)).toEqual([
      {
        file: 'google_ads_may.csv',
        records: 2,
        headers: HEADER,
        form: { headerLine: 3 },
        delimiter: '~',
        headerLine: 3,
      },
      {
        file: 'june/google_ads (1).csv',
        records: 2,
        headers: HEADER,
        form: { headerLine: 4 },
        delimiter: '~',
        headerLine: 4,
      },
    ]);
  });

  test('changes no file with other columns, and gives way to what is said of one file', async () => {
    const other = 'date,note\n2025-05-17,a\n2025-05-18,b\n';
    const files = await filesOf(
      { 'google_ads.csv': OLD, 'notes.csv': other },
      { forms: [kept], files: { 'google_ads.csv': { form: { headerLine: 1 } } } },
    );
    expect(files.map(({ form, format }) => [form, format?.headerLine])).toEqual([
      [{ headerLine: 1 }, 1],
      [null, 1],
    ]);
  });

  test('holds for encoding, delimiter and quotes as well', async () => {
    const text = Buffer.from("id;'city'\n1;'Malm\xf6'\n", 'latin1');
    const [found] = await filesOf(
      { 'x.csv': text },
      { forms: [{ headers: ['city', 'id'], form: { encoding: 'macintosh', quote: "'", delimiter: ';' } }] },
    );
    expect(found?.preview).toEqual([['1', 'Malm\u02c6']]);
  });

  test('holds for files without a header by the words of their names, not by their columns', async () => {
    const columns = ['column_1', 'column_2', 'column_3'];
    const rows = 'a,b,c\nd,e,f\n';
    const files = await filesOf(
      {
        'Spend May 2025.csv': rows,
        'june/spend_2025-06 (2).csv': rows.replace('a', 'x'),
        'leads_2025.csv': rows.replace('a', 'y'),
      },
      { forms: [{ headers: columns, series: seriesOf('spend_2025-04.csv'), form: { headerLine: 0 } }] },
    );
    expect(Object.fromEntries(files.map(({ file, headers }) => [file, headers]))).toEqual({
      'Spend May 2025.csv': columns,
      'june/spend_2025-06 (2).csv': columns,
      'leads_2025.csv': ['y', 'b', 'c'],
    });
  });

  test('is replaced by what is said anew of the same columns', () => {
    const first = withForm([], kept);
    const both = withForm(first, { headers: ['a'], form: { delimiter: ';' } });
    expect(withForm(both, { headers: [...HEADER].reverse(), form: { headerLine: 5 } })).toEqual([
      { headers: [...HEADER].reverse(), form: { headerLine: 5 } },
      { headers: ['a'], form: { delimiter: ';' } },
    ]);
  });
});

describe('The columns that a file has in another form', () => {
  test('are told before anything is saved; a form in which it cannot be read is refused', async () => {
    const engine = await openEngine(memoryFiles({ 'a.csv': 'Report\nid;x\n1;2\n' }));
    try {
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
      await expect(
        engine.client.call('headerOf', { file: 'a.csv', form: { delimiter: ';', headerLine: 2 } }),
      ).resolves.toEqual({ headers: ['id', 'x'] });
      await expect(engine.client.call('headerOf', { file: 'b.csv', form: {} })).rejects.toThrow(
        'b.csv is not part of the last run.',
      );
    } finally {
      await engine.close();
    }
  });
});
