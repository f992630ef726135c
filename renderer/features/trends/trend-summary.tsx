import { differenceWords } from '../../../shared/charts/compare-chart';
import { formatCount, formatIsoDay, formatShare } from '../../../shared/charts/format';
import { allLine, trendName, verdictCounts } from '../../../shared/charts/trend-lines';
import { panelWords, trendPanelChart, type TrendScale } from '../../../shared/charts/trend-panels';
import type { TrendPeriod } from '../../../shared/contract/rate-trends';
import { conversionName } from '../../../shared/domain/conversions';
import { wilson } from '../../../shared/domain/rate';
import { VERDICTS } from '../../../shared/domain/trend-verdict';
import { VERDICT_WORDS } from '../../../shared/domain/words/trend-words';
import { CellButton } from '../../ui/cell-button';
import { Card, Columns } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { NotedChart } from '../notes/noted';
import { trendChart } from '../notes/things-of';
import { saveChart } from '../saving';
import { brushPeriods, drillPoint, drillTrend, stretchesOf, type ShownTrends } from './trend-drill';
import classes from './trends.module.css';
import { VerdictBadge } from './verdict-badge';

interface TrendSummaryProps {
  readonly shown: ShownTrends;
  readonly scale: TrendScale;
}

const spanWords = (periods: readonly TrendPeriod[]): string => {
  const [first, last] = [periods[0], periods.at(-1)];
  return first && last ? `${formatIsoDay(first.from)} to ${formatIsoDay(last.to)}` : 'none';
};

/** The answer for all leads together, what was found among the segments, and what that rests on. */
export function TrendSummary({ shown, scale }: TrendSummaryProps) {
  const theme = useChartTheme();
  const { view, trends } = shown;
  const line = allLine(view);
  const { all } = view;
  const stretches = stretchesOf(view);
  const counts = verdictCounts(view);
  const judged = view.periods.filter(({ state }) => state === 'judged');
  const half = (which: 'older' | 'newer') => {
    const stretch = stretches[which];
    const { hits, total } = all[which];
    return (
      <div className={classes.half}>
        <span className={classes.muted}>{which === 'older' ? 'Older half' : 'Newer half'}</span>
        <strong>{formatShare(wilson(hits, total).value)}</strong>
        <span className={classes.muted}>
          <CellButton
            onOpen={stretch && hits > 0 ? () => drillTrend(shown, line, stretch, 'of') : null}
            name={`${conversionName(trends)}, ${which} half: ${formatCount(hits)}`}
          >
            {formatCount(hits)}
          </CellButton>
          {' of '}
          <CellButton
            onOpen={stretch && total > 0 ? () => drillTrend(shown, line, stretch, 'per') : null}
            name={`${conversionName(trends)}, base of the ${which} half: ${formatCount(total)}`}
          >
            {formatCount(total)}
          </CellButton>
        </span>
      </div>
    );
  };
  return (
    <Columns>
      <Card span={5}>
        <h2 className={classes.question}>{conversionName(trends)}</h2>
        <p className={classes.answer}>
          <VerdictBadge verdict={all.verdict} isFull />
        </p>
        <div className={classes.halves}>
          {half('older')}
          {half('newer')}
          <div className={classes.half}>
            <span className={classes.muted}>Difference</span>
            <strong>{differenceWords(all.difference).replace(/ points.*/, '') || '–'}</strong>
            <span className={classes.muted}>
              {differenceWords(all.difference).replace(/^.*points/, 'points') || 'nothing to compare'}
            </span>
          </div>
        </div>
        <p className={classes.found}>
          {VERDICTS.map((verdict) => (
            <span key={verdict}>
              <strong>{formatCount(counts[verdict])}</strong> {VERDICT_WORDS[verdict].short.toLowerCase()}
            </span>
          ))}
        </p>
        <dl className={classes.facts}>
          <dt>Judged</dt>
          <dd>
            {formatCount(judged.length)} of {formatCount(view.periods.length)} periods, {spanWords(judged)}
          </dd>
          {notJudged(view.periods).map(({ reason, periods }) => (
            <FactLine key={reason} name="Left out" text={`${spanWords(periods)}: ${reason}`} />
          ))}
          {view.undated > 0 && (
            <FactLine
              name="No date"
              text={`${formatCount(view.undated)} delivered leads ${trends.by === 'entry' ? 'have no date of entry: no report has them, or none says it' : 'have no date of delivery'}`}
            />
          )}
          {view.outside > 0 && (
            <FactLine
              name="Far off"
              text={`${formatCount(view.outside)} delivered leads are dated far from all others`}
            />
          )}
          <dt>Test</dt>
          <dd>
            Cochran–Armitage for a trend, of the segments with Benjamini–Hochberg: of the verdicts better and
            worse at most {String(Math.round(trends.falseRate * 100))} % are expected to be false
          </dd>
        </dl>
      </Card>
      <Card span={7}>
        <NotedChart
          of={trendChart(trends, line.id, shown.setting)}
          name={trendName(trends, line)}
          spec={{
            ...trendPanelChart(theme, line, scale, 290),
            subtitle: `${shown.setting.basis} · ${shown.setting.links} · ${panelWords({ ...scale, overall: null })}`,
          }}
          theme={theme}
          onSave={saveChart}
          onSelect={(at) => drillPoint(shown, line, at)}
          onBrush={(from, to) => brushPeriods(shown, from, to)}
          onShowRows={
            stretches.all ? () => drillTrend(shown, line, stretches.all ?? NO_STRETCH, 'leads') : undefined
          }
        />
      </Card>
    </Columns>
  );
}

const NO_STRETCH = { from: '1970-01-01', to: '1970-01-01', name: '' };

function FactLine({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}

/** The periods that are left out, by why. */
function notJudged(
  periods: readonly TrendPeriod[],
): readonly { readonly reason: string; readonly periods: readonly TrendPeriod[] }[] {
  const reasons = [...new Set(periods.flatMap(({ state, reason }) => (state === 'judged' ? [] : [reason])))];
  return reasons.map((reason) => ({ reason, periods: periods.filter((period) => period.reason === reason) }));
}
