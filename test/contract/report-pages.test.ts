import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { readFont } from '../../electron/headless/font-files';
import { pdfReport } from '../../shared/stages/report/pdf/pdf-report';
import type {
  ReportBlock,
  ReportDocument,
  ReportNote,
  ReportTable,
} from '../../shared/stages/report/report-types';

interface Line {
  readonly text: string;
  /** Points. */
  readonly size: number;
}

/** Points above the lower edge under which only the footer stands. */
const FOOT = 54;

/** The lines of each page from top to bottom, without the footer. */
async function linesOf(pdf: Uint8Array): Promise<readonly (readonly Line[])[]> {
  const document = await getDocumentProxy(pdf.slice());
  const pages: Line[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const rows = new Map<number, { x: number; text: string; size: number }[]>();
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [, , , size = 0, x = 0, y = 0] = item.transform as number[];
      if (y < FOOT) continue;
      const row = [...rows.keys()].find((known) => Math.abs(known - y) < 2) ?? y;
      rows.set(row, [...(rows.get(row) ?? []), { x, text: item.str, size }]);
    }
    pages.push(
      [...rows]
        .sort(([a], [b]) => b - a)
        .map(([, parts]) => ({
          text: parts
            .sort((a, b) => a.x - b.x)
            .map(({ text }) => text)
            .join(' ')
            .replaceAll('\u200b', ''),
          size: Math.max(...parts.map(({ size }) => size)),
        })),
    );
  }
  return pages;
}

const documentOf = (
  sections: readonly (readonly ReportBlock[])[],
  notes: readonly ReportNote[] = [],
): ReportDocument => ({
  title: 'Pages',
  client: '',
  logo: null,
  period: null,
  place: '/data',
  writtenAt: '2026-11-21T09:00:00.000Z',
  version: '0',
  notes,
  sections: sections.map((blocks, at) => ({
    id: 'method',
    title: `Heading ${String(at)}`,
    blocks,
    metrics: [],
  })),
});

const pagesOf = async (
  sections: readonly (readonly ReportBlock[])[],
  notes: readonly ReportNote[] = [],
): Promise<readonly (readonly Line[])[]> =>
  linesOf(await pdfReport(documentOf(sections, notes), 'a4', readFont));

const table = (rows: number): ReportTable => ({
  id: 'Table',
  title: 'A long table',
  note: '',
  columns: [
    { label: 'Name', kind: 'text' },
    { label: 'Leads', kind: 'count' },
  ],
  rows: Array.from({ length: rows }, (_, at) => [`row-${String(at)}`, at]),
  total: null,
  most: rows,
});

const WORDS =
  'what the state of Texas reports comes late and is told twice in the second report of the month';
const paragraph = (name: string): ReportBlock => ({
  kind: 'text',
  text: `begin${name} ${WORDS} ${WORDS} ${WORDS} end${name}`,
});

/** Titles are set in these sizes, what they head in smaller ones. */
const isTitle = ({ size, text }: Line): boolean => size >= 9.9 && size < 16 && !text.startsWith('Leadlens');

/** Numbers of rows of which the last few go over to a second or a third page. */
const AROUND_PAGES = [30, 31, 32, 33, 34, 70, 71, 72, 73, 74];

describe('the pages of a report', () => {
  it('hold no single last row of a table, however many rows it has', async () => {
    let broken = 0;
    for (const rows of AROUND_PAGES) {
      const pages = await pagesOf([[{ kind: 'table', table: table(rows) }]]);
      const counts = pages.map((lines) => lines.filter(({ text }) => text.startsWith('row-')).length);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows);
      if (counts.length > 1) broken += 1;
      for (const count of counts)
        expect(count, `${String(rows)} rows: ${counts.join(' + ')}`).toBeGreaterThan(1);
      for (const [at, lines] of pages.entries())
        if (at > 0) expect(lines[0]?.text, `head on page ${String(at + 1)}`).toContain('Name');
    }
    expect(broken).toBeGreaterThan(6);
  });

  it('end with no heading, and break no paragraph, whatever stands above', async () => {
    for (let above = 10; above <= 17; above += 1) {
      const names = Array.from({ length: above }, (_, at) => String(at));
      const pages = await pagesOf([
        names.map(paragraph),
        [paragraph('x'), { kind: 'table', table: table(20) }],
        [{ kind: 'table', table: table(30) }],
        [{ kind: 'terms', terms: names.map((term) => ({ term, meaning: WORDS })) }],
      ]);
      for (const lines of pages) {
        const last = lines.at(-1);
        expect(last && isTitle(last), `${String(above)} above: ${last?.text ?? ''}`).toBe(false);
      }
      for (const name of [...names, 'x']) {
        const pageWith = (word: string): number =>
          pages.findIndex((lines) => lines.some(({ text }) => text.split(' ').includes(word)));
        expect(pageWith(`end${name}`), `${String(above)} above`).toBe(pageWith(`begin${name}`));
      }
    }
  });

  it('number many notes one after the other, each whole on its page, with what has become of its number', async () => {
    const notes = Array.from({ length: 40 }, (_, at): ReportNote => ({
      number: at + 1,
      on: { kind: 'matchesChart', chart: at % 2 === 0 ? 'tiers' : 'weights' },
      title: `Title${String(at)}`,
      basis: 'ever · likely',
      text: `begin${String(at)} <script>alert(1)</script> =1+1\n${WORDS} ${WORDS}\nend${String(at)}`,
      author: 'Ana',
      writtenAt: '2026-11-21T09:00:00.000Z',
      change: at === 3 ? 'was 41.2 %, is 43.0 %' : '',
    }));
    const pages = await pagesOf(
      [
        [{ kind: 'table', table: table(4), thing: { kind: 'matchesChart', chart: 'tiers' } }],
        [{ kind: 'notes', notes }],
      ],
      notes,
    );
    const texts = pages.map((lines) => lines.map(({ text }) => text).join('\n'));
    expect(texts[0]).toMatch(/A long table\s+Notes 1, 3, 5,/);
    expect(texts.join('\n')).toContain('<script>alert(1)</script> =1+1');
    for (const { number } of notes) {
      const page = texts.findIndex((text) => text.includes(`begin${String(number - 1)} `));
      expect(texts[page], `note ${String(number)}`).toMatch(new RegExp(`\\bend${String(number - 1)}\\b`));
      expect(texts[page]).toContain(`${String(number)} Title${String(number - 1)}`);
    }
    expect(texts.join('\n')).toContain('was 41.2 %, is 43.0 %');
  });

  it('break no number from its %, and no word, in tables of many columns', async () => {
    const share = (label: string) => ({ label, kind: 'share' as const });
    const number = (label: string) => ({ label, kind: 'number' as const });
    const verdict = 'No change that could be told from chance';
    const wide: ReportTable = {
      ...table(0),
      title: 'Many columns',
      columns: [
        { label: 'Campaign', kind: 'text' },
        { label: 'Leads', kind: 'count' },
        share('Share'),
        { label: 'Delivered leads', kind: 'count' },
        { label: 'Appointments', kind: 'count' },
        ...['Rate', 'Older half', 'Newer half'].map(share),
        ...['Change, points', 'Points from', 'Points to', 'q'].map(number),
        { label: 'Verdict', kind: 'text' },
      ],
      rows: [['Harborline', 486, 0.127, 410, 129, 0.315, 0.348, 0.282, -6.6, -15.5, 2.4, 0.65, verdict]],
      total: ['All leads', 3825, 1, 3275, 737, 0.225, 0.232, 0.218, -1.4, -4.3, 1.4, null, verdict],
      most: 1,
    };
    const lines = (await pagesOf([[{ kind: 'table', table: wide }]])).flat().map(({ text }) => text);
    const row = lines.find((text) => text.includes('Harborline'));
    for (const whole of ['12.7 %', '31.5 %', '34.8 %', '28.2 %'])
      expect(row?.replaceAll('\u00a0', ' ')).toContain(whole);
    expect(lines.find((text) => text.includes('All leads'))?.replaceAll('\u00a0', ' ')).toContain('100.0 %');
    expect(lines.filter((text) => text.includes('Campaign'))).toHaveLength(1);
  });
});
