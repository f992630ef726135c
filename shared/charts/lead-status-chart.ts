import type { RevenueView } from '../contract/revenue';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatCount, formatShare } from './format';
import { NOT_NARROWED } from './revenue-words';
import { ratedBars, ratedBarsHeight, type RatedBar } from './rated-bars';

type LeadFunnel = RevenueView['funnel'];

/** One bar of the lead funnel and the people behind it. */
export interface LeadStatusBar {
  readonly label: string;
  readonly people: number;
  /** Folded statuses of the people; null where it is not the status that says who they are. */
  readonly statuses: readonly string[] | null;
  readonly kind: 'step' | 'invoiced' | 'apart';
  readonly note: string;
}

/** Other statuses that have a bar each; exports of another tool may have thousands. */
const MOST_OTHERS = 10;

/** Room for "Status Contacted or further", pixels. */
const NAMES = 176;

/** New → Contacted → Qualified → invoiced, then whatever stands apart: other statuses, and people of unknown status. */
export function leadStatusBars(funnel: LeadFunnel): readonly LeadStatusBar[] {
  const known = funnel.steps.filter((step) => step.reached !== null);
  const others = funnel.steps.filter((step) => step.reached === null);
  const most = [...others].sort((a, b) => b.people - a.people).slice(0, MOST_OTHERS);
  const shown = others.filter((step) => most.includes(step));
  const rest = others.filter((step) => !most.includes(step));
  const sum = (of: 'people' | 'invoicedPeople'): number => rest.reduce((all, step) => all + step[of], 0);
  return [
    ...known.map((step, index): LeadStatusBar => ({
      label: `Status ${step.status}${index === known.length - 1 ? '' : ' or further'}`,
      people: step.reached ?? 0,
      statuses: known.slice(index).map((later) => later.status.toLowerCase()),
      kind: 'step',
      note: `${formatCount(step.people)} stand here, ${formatCount(step.invoicedPeople)} of them invoiced`,
    })),
    {
      label: 'Invoiced',
      people: funnel.invoiced,
      statuses: null,
      kind: 'invoiced',
      note: 'whatever their status',
    },
    ...shown.map((step): LeadStatusBar => ({
      label: step.status,
      people: step.people,
      statuses: [step.status.toLowerCase()],
      kind: 'apart',
      note: `${formatCount(step.invoicedPeople)} of them invoiced`,
    })),
    ...(rest.length === 0
      ? []
      : [
          {
            label: `${formatCount(rest.length)} more statuses`,
            people: sum('people'),
            statuses: rest.map((step) => step.status.toLowerCase()),
            kind: 'apart' as const,
            note: `${formatCount(sum('invoicedPeople'))} of them invoiced`,
          },
        ]),
    {
      label: 'Unknown',
      people: funnel.unknown,
      statuses: ['unknown'],
      kind: 'apart',
      note: 'neither tool knows the status',
    },
  ];
}

/**
 * How far people got as leads, and how many were invoiced; shares are of all people.
 * @param isAmongNarrowed other numbers beside it are narrowed by filters; it is not, and says so
 */
export function leadStatusChart(
  theme: ChartTheme,
  funnel: LeadFunnel,
  people: number,
  isAmongNarrowed: boolean,
): ChartSpec {
  const steps = leadStatusBars(funnel);
  const share = (count: number): number | null => (people === 0 ? null : count / people);
  const bars = steps.map((step): RatedBar => ({
    label: step.label,
    length: step.people,
    whisker: null,
    count: step.people,
    rate: { value: share(step.people), low: null, high: null },
    colour:
      step.kind === 'apart' ? theme.neutral : step.kind === 'invoiced' ? theme.accent : theme.accentSoft,
    tooltip: [
      { label: 'People', value: formatCount(step.people), note: formatShare(share(step.people)) },
      { label: 'Of them', value: step.note },
    ],
  }));
  const settled =
    funnel.settledByOtherTool > 0
      ? ` · status of ${formatCount(funnel.settledByOtherTool)} known to the other tool only`
      : '';
  return {
    title: 'Leads on their way to an invoice',
    subtitle: `share of ${formatCount(people)} people · grey: apart from the way${settled}${isAmongNarrowed ? ` · ${NOT_NARROWED}` : ''}`,
    option: ratedBars(theme, bars, { counts: 'people' }, NAMES),
    twin: {
      columns: [
        { label: 'Step', kind: 'text' },
        { label: 'People', kind: 'count' },
        { label: 'Share', kind: 'share' },
        { label: 'Note', kind: 'text' },
      ],
      rows: steps.map((step) => [step.label, step.people, share(step.people), step.note]),
    },
    summary: `${steps.map((step) => `${step.label}: ${formatCount(step.people)}`).join(', ')}.`,
    height: ratedBarsHeight(bars.length),
  };
}
