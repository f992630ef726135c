import { INK } from '../print-theme';
import type { PdfNode } from './pdf-node';

type LineOf = (index: number, node: { readonly table: { readonly body: readonly PdfNode[] } }) => PdfNode;

const rules = (line: LineOf, padding: number): PdfNode => ({
  hLineWidth: line,
  vLineWidth: () => 0,
  hLineColor: (index: number) => (index <= 1 ? INK.lineStrong : INK.line),
  paddingLeft: (index: number) => (index === 0 ? 0 : 5),
  paddingRight: (index: number, node: { table: { widths: readonly PdfNode[] } }) =>
    index === node.table.widths.length - 1 ? 0 : 5,
  paddingTop: () => padding,
  paddingBottom: () => padding,
});

/** How tables are ruled: by lines between rows, no boxes. */
export const LAYOUTS = {
  plain: rules((index, node) => (index === 0 || index === node.table.body.length ? 0 : 0.5), 2.6),
  figures: rules((index, node) => (index === 0 || index === node.table.body.length ? 0.75 : 0.5), 1),
  terms: rules(() => 0, 2),
};
