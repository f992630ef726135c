import pdfMake from 'pdfmake/build/pdfmake.js';
import type { Paper } from '../../../contract/report';
import { LeadlensError } from '../../../domain/fault';
import type { MetricId } from '../../../domain/metrics';
import { INK, PRINT_FONT } from '../print-theme';
import type { ReportDocument } from '../report-types';
import { withoutKerning } from './font-tables';
import { sectionNodes } from './pdf-blocks';
import { coverNodes, periodWords } from './pdf-cover';
import { KeptTogether, type PlacedAround, type PlacedNode } from './pdf-keep';
import { marksOf } from './pdf-marks';
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
  subheading: { fontSize: 12, bold: true, margin: [0, 14, 0, 2] },
  tableTitle: { fontSize: 10, bold: true, margin: [0, 0, 0, 3] },
  chartTitle: { fontSize: 10, bold: true },
  body: { margin: [0, 2, 0, 8], lineHeight: 1.3 },
  note: { fontSize: 7.5, color: INK.muted },
  code: { fontSize: 6.4, color: INK.muted, margin: [0, 3, 0, 8], lineHeight: 1.2 },
  definition: { fontSize: 7.2, color: INK.muted, margin: [0, 3, 0, 0], lineHeight: 1.2 },
  figureLabel: { fontSize: 8, color: INK.muted },
  figureValue: { fontSize: 19, bold: true, margin: [0, 1, 0, 1], fontFeatures: ['tnum'] },
  figureNote: { fontSize: 7.5, color: INK.muted },
  term: { bold: true },
  table: { fontSize: 8.5 },
  tableSmall: { fontSize: 7.5 },
  tableHead: { color: INK.muted, fontSize: 7.5 },
};

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
  const kept = new KeptTogether();
  const context = { width, marks: marksOf(report.notes), kept };
  const period = periodWords(report.period);
  const footer = [report.client, report.title, period].filter((part) => part !== '').join(' · ');
  const definition: Readonly<Record<string, PdfNode>> = {
    pageSize,
    pageMargins: [SIDE, TOP, SIDE, BOTTOM],
    info: {
      title: [report.client, report.title, period].filter((part) => part !== '').join(', '),
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
    pageBreakBefore: (node: PlacedNode, around: PlacedAround) => kept.breaksBefore(node, around),
    footer: (page: number, pages: number) => ({
      margin: [SIDE, 18, SIDE, 0],
      columns: [
        { text: footer, style: 'note' },
        { text: `Page ${String(page)} of ${String(pages)}`, style: 'note', alignment: 'right', width: 80 },
      ],
    }),
    content: [
      ...coverNodes(report, width),
      ...report.sections.flatMap((section, at) => {
        const nodes = sectionNodes(section, context, explained);
        // The board has the first page to itself.
        return report.sections[at - 1]?.id === 'board' ? [{ text: '', pageBreak: 'after' }, ...nodes] : nodes;
      }),
    ],
  };
  try {
    return new Uint8Array(await pdfMake.createPdf(definition).getBuffer());
  } catch (error) {
    if (report.logo === null) throw error;
    // All else is drawn by the report itself; a picture comes from outside.
    throw new LeadlensError(
      {
        kind: 'input',
        code: 'logo_unusable',
        message: 'The logo of the report cannot be drawn.',
        hint: 'Choose another picture, or save this one anew as PNG and choose it again.',
      },
      { cause: error },
    );
  }
}
