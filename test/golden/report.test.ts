import { strFromU8, unzipSync } from 'fflate';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REPORT_SECTIONS, type ExportRequest } from '../../shared/contract/report';
import type { Note } from '../../shared/contract/note';
import type { Thing } from '../../shared/contract/thing';
import { bothQuestionsReviewed } from '../support/both-questions';
import { collected, onlyFile } from '../support/collected';
import type { TestEngine } from '../support/engine';

/** The report of one small folder, as it was when people had read it. What changes here is either meant or a fault. */
let engine: TestEngine;
const lead = { basis: 'ever' as const, links: 'linked' as const, filters: [] };
const revenue = { model: 'linear', splitBy: 'spend', filters: null } as const;
const NOTE: Note = {
  version: 1,
  revision: 1,
  id: '00000000-0000-4000-8000-0000000000aa',
  on: { kind: 'leadFigure', metric: 'appointment', ...lead },
  title: 'Appointments',
  basis: 'Ever, linked',
  text: 'Asked the client on Monday.',
  numbers: [],
  digest: 'of another day',
  author: 'Ada',
  writtenAt: '2026-11-20T09:00:00.000Z',
  changedAt: '2026-11-20T09:00:00.000Z',
};
const PINNED: readonly (readonly [title: string, thing: Thing])[] = [
  ['Sales', { kind: 'leadFigure', metric: 'sale', ...lead }],
  ['Funnel', { kind: 'leadChart', chart: 'funnel', dimension: null, measure: null, ...lead }],
  ['ROAS', { kind: 'revenueFigure', metric: 'roas', ...revenue }],
  ['Campaigns', { kind: 'revenueTable', table: 'campaigns', ...revenue }],
];
const written = async (changes: Partial<ExportRequest>): Promise<Uint8Array> =>
  onlyFile(
    await collected(engine.client, 'export', {
      what: ['pdf'],
      paper: 'a4',
      sections: [...REPORT_SECTIONS],
      place: '/data/exports',
      writtenAt: '2026-11-21T09:00:00.000Z',
      zipped: false,
      withManifest: false,
      head: { title: 'Third quarter', client: 'Maple & Sons', logo: null },
      notes: [NOTE],
      board: PINNED.map(([title, thing], at) => ({
        version: 1 as const,
        id: `00000000-0000-4000-8000-00000000000${String(at)}`,
        position: at,
        item: { kind: 'thing' as const, thing, title },
      })),
      explorations: [
        {
          id: 'e1',
          title: 'Leads by tier',
          sql: "select tier, count(*) as leads from int_lead_outcomes where link_setting = 'linked' group by tier order by tier",
          shown: { kind: 'rows' },
        },
      ],
      ...changes,
    }),
  );

/** The words of a PDF with their places: page, points from the left and from the foot, size. */
async function placedWords(pdf: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(pdf.slice());
  const lines: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    lines.push(`--- page ${String(number)}`);
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [size = 0, , , , x = 0, y = 0] = item.transform as number[];
      lines.push(`${x.toFixed(0)} ${y.toFixed(0)} ${size.toFixed(1)} ${item.str.replaceAll('\u200b', '')}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

beforeAll(async () => {
  engine = await bothQuestionsReviewed();
});
afterAll(() => engine.close());

test('The PDF has its words where they were', async () => {
  await expect(await placedWords(await written({}))).toMatchFileSnapshot('report/pdf.txt');
});

/** The parts of a workbook, with a line for each row, and words in their cells in place of their numbers in a list. */
function partsOf(workbook: Uint8Array): string {
  const files = unzipSync(workbook);
  const textOf = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const strings = [...textOf('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(
    ([, text]) => text ?? '',
  );
  return Object.keys(files)
    .filter((name) => /(?:sheet\d+|styles|workbook)\.xml$/.test(name))
    .sort()
    .map((name) => {
      const text = textOf(name)
        .replaceAll(
          /(t="s"><v>)(\d+)/g,
          (_, before: string, at: string) => `${before}${strings[Number(at)] ?? ''}`,
        )
        .replaceAll(/(<(?:row|col|xf|sheet|font|fill)\b)/g, '\n$1');
      return `--- ${name}\n${text}\n`;
    })
    .join('');
}

test('The workbook has its cells, formats and widths as they were', async () => {
  await expect(partsOf(await written({ what: ['xlsx'] }))).toMatchFileSnapshot('report/xlsx.txt');
});
