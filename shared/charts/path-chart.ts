import type { FunnelView } from '../contract/funnel';
import { BREAKDOWN_STAGES, PATH_STAGES, perCount, type PathStage } from '../domain/lead-quality';
import { oneAtStep } from '../domain/words/lead-words';
import type { ChartSpec } from './chart-spec';
import { categoryColour, type ChartTheme } from './chart-theme';
import { formatCount, formatShare } from './format';
import { baseOption } from './parts';
import { tooltipBase, tooltipHtml } from './tooltip';

type Paths = FunnelView['paths'];

/** The three places of a path: where it began, how far it came, where it stands. */
export const PATH_ENDS = ['first', 'furthest', 'last'] as const;
export type PathEnd = (typeof PATH_ENDS)[number];

const STAGE_WORDS: { readonly [S in PathStage]: string } = {
  none: 'No appointment',
  ...perCount(BREAKDOWN_STAGES, oneAtStep),
};

const END_WORDS: { readonly [E in PathEnd]: string } = {
  first: 'First reported as',
  furthest: 'Got as far as',
  last: 'Last reported as',
};

/** A mark of the picture: leads at one place, or between two neighbouring places. */
export interface PathMark {
  readonly from: { readonly end: PathEnd; readonly value: string | null };
  /** Null: a place, not a flow. */
  readonly to: { readonly end: PathEnd; readonly value: string | null } | null;
  readonly leads: number;
}

const STAGE_ORDER: readonly PathStage[] = [...PATH_STAGES].reverse();

/** Groups at one end that have a place of their own; a project may have made hundreds. */
const MOST_GROUPS = 14;

/** Stands for all groups beyond; no group can be called so. */
const REST = '\0rest';

const words = (end: PathEnd, value: string | null): string =>
  value === REST
    ? 'Other groups'
    : value === null
      ? 'No disposition'
      : end === 'furthest'
        ? STAGE_WORDS[value as PathStage]
        : value;

/** Whether a mark stands for several groups, so that no single value names its leads. */
export const isGathered = ({ from, to }: PathMark): boolean => from.value === REST || to?.value === REST;

/** The paths with the smallest groups of an end taken together, where there are more than can be told apart. */
function gathered(paths: Paths): Paths {
  const largest = (end: 'first' | 'last'): ReadonlySet<string | null> | null => {
    const sums = new Map<string | null, number>();
    for (const path of paths) sums.set(path[end], (sums.get(path[end]) ?? 0) + path.leads);
    if (sums.size <= MOST_GROUPS) return null;
    const sorted = [...sums].sort(([, a], [, b]) => b - a).slice(0, MOST_GROUPS - 1);
    return new Set(sorted.map(([value]) => value));
  };
  const [first, last] = [largest('first'), largest('last')];
  if (!first && !last) return paths;
  const kept = (among: ReadonlySet<string | null> | null, value: string | null): string | null =>
    !among || among.has(value) ? value : REST;
  return paths.map((path) => ({ ...path, first: kept(first, path.first), last: kept(last, path.last) }));
}

/** Places first, in order, then the flows between them; the table twin has a row for each. */
export function pathMarks(paths: Paths): {
  readonly places: readonly PathMark[];
  readonly flows: readonly PathMark[];
} {
  const add = (marks: Map<string, PathMark>, mark: PathMark): void => {
    const key = JSON.stringify([mark.from, mark.to]);
    marks.set(key, { ...mark, leads: mark.leads + (marks.get(key)?.leads ?? 0) });
  };
  const places = new Map<string, PathMark>();
  const flows = new Map<string, PathMark>();
  for (const path of gathered(paths)) {
    const { leads } = path;
    for (const end of PATH_ENDS) add(places, { from: { end, value: path[end] }, to: null, leads });
    for (const [a, b] of [
      ['first', 'furthest'],
      ['furthest', 'last'],
    ] as const) {
      add(flows, { from: { end: a, value: path[a] }, to: { end: b, value: path[b] }, leads });
    }
  }
  const rank = ({ from, leads }: PathMark): number =>
    PATH_ENDS.indexOf(from.end) * 1e12 +
    (from.end === 'furthest' ? STAGE_ORDER.indexOf(from.value as PathStage) : 1e9 - leads);
  return {
    places: [...places.values()].sort((a, b) => rank(a) - rank(b)),
    flows: [...flows.values()].sort((a, b) => b.leads - a.leads),
  };
}

const HEIGHT = 340;
const NODE = 10;
const MARGIN = { left: 4, right: 150 } as const;

/** How leads went from the state they were first reported in, over how far they got, to the state they stand in. */
export function pathChart(theme: ChartTheme, paths: Paths, setting: string): ChartSpec {
  const { places, flows } = pathMarks(paths);
  const total = paths.reduce((sum, path) => sum + path.leads, 0);
  const share = (leads: number): string => formatShare(total === 0 ? null : leads / total);
  const edge = { textBorderColor: theme.surface, textBorderWidth: 3 };
  const name = ({ end, value }: PathMark['from']): string => `${end} ${value ?? ''}`;
  const stageColour = (stage: string | null): string => {
    if (stage === 'none') return theme.neutral;
    return stage === 'sale'
      ? categoryColour(theme, 2)
      : stage === 'demo'
        ? categoryColour(theme, 1)
        : theme.accent;
  };
  const flowStage = (flow: PathMark): string | null =>
    flow.from.end === 'furthest' ? flow.from.value : (flow.to?.value ?? null);
  const flowWords = (flow: PathMark): string =>
    `${words(flow.from.end, flow.from.value)} → ${flow.to ? words(flow.to.end, flow.to.value) : ''}`;
  return {
    title: 'From the first report to the last',
    subtitle: `${setting} · ${formatCount(total)} leads that a report has: group of the first disposition, furthest stage, group of the last disposition`,
    option: {
      ...baseOption(theme),
      tooltip: {
        ...tooltipBase(theme),
        trigger: 'item',
        formatter: (params: unknown) => {
          const { dataType, dataIndex } = params as { dataType?: string; dataIndex: number };
          const mark = dataType === 'edge' ? flows[dataIndex] : places[dataIndex];
          if (!mark) return '';
          const heading = mark.to
            ? flowWords(mark)
            : `${END_WORDS[mark.from.end]}: ${words(mark.from.end, mark.from.value)}`;
          return tooltipHtml(theme, heading, [
            { label: 'Leads', value: formatCount(mark.leads), note: share(mark.leads) },
          ]);
        },
      },
      graphic: PATH_ENDS.map((end, index) => ({
        type: 'group' as const,
        silent: true,
        top: 0,
        width: 1,
        height: 14,
        bounding: 'raw' as const,
        ...(index === 0 ? { left: MARGIN.left } : index === 1 ? { left: 'center' } : { right: MARGIN.right }),
        children: [
          {
            type: 'text' as const,
            // The middle of the flows is not that of the picture: the labels at the right take room.
            x: index === 1 ? (MARGIN.left - MARGIN.right) / 2 : index === 2 ? -NODE : 0,
            y: 2,
            style: {
              verticalAlign: 'top' as const,
              text: END_WORDS[end],
              fill: theme.textMuted,
              fontSize: 11,
              fontFamily: theme.fontFamily,
            },
          },
        ],
      })),
      series: [
        {
          id: 'paths',
          type: 'sankey',
          top: 24,
          right: MARGIN.right,
          bottom: 8,
          left: MARGIN.left,
          nodeWidth: NODE,
          nodeGap: 10,
          draggable: false,
          layoutIterations: 0,
          data: places.map((place) => ({
            name: name(place.from),
            depth: PATH_ENDS.indexOf(place.from.end),
            itemStyle: {
              color: place.from.end === 'furthest' ? stageColour(place.from.value) : theme.textMuted,
              borderWidth: 0,
            },
            label: {
              formatter: `{name|${words(place.from.end, place.from.value)}}  {count|${formatCount(place.leads)}}`,
            },
          })),
          links: flows.map((flow) => ({
            source: name(flow.from),
            target: flow.to ? name(flow.to) : '',
            value: flow.leads,
            lineStyle: { color: stageColour(flowStage(flow)), opacity: 0.28, curveness: 0.5 },
          })),
          label: {
            color: theme.text,
            fontSize: 12,
            fontFamily: theme.fontFamily,
            // Labels lie over flows: an edge in the colour of the page keeps them readable.
            rich: {
              name: { color: theme.text, fontSize: 12, ...edge },
              count: { color: theme.textMuted, fontSize: 12, ...edge },
            },
          },
        },
      ],
    },
    twin: {
      columns: [
        { label: 'From', kind: 'text' },
        { label: 'To', kind: 'text' },
        { label: 'Leads', kind: 'count' },
        { label: 'Share', kind: 'share' },
      ],
      rows: [...places, ...flows].map((mark) => [
        `${END_WORDS[mark.from.end]}: ${words(mark.from.end, mark.from.value)}`,
        mark.to ? `${END_WORDS[mark.to.end]}: ${words(mark.to.end, mark.to.value)}` : 'all of them',
        mark.leads,
        total === 0 ? null : mark.leads / total,
      ]),
    },
    summary:
      total === 0
        ? 'No lead stands in a report.'
        : `${formatCount(total)} leads. ${flows
            .slice(0, 3)
            .map((flow) => `${flowWords(flow)}: ${formatCount(flow.leads)}`)
            .join('; ')}.`,
    height: HEIGHT,
    rowOf: ({ dataType, dataIndex }) => (dataType === 'edge' ? places.length + dataIndex : dataIndex),
  };
}

/** What a mark is called: "Set → Sale". */
export const pathWords = ({ from, to }: PathMark): string =>
  [from, ...(to ? [to] : [])].map(({ end, value }) => words(end, value)).join(' → ');
