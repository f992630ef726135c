import { INK } from '../print-theme';
import type { ReportNote } from '../report-types';
import type { PdfNode } from './pdf-node';

/** A note of more lines may go on over the page. */
const MOST_LINES = 40;
const CHARACTERS_A_LINE = 90;

/** Lines that a text takes on the page, about. */
const linesOf = (text: string): number =>
  text.split('\n').reduce((lines, line) => lines + 1 + Math.floor(line.length / CHARACTERS_A_LINE), 0);

/** A note with its number, what it is on, what has become of that, and who wrote it when. */
export function noteNode({ number, title, basis, text, author, writtenAt, change }: ReportNote): PdfNode {
  const by = [author, writtenAt.slice(0, 10)].filter((part) => part !== '').join(', ');
  return {
    unbreakable: linesOf(text) <= MOST_LINES,
    columns: [
      { text: String(number), bold: true, color: INK.accent, width: 22 },
      {
        stack: [
          {
            text: [
              { text: title, bold: true },
              ...(basis === '' ? [] : [{ text: `  ${basis}`, color: INK.muted, fontSize: 7.5 }]),
            ],
          },
          { text, margin: [0, 2, 0, 0], lineHeight: 1.3, preserveLeadingSpaces: true },
          ...(change === ''
            ? []
            : [{ text: change, color: INK.warning, fontSize: 7.5, margin: [0, 2, 0, 0] as const }]),
          { text: by, style: 'note', margin: [0, 2, 0, 0] },
        ],
      },
    ],
    margin: [0, 6, 0, 6],
  };
}
