import { plainWords } from '../../../domain/marked-words';
import { formatCell, formatCount } from '../../../charts/format';
import type { ChartSpec, TwinColumn } from '../../../charts/chart-spec';
import { METRICS, type MetricId } from '../../../domain/metrics';
import { SEVERITY_WORDS } from '../../../domain/words/severity-words';
import type { Severity } from '../../../domain/finding';
import { INK } from '../print-theme';
import type {
  Figure,
  ReportBlock,
  ReportFinding,
  ReportSection,
  ReportTable,
  TableCell,
} from '../report-types';
import { drawChart } from './draw-chart';
import { LAYOUTS } from './pdf-layouts';
import type { PdfNode } from './pdf-node';

/** A chart is drawn at this width and scaled to the page, so that its 12 pixels become about 8 points. */
const CHART_WIDTH = 740;

const FIGURES_IN_A_ROW = 3;

/** Rows. */
const SHORT_TABLE = 14;

const isNumeric = ({ kind }: TwinColumn): boolean =>
  kind === 'count' || kind === 'number' || kind === 'money' || kind === 'share';

/** Lets a long name break where it is joined. */
const breakable = (text: string): string => text.replace(/([/_.-])(?=[^\s])/g, '$1\u200b');

function chartNodes(spec: ChartSpec, width: number): PdfNode {
  return {
    stack: [
      { text: spec.title, style: 'chartTitle' },
      { text: spec.subtitle, style: 'note' },
      { svg: drawChart(spec, CHART_WIDTH), width, margin: [0, 2, 0, 0] },
    ],
    margin: [0, 12, 0, 0],
  };
}

const figureNode = ({ label, value, note }: Figure): PdfNode => ({
  stack: [
    { text: label, style: 'figureLabel' },
    { text: value, style: 'figureValue' },
    { text: note === '' ? ' ' : note, style: 'figureNote' },
  ],
  margin: [0, 6, 0, 6],
});

function figureGrid(figures: readonly Figure[]): PdfNode {
  const rows: PdfNode[][] = [];
  for (let from = 0; from < figures.length; from += FIGURES_IN_A_ROW) {
    const row = figures.slice(from, from + FIGURES_IN_A_ROW).map(figureNode);
    while (row.length < FIGURES_IN_A_ROW) row.push('');
    rows.push(row);
  }
  return {
    table: { widths: Array.from({ length: FIGURES_IN_A_ROW }, () => '*'), dontBreakRows: true, body: rows },
    layout: LAYOUTS.figures,
    margin: [0, 4, 0, 8],
  };
}

function cellText(value: TableCell, column: TwinColumn): string {
  const text = formatCell(value, column.kind);
  if (column.kind === 'number' && typeof value === 'number') return value.toFixed(2);
  return isNumeric(column) ? text : breakable(text);
}

const isShortTable = ({ rows, most }: ReportTable): boolean => Math.min(rows.length, most) <= SHORT_TABLE;

function tableNodes(table: ReportTable): PdfNode {
  const shown = table.rows.slice(0, table.most);
  const rest = table.rows.length - shown.length;
  const cell = (value: TableCell, index: number, bold = false): PdfNode => {
    const column = table.columns[index];
    if (!column) return '';
    return {
      text: cellText(value, column),
      ...(isNumeric(column) ? { alignment: 'right', fontFeatures: ['tnum'] } : {}),
      ...(bold ? { bold: true } : {}),
      ...(column.kind === 'date' ? { noWrap: true } : {}),
      ...(column.kind === 'hash' ? { fontSize: 5.6, margin: [0, 1.4, 0, 0] } : {}),
    };
  };
  // The sums come first: at the end they might stand alone on the next page.
  const body: PdfNode[][] = [
    table.columns.map((column) => ({
      text: column.label,
      style: 'tableHead',
      alignment: isNumeric(column) ? 'right' : 'left',
    })),
    ...(table.total ? [table.total.map((value, index) => cell(value, index, true))] : []),
    ...shown.map((row) => row.map((value, index) => cell(value, index))),
  ];
  const isShort = isShortTable(table);
  const isWide = table.columns.length > 7;
  const widest = Math.max(
    0,
    table.columns.findIndex(({ kind }) => kind === 'text'),
  );
  return {
    stack: [
      // A title that may move to the next page by itself, in a block that moves as one, loses the block.
      { text: table.title, style: 'tableTitle', ...(isShort ? {} : { headlineLevel: 3 }) },
      {
        style: isWide ? 'tableSmall' : 'table',
        table: {
          // What never breaks repeats no header; asked for both, the library draws nothing.
          ...(isShort ? {} : { headerRows: 1, keepWithHeaderRows: 2 }),
          dontBreakRows: true,
          widths: table.columns.map((_, index) => (index === widest ? '*' : 'auto')),
          body,
        },
        layout: LAYOUTS.plain,
      },
      ...(rest > 0
        ? [{ text: `${formatCount(rest)} more rows are in the workbook and the CSV tables.`, style: 'note' }]
        : []),
      ...(table.note === '' ? [] : [{ text: table.note, style: 'note', margin: [0, 3, 0, 0] as const }]),
    ],
    margin: [0, 14, 0, 0],
  };
}

const SEVERITY_COLOURS: { readonly [S in Severity]: string } = {
  error: INK.danger,
  warning: INK.warning,
  info: INK.muted,
};

const MOST_FILES = 6;

function findingNode({ severity, name, message, files, repair }: ReportFinding): PdfNode[] {
  const more = files.length - MOST_FILES;
  const named = `${files.slice(0, MOST_FILES).join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
  return [
    { text: SEVERITY_WORDS[severity].one, color: SEVERITY_COLOURS[severity], bold: true, fontSize: 8 },
    {
      stack: [
        { text: name, bold: true },
        { text: plainWords(message), margin: [0, 1, 0, 0] },
        ...(files.length > 0
          ? [{ text: breakable(named), style: 'note', margin: [0, 1, 0, 0] as const }]
          : []),
        ...(repair === null
          ? []
          : [{ text: `Repair: ${plainWords(repair)}`, style: 'note', margin: [0, 1, 0, 0] as const }]),
      ],
    },
  ];
}

function blockNode(block: ReportBlock, width: number): PdfNode {
  switch (block.kind) {
    case 'text':
      return { text: plainWords(block.text), style: 'body' };
    case 'code':
      return { text: breakable(block.code), style: 'code', preserveLeadingSpaces: true };
    case 'figures':
      return figureGrid(block.figures);
    case 'chart':
      return chartNodes(block.chart, width);
    case 'table':
      return tableNodes(block.table);
    case 'findings':
      return block.findings.length === 0
        ? ''
        : {
            table: { widths: [48, '*'], dontBreakRows: true, body: block.findings.map(findingNode) },
            layout: LAYOUTS.plain,
            margin: [0, 4, 0, 10],
          };
    case 'terms':
      return {
        table: {
          widths: [92, '*'],
          dontBreakRows: true,
          body: block.terms.map(({ term, meaning }) => [{ text: term, style: 'term' }, { text: meaning }]),
        },
        layout: LAYOUTS.terms,
        margin: [0, 4, 0, 10],
      };
  }
}

/** The definitions of numbers, in the words of the metric catalogue. */
function definitionNodes(metrics: readonly MetricId[]): PdfNode[] {
  if (metrics.length === 0) return [];
  return [
    {
      unbreakable: true,
      stack: [
        {
          canvas: [{ type: 'line', x1: 0, y1: 0, x2: 60, y2: 0, lineWidth: 0.5, lineColor: INK.lineStrong }],
        },
        ...metrics.map((id) => ({
          text: [{ text: `${METRICS[id].name}: `, style: 'term' }, METRICS[id].definition],
          style: 'definition',
        })),
      ],
      margin: [0, 12, 0, 0],
    },
  ];
}

/** What is never broken between pages. */
const staysTogether = (block: ReportBlock): boolean =>
  block.kind === 'chart' || block.kind === 'figures' || (block.kind === 'table' && isShortTable(block.table));

/**
 * A section with its heading, and the definitions of those of its numbers that no section before has explained.
 * @param width of the text, points
 * @param explained metrics that are; grows
 */
export function sectionNodes(section: ReportSection, width: number, explained: Set<MetricId>): PdfNode[] {
  const news = [...new Set(section.metrics)].filter((id) => !explained.has(id));
  for (const id of news) explained.add(id);
  const [first, ...others] = section.blocks;
  const heading = { text: section.title, style: 'heading' };
  return [
    // A heading stays with what it heads.
    ...(first && staysTogether(first)
      ? [{ unbreakable: true, stack: [heading, blockNode(first, width)] }]
      : [{ ...heading, headlineLevel: 1 }, ...(first ? [blockNode(first, width)] : [])]),
    ...others.map((block) =>
      staysTogether(block)
        ? { unbreakable: true, stack: [blockNode(block, width)] }
        : blockNode(block, width),
    ),
    ...definitionNodes(news),
  ];
}
