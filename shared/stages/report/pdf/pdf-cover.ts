import { formatIsoDay } from '../../../charts/format';
import type { Logo } from '../../../contract/report-head';
import { logoUrl } from '../../../domain/logo';
import { INK, PRINT_FONT } from '../print-theme';
import type { ReportDocument } from '../report-types';
import type { PdfNode } from './pdf-node';

const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20">' +
  `<g fill="${INK.accent}"><rect x="4" y="9" width="2.4" height="5" rx="0.6"/><rect x="7.8" y="6.5" width="2.4" height="7.5" rx="0.6"/>` +
  '<rect x="11.6" y="10.5" width="2.4" height="3.5" rx="0.6"/></g>' +
  `<g fill="none" stroke="${INK.accent}" stroke-width="1.4"><circle cx="9" cy="9.5" r="7.4"/><path d="M14.4 14.9 18.4 18.9"/></g></svg>`;

/** Points; a logo keeps its shape within. */
const LOGO = [190, 44] as const;

/** ISO time as `2026-01-31 17:30 UTC`. */
const timeWords = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** From when to when, in words; empty where no file is dated. */
export const periodWords = (period: { readonly from: string; readonly to: string } | null): string =>
  period === null
    ? ''
    : period.from === period.to
      ? formatIsoDay(period.from)
      : `${formatIsoDay(period.from)} – ${formatIsoDay(period.to)}`;

/** Bytes in base64 as text of UTF-8. */
const textOf = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));

const logoNode = ({ kind, base64 }: Logo): PdfNode =>
  kind === 'svg'
    ? { svg: textOf(base64), fit: LOGO, font: PRINT_FONT, margin: [0, 14, 0, 0] }
    : { image: logoUrl(kind, base64), fit: LOGO, margin: [0, 14, 0, 0] };

/**
 * The head of a report: the reader's logo and client, its title, its period and where the data lie.
 * @param width of the text, points
 */
export function coverNodes(report: ReportDocument, width: number): PdfNode[] {
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
    ...(report.logo ? [logoNode(report.logo)] : []),
    ...(report.client === ''
      ? []
      : [
          { text: report.client, fontSize: 12, bold: true, color: INK.muted, margin: [0, 16, 0, 0] as const },
        ]),
    { text: report.title, style: 'title', margin: [0, report.client === '' ? 18 : 2, 0, 2] },
    ...(period === '' ? [] : [{ text: period, fontSize: 12, margin: [0, 0, 0, 4] as const }]),
    { text: report.place, style: 'note' },
    {
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 1, lineColor: INK.accent }],
      margin: [0, 10, 0, 0],
    },
  ];
}
