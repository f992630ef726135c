import pdfMake from 'pdfmake/build/pdfmake.js';
import type { Paper } from '../../../contract/report';
import type { MetricId } from '../../../domain/metrics';
import { INK, PRINT_FONT } from '../print-theme';
import type { ReportDocument } from '../report-types';
import { withoutKerning } from './font-tables';
import { periodWords, sectionNodes } from './pdf-blocks';
import type { PdfNode } from './pdf-node';

/** Points; A4 is 210 × 297 mm, Letter 8.5 × 11 inches. */
const PAGE_SIZES: { readonly [P in Paper]: { readonly name: string; readonly width: number } } = {
  a4: { name: 'A4', width: 595.28 },
  letter: { name: 'LETTER', width: 612 },
};
const SIDE = 48;
const TOP = 52;
const BOTTOM = 54;

/** The fonts of a report, by what they are for. */
export const PRINT_FONTS = { normal: 'Inter-Regular.ttf', bold: 'Inter-SemiBold.ttf' } as const;

const STYLES: PdfNode = {
  title: { fontSize: 22, bold: true, lineHeight: 1.1 },
  heading: { fontSize: 15, bold: true, margin: [0, 22, 0, 2] },
  tableTitle: { fontSize: 10, bold: true, margin: [0, 0, 0, 3] },
  chartTitle: { fontSize: 10, bold: true },
  body: { margin: [0, 2, 0, 8], lineHeight: 1.3 },
  note: { fontSize: 7.5, color: INK.muted },
  definition: { fontSize: 7.2, color: INK.muted, margin: [0, 3, 0, 0], lineHeight: 1.2 },
  figureLabel: { fontSize: 8, color: INK.muted },
  figureValue: { fontSize: 19, bold: true, margin: [0, 1, 0, 1], fontFeatures: ['tnum'] },
  figureNote: { fontSize: 7.5, color: INK.muted },
  term: { bold: true },
  table: { fontSize: 8.5 },
  tableSmall: { fontSize: 7.5 },
  tableHead: { color: INK.muted, fontSize: 7.5 },
};

const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20">' +
  `<g fill="${INK.accent}"><rect x="4" y="9" width="2.4" height="5" rx="0.6"/><rect x="7.8" y="6.5" width="2.4" height="7.5" rx="0.6"/>` +
  '<rect x="11.6" y="10.5" width="2.4" height="3.5" rx="0.6"/></g>' +
  `<g fill="none" stroke="${INK.accent}" stroke-width="1.4"><circle cx="9" cy="9.5" r="7.4"/><path d="M14.4 14.9 18.4 18.9"/></g></svg>`;

/** ISO time as `2026-01-31 17:30 UTC`. */
const timeWords = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

function coverNodes(report: ReportDocument, width: number): PdfNode[] {
  const period = periodWords(report.period);
  return [
    {
      columns: [
        { svg: MARK, width: 15 },
        { text: 'Leadlens report', bold: true, color: INK.accent, margin: [0, 1.5, 0, 0] },
        { text: timeWords(report.writtenAt), alignment: 'right', style: 'note', margin: [0, 3, 0, 0] },
      ],
      columnGap: 6,
    },
    { text: report.title, style: 'title', margin: [0, 18, 0, 2] },
    ...(period === '' ? [] : [{ text: period, fontSize: 12, margin: [0, 0, 0, 4] as const }]),
    { text: report.place, style: 'note' },
    {
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 1, lineColor: INK.accent }],
      margin: [0, 10, 0, 0],
    },
  ];
}

/**
 * A report as a PDF with its fonts embedded and text that can be selected and searched.
 * @param readFont gives the bytes of a font of `resources/fonts`
 */
export async function pdfReport(
  report: ReportDocument,
  paper: Paper,
  readFont: (name: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  for (const name of Object.values(PRINT_FONTS)) {
    if (pdfMake.virtualfs.existsSync(name)) continue;
    pdfMake.virtualfs.writeFileSync(name, withoutKerning(await readFont(name)));
  }
  const { normal, bold } = PRINT_FONTS;
  pdfMake.addFonts({ [PRINT_FONT]: { normal, bold, italics: normal, bolditalics: bold } });
  // A report loads nothing from anywhere.
  pdfMake.setUrlAccessPolicy(() => false);
  const { name: pageSize, width: pageWidth } = PAGE_SIZES[paper];
  const width = pageWidth - 2 * SIDE;
  const explained = new Set<MetricId>();
  const period = periodWords(report.period);
  const footer = [report.title, period].filter((part) => part !== '').join(' · ');
  const definition: Readonly<Record<string, PdfNode>> = {
    pageSize,
    pageMargins: [SIDE, TOP, SIDE, BOTTOM],
    info: {
      title: [report.title, period].filter((part) => part !== '').join(', '),
      creator: `Leadlens ${report.version}`,
      producer: 'Leadlens',
    },
    defaultStyle: {
      font: PRINT_FONT,
      fontSize: 9,
      color: INK.text,
      lineHeight: 1.18,
    },
    styles: STYLES,
    // A heading does not stand alone at the foot of a page.
    pageBreakBefore: (node: { headlineLevel?: number; startPosition: { verticalRatio: number } }) =>
      (node.headlineLevel === 1 && node.startPosition.verticalRatio > 0.8) ||
      (node.headlineLevel === 3 && node.startPosition.verticalRatio > 0.88),
    footer: (page: number, pages: number) => ({
      margin: [SIDE, 18, SIDE, 0],
      columns: [
        { text: footer, style: 'note' },
        { text: `Page ${String(page)} of ${String(pages)}`, style: 'note', alignment: 'right', width: 80 },
      ],
    }),
    content: [
      ...coverNodes(report, width),
      ...report.sections.flatMap((section) => sectionNodes(section, width, explained)),
    ],
  };
  return new Uint8Array(await pdfMake.createPdf(definition).getBuffer());
}
