import { funnelChart, settingInWords } from '../../../charts/funnel-chart';
import { marksOf } from '../../../charts/number-marks';
import { goneSince, movementChart, movingSnapshots, trendChart } from '../../../charts/trend-chart';
import type { FunnelView } from '../../../contract/funnel';
import { errorsOf, headlineKey, spanOf } from '../../../domain/headline';
import type { ExpectedError } from '../../../domain/expected-error';
import { FUNNEL_KEYS, type LeadQualitySummary } from '../../../contract/summary';
import {
  BASES,
  FUNNEL_STEPS,
  FUNNEL_STAGES,
  LINK_SETTINGS,
  perCount,
  PRICE_METRICS,
} from '../../../domain/lead-quality';
import { METRICS } from '../../../domain/metrics';
import { PROJECT_CURRENCY } from '../../../domain/money';
import { shareOf, valueOf } from '../../../domain/metric-value';
import { BASIS_WORDS, LINK_WORDS } from '../../../domain/words/lead-words';
import { PRINT_THEME } from '../print-theme';
import { leadChartThing, leadTableThing } from '../report-things';
import type { ReportInput, ReportSection, ReportTable } from '../report-types';
import { MARK_COLUMN } from './mark-column';

const ALL = Number.MAX_SAFE_INTEGER;

const EXPECTED_COLUMNS = [
  { label: 'Expected from', kind: 'count' as const },
  { label: 'Expected to', kind: 'count' as const },
];
const expectedCells = (error: ExpectedError | null): readonly (number | null)[] => [
  error?.low ?? null,
  error?.high ?? null,
];

function stepsTable(quality: LeadQualitySummary, funnel: FunnelView): ReportTable {
  const key = headlineKey(quality);
  const counts = quality.funnel[key];
  const span = spanOf(quality, key) ?? quality.span;
  const errors = errorsOf(quality, key);
  const marks = perCount(FUNNEL_STEPS, (step) => marksOf(step, funnel).join('; '));
  const isMarked = FUNNEL_STEPS.some((step) => marks[step] !== '');
  return {
    id: 'Funnel',
    title: 'Steps of the funnel',
    note: `${settingInWords(key)}. Span: what the open reviews can still make of a number.${errors ? ' Expected: where the true number lies with 95 %, by the links.' : ''}`,
    columns: [
      { label: 'Step', kind: 'text' },
      { label: 'Leads', kind: 'count' },
      { label: 'Of delivered', kind: 'share' },
      { label: '95 % from', kind: 'share' },
      { label: '95 % to', kind: 'share' },
      { label: 'Span from', kind: 'count' },
      { label: 'Span to', kind: 'count' },
      ...(errors ? EXPECTED_COLUMNS : []),
      ...(isMarked ? [MARK_COLUMN] : []),
    ],
    rows: FUNNEL_STEPS.map((step) => {
      const rate = step === 'delivered' ? null : valueOf(shareOf(step, 'delivered'), counts);
      const reach = step === 'delivered' ? null : span[step];
      return [
        METRICS[step].name,
        counts[step],
        rate?.value ?? null,
        rate?.low ?? null,
        rate?.high ?? null,
        reach?.low ?? null,
        reach?.high ?? null,
        ...(errors ? expectedCells(step === 'delivered' ? null : errors[step]) : []),
        ...(isMarked ? [marks[step] === '' ? null : marks[step]] : []),
      ];
    }),
    total: null,
    most: ALL,
  };
}

function waysTable({ funnel, prices }: LeadQualitySummary): ReportTable {
  const rows = funnel.snapshot_rows;
  const costs = prices === null ? [] : PRICE_METRICS;
  return {
    id: 'Counted seven ways',
    title: 'Counted seven ways',
    note: `${[...BASES.map((basis) => `${basis}: ${BASIS_WORDS[basis]}`), ...LINK_SETTINGS.map((links) => `${links}: ${LINK_WORDS[links]}`)].join('; ')}. Rows of all snapshots count each repeat: for comparison only.`,
    columns: [
      { label: 'Way', kind: 'text' },
      ...FUNNEL_STEPS.map((step) => ({ label: METRICS[step].name, kind: 'count' as const })),
      ...costs.map((metric) => ({
        label: `${METRICS[metric].name}, ${PROJECT_CURRENCY}`,
        kind: 'money' as const,
      })),
    ],
    rows: [
      ...FUNNEL_KEYS.map((key) => [
        settingInWords(key),
        ...FUNNEL_STEPS.map((step) => funnel[key][step]),
        ...costs.map((metric) => prices?.[metric][key] ?? null),
      ]),
      [
        'rows of all snapshots',
        rows.rows,
        null,
        ...FUNNEL_STAGES.map((stage) => rows[stage]),
        ...costs.map(() => null),
      ],
    ],
    total: null,
    most: ALL,
  };
}

/** How many leads got how far, with intervals, and under every way to count. */
export function funnelSection({ outcome, funnel }: ReportInput): ReportSection | null {
  const { leadQuality } = outcome.summary;
  if (!leadQuality || !funnel) return null;
  return {
    id: 'funnel',
    title: 'Funnel',
    blocks: [
      { kind: 'chart', chart: funnelChart(PRINT_THEME, funnel), thing: leadChartThing('funnel', funnel) },
      { kind: 'table', table: stepsTable(leadQuality, funnel) },
      { kind: 'table', table: waysTable(leadQuality), thing: leadTableThing('ways', funnel) },
    ],
    metrics: [...FUNNEL_STEPS, 'open_reviews'],
  };
}

/** Without the folder that all of them lie in, which would break their names in two. */
function withoutSharedFolder(paths: readonly string[]): readonly string[] {
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/') + 1)));
  const [shared = ''] = folders;
  return folders.size === 1 ? paths.map((path) => path.slice(shared.length)) : paths;
}

function snapshotsTable({ trend, deadStretches }: FunnelView): ReportTable {
  const dead = deadStretches.map(
    ({ reason, fromOrder }) => `${reason} from snapshot ${String(fromOrder)} on`,
  );
  const files = withoutSharedFolder(trend.map((p) => p.file));
  return {
    id: 'Snapshots',
    title: 'Snapshots',
    note: `Rows of each CRM report, and what they say as reported. New, aged out and vanished: CRM leads against the snapshot before.${dead.length === 0 ? '' : ` Dead columns: ${dead.join('; ')}.`}`,
    columns: [
      { label: 'No.', kind: 'count' },
      { label: 'File', kind: 'text' },
      { label: 'As of', kind: 'date' },
      { label: 'Rows', kind: 'count' },
      { label: 'Set', kind: 'count' },
      { label: 'With date', kind: 'count' },
      { label: 'Demos', kind: 'count' },
      { label: 'Sales', kind: 'count' },
      { label: 'New', kind: 'count' },
      { label: 'Aged out', kind: 'count' },
      { label: 'Vanished', kind: 'count' },
    ],
    rows: goneSince(trend).map((p, i) => [
      p.order,
      files[i] ?? p.file,
      p.asOf,
      p.rows,
      p.set_reported,
      p.appointment_date,
      p.demo,
      p.sale,
      p.newLeads,
      p.agedOut,
      p.vanished,
    ]),
    total: null,
    most: 60,
  };
}

/** What changed from snapshot to snapshot. */
export function trendsSection({ funnel }: ReportInput): ReportSection | null {
  if (!funnel || funnel.trend.length === 0) return null;
  return {
    id: 'trends',
    title: 'Trends',
    blocks: [
      {
        kind: 'chart',
        chart: trendChart(PRINT_THEME, funnel.trend, funnel.deadStretches),
        thing: leadChartThing('trend', funnel),
      },
      ...(movingSnapshots(funnel.trend).length > 0
        ? [
            {
              kind: 'chart' as const,
              chart: movementChart(PRINT_THEME, funnel.trend),
              thing: leadChartThing('movement', funnel),
            },
          ]
        : []),
      { kind: 'table', table: snapshotsTable(funnel) },
    ],
    metrics: ['report_rows', 'snapshots'],
  };
}
