import { thingChart } from '../../../charts/thing-chart';
import { numberWords } from '../../../charts/thing-figure';
import type { ThingView } from '../../../contract/thing';
import { findingName } from '../../../domain/finding-words';
import type { MetricId } from '../../../domain/metrics';
import { PRINT_THEME } from '../print-theme';
import type { BoardPlace, Figure, ReportBlock, ReportInput, ReportSection } from '../report-types';

/** Rows of a pinned table that a page shows; its own section has more. */
const MOST_ROWS = 12;

type Pinned = Extract<BoardPlace, { kind: 'thing' }>;
type There = Extract<ThingView, { state: 'there' }>;

const metricOf = ({ thing }: Pinned): MetricId | null =>
  thing.kind === 'leadFigure' || thing.kind === 'revenueFigure' ? thing.metric : null;

function figureOf(place: Pinned, view: There): Figure {
  const [value, ...others] = view.numbers;
  return {
    metric: metricOf(place),
    label: view.title,
    value: value ? numberWords(value) : '',
    number: value?.value ?? null,
    kind: value?.kind ?? 'count',
    note: [...others.map((other) => `${numberWords(other)} ${other.label}`), ...view.marks, view.basis]
      .filter((part) => part !== '')
      .join(' · '),
    thing: place.thing,
  };
}

const isFigure = ({ thing }: Pinned): boolean =>
  thing.kind === 'leadFigure' || thing.kind === 'revenueFigure' || thing.kind === 'rows';

function blockOf(place: Pinned, view: There, { outcome }: ReportInput): ReportBlock | null {
  const { data } = view;
  const { thing } = place;
  if (data === null) return null;
  if (data.kind === 'table') {
    const { table } = data;
    const note = [view.basis, table.note].filter((part) => part !== '').join('. ');
    return {
      kind: 'table',
      table: { ...table, note, id: `Board ${table.title}`, most: MOST_ROWS },
      thing,
    };
  }
  if (data.kind === 'finding') {
    const finding = outcome.findings[data.place];
    if (!finding) return null;
    const { severity, code, message, files, repair } = finding;
    return {
      kind: 'findings',
      findings: [
        { severity, name: findingName(code), message, files, repair: repair?.effect ?? null, thing },
      ],
    };
  }
  const chart = thingChart(PRINT_THEME, thing, data);
  // The filters stand in the subtitle: a picture of a part must not pass for the whole.
  return (
    chart && { kind: 'chart', chart: { ...chart, subtitle: subtitleOf(chart.subtitle, view.basis) }, thing }
  );
}

const subtitleOf = (subtitle: string, basis: string): string =>
  basis === '' || subtitle.includes(basis) ? subtitle : `${basis} · ${subtitle}`;

/** The reader's own first page: what is pinned, in its order, with the numbers of today. */
export function boardSection(input: ReportInput): ReportSection | null {
  if (input.board.length === 0) return null;
  const blocks: ReportBlock[] = [];
  const metrics: MetricId[] = [];
  for (const place of input.board) {
    if (place.kind === 'heading') {
      blocks.push({ kind: 'heading', text: place.text });
      continue;
    }
    const { view } = place;
    if (view.state === 'gone') {
      blocks.push({ kind: 'text', text: `${place.title}: ${view.why}` });
      continue;
    }
    if (!isFigure(place)) {
      const block = blockOf(place, view, input);
      if (block) blocks.push(block);
      continue;
    }
    const metric = metricOf(place);
    if (metric) metrics.push(metric);
    // Figures that follow each other stand side by side.
    const last = blocks.at(-1);
    if (last?.kind === 'figures')
      blocks[blocks.length - 1] = { kind: 'figures', figures: [...last.figures, figureOf(place, view)] };
    else blocks.push({ kind: 'figures', figures: [figureOf(place, view)] });
  }
  return { id: 'board', title: 'Board', blocks, metrics };
}
