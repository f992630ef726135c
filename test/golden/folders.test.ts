import fc from 'fast-check';
import { extractText, getDocumentProxy } from 'unpdf';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { REPORT_SECTIONS, type ExportRequest } from '../../shared/contract/report';
import type { FileReport } from '../../shared/contract/sources';
import { collected, onlyFile } from '../support/collected';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { filesOf } from '../support/messy-files';
import { messyFolder } from '../support/messy-folders';
import { sampleFolder } from '../support/samples';
import { asLine } from '../support/told-of-runs';
import { written } from '../support/written';

/**
 * What is said of folders that are not as they should be, in answers and on paper, as it was when people had read it. What
 * changes here is either meant, and said in the message of the commit, or a fault.
 */

type Files = Readonly<Record<string, Uint8Array>>;
const text = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);

/** Invoices, spend and sessions of a few days, without anybody's name. */
const ONE_WEEK: Files = {
  'stripe.csv': text(
    'id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email',
    'ch_1,2026-01-05 10:00:00,120.00,0.00,usd,Paid,cus_1,ann@a.example',
    'ch_2,2026-01-06 11:00:00,80.00,20.00,usd,Paid,cus_2,bob@b.example',
    'ch_3,2026-01-07 12:00:00,99.90,0.00,eur,Paid,cus_3,',
  ),
  'google_ads.csv': text(
    'Campaign,Day,Cost,Impressions,Clicks,Currency code',
    'spring_sale,2026-01-05,40.00,1000,50,USD',
    'spring_sale,2026-01-06,35.50,900,41,USD',
    ' --,2026-01-06,1.25,10,1,USD',
  ),
};

/** Folders by chance, always the same ones. */
const messy = (seed: number): Files => {
  const [tables = []] = fc.sample(messyFolder, { seed, numRuns: 1 });
  return filesOf(tables);
};

const sample = async (options: Parameters<typeof sampleFolder>[0]): Promise<Files> =>
  (await sampleFolder(options)).files;

const FOLDERS: readonly (readonly [name: string, files: () => Files | Promise<Files>])[] = [
  ['leads-in-a-mess', () => sample({ leads: 160, snapshots: 6, seed: 31, mess: 3 })],
  ['leads-of-raw-keys', () => sample({ leads: 80, snapshots: 3, seed: 32, crmKeys: 'raw' })],
  ['one-week-of-revenue', () => ONE_WEEK],
  ['revenue-in-a-mess', () => sample({ scenario: 'revenue', leads: 60, invoices: 40, seed: 33, mess: 3 })],
  ...Array.from({ length: 10 }, (_, at): (typeof FOLDERS)[number] => [
    `messy-exports-${String(at + 1)}`,
    () => messy(at + 1),
  ]),
];

/** Without what depends on when a workbook was packed, and by which version: how long files are, and their digests. */
const plain = (text: string, files: readonly FileReport[]): string =>
  files
    .reduce(
      (all, { file, sha256 }) => (sha256 === '' ? all : all.replaceAll(sha256, `digest of ${file}`)),
      text,
    )
    .replaceAll(/("bytes": )\d+/g, '$1"…"')
    .replaceAll(/(\d+ files?, )[\d.,]+ k?B/g, '$1…');

const REQUEST: ExportRequest = {
  what: ['pdf'],
  paper: 'letter',
  sections: [...REPORT_SECTIONS],
  place: '/data/exports',
  writtenAt: '2026-11-21T09:00:00.000Z',
  zipped: false,
  withManifest: false,
};
const exported = async ({ client }: TestEngine, what: 'pdf' | 'xlsx'): Promise<Uint8Array> =>
  onlyFile(await collected(client, 'export', { ...REQUEST, what: [what] }));

const pagesOf = async (pdf: Uint8Array): Promise<readonly string[]> =>
  (await extractText(await getDocumentProxy(pdf), { mergePages: false })).text.map(
    (page, at) => `--- page ${String(at + 1)}\n${page.replaceAll('\u200b', '')}`,
  );
const wordsOf = (workbook: Uint8Array): readonly string[] =>
  [
    ...strFromU8(unzipSync(workbook)['xl/sharedStrings.xml'] ?? new Uint8Array()).matchAll(
      /<si>(.*?)<\/si>/gs,
    ),
  ].map(([, words = '']) => words.replaceAll(/<[^>]*>/g, ''));

/** What reviewers are asked, and of each kind of item the first with its evidence. */
async function asked(client: TestEngine['client']): Promise<unknown> {
  const { items, ...rest } = await client.call('review', {});
  const first = [
    ...new Map(items.toReversed().map((item) => [`${item.what} ${item.kind}`, item.id])).values(),
  ];
  return { ...rest, open: items.length, items: await client.call('reviewItems', { ids: first }) };
}

describe('What is said of a folder', () => {
  test.each(FOLDERS)('%s', async (name, files) => {
    const engine = await openEngine(memoryFiles(await files()));
    const { client } = engine;
    try {
      const outcome = await client.call('run', { folder: FOLDER, settings: settingsWith() });
      const has = (question: (typeof outcome.answered)[number]): boolean =>
        outcome.answered.includes(question);
      const lead = { basis: 'ever', links: 'linked' } as const;
      const answers = {
        missing: outcome.missing,
        findings: outcome.findings.map(asLine),
        files: outcome.files,
        reconciliation: outcome.reconciliation,
        summary: outcome.summary,
        tables: (await client.call('tables', {})).map((table) => table.name),
        ...(has('leadQuality') && {
          funnel: await client.call('funnel', lead),
          matches: await client.call('matches', {}),
          dispositions: await client.call('dispositions', {}),
        }),
        ...(has('revenue') && { revenue: await client.call('revenue', {}) }),
        ...(outcome.answered.length > 0 && { review: await asked(client) }),
      };
      await expect(`${plain(written(answers), outcome.files)}\n`).toMatchFileSnapshot(`folders/${name}.json`);
      const report = [
        ...(await pagesOf(await exported(engine, 'pdf'))),
        '--- workbook',
        ...wordsOf(await exported(engine, 'xlsx')),
      ];
      await expect(`${plain(report.join('\n'), outcome.files)}\n`).toMatchFileSnapshot(`folders/${name}.txt`);
    } finally {
      await engine.close();
    }
  });
});
