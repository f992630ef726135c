import { compareChart, comparedBar } from '../../../shared/charts/compare-chart';
import { formatMoment, formatMoney } from '../../../shared/charts/format';
import { numbersOf } from '../../../shared/contract/run-numbers';
import type { ComparedCount, CompareView, KeptSide } from '../../../shared/contract/compare';
import type { KeptRun, RunNumbers } from '../../../shared/contract/kept-run';
import type { FunnelCounts, LeadQualitySummary } from '../../../shared/contract/summary';
import { FUNNEL_STEPS, type FunnelStep } from '../../../shared/domain/lead-quality';
import { shareOf, valueOf } from '../../../shared/domain/metric-value';
import { METRICS } from '../../../shared/domain/metrics';
import { MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import { useOutcome } from '../../state/answers';
import { useRunsBefore } from '../../state/kept-runs';
import { settingWords, type Setting } from '../../state/lead-setting';
import { CardTitle } from '../../ui/card-title';
import { Chart } from '../../ui/chart';
import { NumberTable } from '../../ui/number-table';
import { Card, Columns } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { drillStep } from '../funnel/drill-step';
import { saveChart } from '../saving';
import classes from './compare.module.css';
import { CompareTable } from './compare-table';

interface KeptComparisonProps {
  readonly sides: KeptSide;
  readonly setting: Setting;
  readonly summary: LeadQualitySummary;
}

/** Counts of a kept run and of this one, for all delivered leads. */
export function keptView(before: FunnelCounts, now: FunnelCounts): CompareView {
  return {
    sides: { kind: 'runs' },
    hasPreviousRun: true,
    counts: FUNNEL_STEPS.map((step): ComparedCount => {
      const share = step === 'delivered' ? null : shareOf(step, 'delivered');
      return {
        step,
        a: before[step],
        b: now[step],
        gained: null,
        lost: null,
        rates: share && { a: valueOf(share, before), b: valueOf(share, now) },
        difference: null,
      };
    }),
  };
}

/** This run against one that the project kept, also after the program was started again. */
export function KeptComparison({ sides, setting, summary }: KeptComparisonProps) {
  const runs = useRunsBefore();
  const run = runs.find(({ id }) => id === sides.run) ?? runs[0];
  const before = run?.numbers.leadQuality;
  if (!run || !before) {
    return (
      <div className={classes.notes} role="note">
        <p>
          {run
            ? `The run of ${formatMoment(run.finishedAt)} counted no leads. Choose another one.`
            : 'No run of before is kept yet that gave other numbers. Each run is kept with the project from now on.'}
        </p>
      </div>
    );
  }
  return <Sides run={run} before={before} setting={setting} summary={summary} />;
}

interface SidesProps extends Omit<KeptComparisonProps, 'sides'> {
  readonly run: KeptRun;
  readonly before: NonNullable<RunNumbers['leadQuality']>;
}

function Sides({ run, before, setting, summary }: SidesProps) {
  const theme = useChartTheme();
  const key = `${setting.basis}_${setting.links}` as const;
  const view = keptView(before.funnel[key], summary.funnel[key]);
  const names = { a: `the run of ${formatMoment(run.finishedAt)}`, b: 'this run' };
  const all = { ...setting, filters: [] };
  const open = (step: FunnelStep): void => drillStep(all, step);
  return (
    <>
      {setting.filters.length > 0 && (
        <div className={classes.notes} role="note">
          <p>A kept run knows the numbers of all delivered leads only: the filters do not hold here.</p>
        </div>
      )}
      <Columns>
        <Card>
          <Chart
            spec={compareChart(theme, view, names, settingWords(setting))}
            theme={theme}
            onSave={saveChart}
            onSelect={(index) => {
              const bar = comparedBar(view, index);
              if (bar?.side === 'b') open(bar.step);
            }}
          />
        </Card>
        <Card>
          <CompareTable view={view} names={names} onOpen={open} />
        </Card>
        <RevenueThen run={run} name={names.a} />
      </Columns>
    </>
  );
}

interface Amount {
  readonly name: string;
  readonly then: number;
  readonly now: number;
}

const amountsOf = (
  then: NonNullable<RunNumbers['revenue']>,
  now: NonNullable<RunNumbers['revenue']>,
): readonly Amount[] => [
  { name: METRICS.invoiced.name, then: then.invoiced, now: now.invoiced },
  { name: METRICS.spend.name, then: then.spend, now: now.spend },
  ...(Object.keys(now.attributed) as (keyof typeof now.attributed)[]).map((model) => ({
    name: `${METRICS.attributed.name}, ${MODEL_NAMES[model]}`,
    then: then.attributed[model],
    now: now.attributed[model],
  })),
];

/** What was invoiced, spent and credited in both runs. */
function RevenueThen({ run, name }: { readonly run: KeptRun; readonly name: string }) {
  const outcome = useOutcome();
  const now = outcome && numbersOf(outcome, run.numbers.decisions).revenue;
  const then = run.numbers.revenue;
  if (!now || !then || now.currency !== then.currency) return null;
  return (
    <Card>
      <section aria-labelledby="revenue-then">
        <CardTitle id="revenue-then" title="Revenue in both runs" subtitle={now.currency} />
        <NumberTable<Amount>
          columns={[
            { label: 'Amount', cell: (amount) => amount.name },
            {
              label: name.charAt(0).toUpperCase() + name.slice(1),
              cell: ({ then: was }) => formatMoney(was),
            },
            { label: 'This run', cell: ({ now: is }) => formatMoney(is) },
            { label: 'Change', cell: ({ then: was, now: is }) => changeInMoney(was, is) },
          ]}
          rows={amountsOf(then, now)}
          rowKey={(amount) => amount.name}
        />
      </section>
    </Card>
  );
}

const changeInMoney = (was: number, is: number): string => {
  const cents = Math.round(is * 100) - Math.round(was * 100);
  return cents === 0 ? '0' : `${cents > 0 ? '+' : '−'}${formatMoney(Math.abs(cents) / 100)}`;
};
