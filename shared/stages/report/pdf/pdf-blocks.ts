import { formatCount } from '../../../charts/format';
import type { ChartSpec } from '../../../charts/chart-spec';
import type { Thing } from '../../../contract/thing';
import { plainWords } from '../../../domain/marked-words';
import { METRICS, type MetricId } from '../../../domain/metrics';
import { SEVERITY_WORDS } from '../../../domain/words/severity-words';
import type { Severity } from '../../../domain/finding';
import { INK } from '../print-theme';
import type { Figure, ReportBlock, ReportFinding, ReportSection } from '../report-types';
import { drawChart } from './draw-chart';
import type { KeptTogether } from './pdf-keep';
import { LAYOUTS } from './pdf-layouts';
import type { Marks } from './pdf-marks';
import type { PdfNode } from './pdf-node';
import { noteNode } from './pdf-notes';
import { breakable, isShortTable, tableNodes } from './pdf-table';

/** A chart is drawn at this width and scaled to the page, so that its 12 pixels become about 8 points. */
const CHART_WIDTH = 740;

const FIGURES_IN_A_ROW = 3;

function chartNodes(spec: ChartSpec, thing: Thing | undefined, { width, marks }: PageContext): PdfNode {
  return {
    stack: [
      { text: [spec.title, ...marks(thing)], style: 'chartTitle' },
      { text: spec.subtitle, style: 'note' },
      { svg: drawChart(spec, CHART_WIDTH), width, margin: [0, 2, 0, 0] },
    ],
    margin: [0, 12, 0, 0],
  };
}

const figureNode = ({ label, value, note, thing }: Figure, marks: Marks): PdfNode => ({
  stack: [
    { text: [label, ...marks(thing)], style: 'figureLabel' },
    { text: value, style: 'figureValue' },
    { text: note === '' ? ' ' : note, style: 'figureNote' },
  ],
  margin: [0, 6, 0, 6],
});

function figureGrid(figures: readonly Figure[], marks: Marks): PdfNode {
  const rows: PdfNode[][] = [];
  for (let from = 0; from < figures.length; from += FIGURES_IN_A_ROW) {
    const row = figures.slice(from, from + FIGURES_IN_A_ROW).map((of) => figureNode(of, marks));
    while (row.length < FIGURES_IN_A_ROW) row.push('');
    rows.push(row);
  }
  return {
    table: { widths: Array.from({ length: FIGURES_IN_A_ROW }, () => '*'), dontBreakRows: true, body: rows },
    layout: LAYOUTS.figures,
    margin: [0, 4, 0, 8],
  };
}

const SEVERITY_COLOURS: { readonly [S in Severity]: string } = {
  error: INK.danger,
  warning: INK.warning,
  info: INK.muted,
};

const MOST_FILES = 6;

function findingNode(finding: ReportFinding, marks: Marks): PdfNode[] {
  const { severity, name, message, files, repair, thing } = finding;
  const more = files.length - MOST_FILES;
  const named = `${files.slice(0, MOST_FILES).join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
  return [
    { text: SEVERITY_WORDS[severity].one, color: SEVERITY_COLOURS[severity], bold: true, fontSize: 8 },
    {
      stack: [
        { text: [{ text: name, bold: true }, ...marks(thing)] },
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

/** A text that no page breaks in two. */
const paragraph = (text: string): PdfNode => ({
  unbreakable: true,
  stack: [{ text, style: 'body' }],
});

/** What drawing a page needs to know beside what stands on it. */
export interface PageContext {
  /** Of the text, points. */
  readonly width: number;
  readonly marks: Marks;
  readonly kept: KeptTogether;
}

function blockNode(block: ReportBlock, context: PageContext): PdfNode {
  const { marks, kept } = context;
  switch (block.kind) {
    case 'text':
      return paragraph(plainWords(block.text));
    case 'heading':
      return { text: block.text, style: 'subheading', headlineLevel: 2 };
    case 'code':
      return { text: breakable(block.code), style: 'code', preserveLeadingSpaces: true };
    case 'figures':
      return figureGrid(block.figures, marks);
    case 'chart':
      return chartNodes(block.chart, block.thing, context);
    case 'table':
      return tableNodes(block.table, block.thing, context);
    case 'notes':
      return { stack: block.notes.map(noteNode), margin: [0, 4, 0, 10] };
    case 'findings':
      return block.findings.length === 0
        ? ''
        : {
            table: {
              widths: [48, '*'],
              dontBreakRows: true,
              body: kept.table(block.findings.map((finding) => findingNode(finding, marks))),
            },
            layout: LAYOUTS.plain,
            margin: [0, 4, 0, 10],
          };
    case 'terms':
      return {
        table: {
          widths: [92, '*'],
          dontBreakRows: true,
          body: kept.table(
            block.terms.map(({ term, meaning }) => [{ text: term, style: 'term' }, { text: meaning }]),
          ),
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
  block.kind === 'chart' ||
  block.kind === 'figures' ||
  block.kind === 'text' ||
  (block.kind === 'table' && isShortTable(block.table));

const together = (...nodes: readonly PdfNode[]) => ({ unbreakable: true, stack: nodes });

/** Blocks one after the other; a heading goes to the next page with what it heads. */
function blockNodes(blocks: readonly ReportBlock[], context: PageContext): PdfNode[] {
  const nodes: PdfNode[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const [block, next] = [blocks[at], blocks[at + 1]];
    if (!block) continue;
    if (block.kind === 'heading' && next && staysTogether(next)) {
      nodes.push(together(blockNode(block, context), blockNode(next, context)));
      at += 1;
    } else nodes.push(staysTogether(block) ? together(blockNode(block, context)) : blockNode(block, context));
  }
  return nodes;
}

/**
 * A section with its heading, and the definitions of those of its numbers that no section before has explained.
 * @param explained metrics that are; grows
 */
export function sectionNodes(
  section: ReportSection,
  context: PageContext,
  explained: Set<MetricId>,
): PdfNode[] {
  const news = [...new Set(section.metrics)].filter((id) => !explained.has(id));
  for (const id of news) explained.add(id);
  const [first, ...others] = section.blocks;
  const heading = { text: section.title, style: 'heading' };
  return [
    // A heading stays with what it heads.
    ...(first && staysTogether(first)
      ? [
          {
            ...together(heading, blockNode(first, context)),
            ...(first.kind === 'text' ? { headlineLevel: 1 } : {}),
          },
        ]
      : [{ ...heading, headlineLevel: 1 }, ...(first ? [blockNode(first, context)] : [])]),
    ...blockNodes(others, context),
    ...definitionNodes(news),
  ];
}
