import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { formatCount, formatFigures, formatShare } from '../../../shared/charts/format';
import { trendLines, trendName, verdictCounts, type TrendLine } from '../../../shared/charts/trend-lines';
import { panelWords, trendPanelChart, type TrendScale } from '../../../shared/charts/trend-panels';
import { dimensionName } from '../../../shared/charts/breakdown-chart';
import { conversionName } from '../../../shared/domain/conversions';
import { wilson } from '../../../shared/domain/rate';
import { VERDICTS, type Verdict } from '../../../shared/domain/trend-verdict';
import { VERDICT_WORDS } from '../../../shared/domain/words/trend-words';
import { CardTitle } from '../../ui/card-title';
import { Card } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { NotedChart } from '../notes/noted';
import { trendChart } from '../notes/things-of';
import { saveChart } from '../saving';
import { brushPeriods, drillPoint, drillTrend, stretchesOf, type ShownTrends } from './trend-drill';
import classes from './trends.module.css';
import { VerdictBadge } from './verdict-badge';

/** Panels drawn at once: more are asked for. */
const DRAWN = 18;

interface TrendGridProps {
  readonly shown: ShownTrends;
  readonly scale: TrendScale;
}

/** A small picture for each segment, all on one scale; what gets worse comes first. */
export function TrendGrid({ shown, scale }: TrendGridProps) {
  const { view, trends } = shown;
  const [only, setOnly] = useState<Verdict | 'any'>('any');
  const [drawn, setDrawn] = useState(DRAWN);
  const counts = verdictCounts(view);
  const lines = trendLines(view, trends.dimension).filter(
    ({ kind, series }) => only === 'any' || (kind === 'value' && series.verdict === only),
  );
  const more = lines.length - drawn;
  return (
    <Card>
      <div className={classes.gridHead}>
        <CardTitle
          title={`${conversionName(trends)} by ${dimensionName(trends.dimension).toLowerCase()}`}
          subtitle={panelWords(scale)}
          beside
        />
        <SegmentedControl
          aria-label="Verdicts shown"
          value={only}
          onChange={setOnly}
          data={[
            { value: 'any', label: `All ${formatCount(view.segments.length)}` },
            ...VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => ({
              value: verdict,
              label: `${VERDICT_WORDS[verdict].short} ${formatCount(counts[verdict])}`,
            })),
          ]}
        />
      </div>
      {lines.length === 0 ? (
        <p className={classes.nothing} role="status">
          {only === 'any'
            ? `No value of ${dimensionName(trends.dimension).toLowerCase()} has leads with a date. Take filters away, or choose another dimension.`
            : 'No segment has this verdict.'}
        </p>
      ) : (
        <div className={classes.panels}>
          {lines.slice(0, drawn).map((line) => (
            <Panel key={line.id} line={line} shown={shown} scale={scale} />
          ))}
        </div>
      )}
      {more > 0 && (
        <Button variant="default" mt={12} onClick={() => setDrawn(drawn + 60)}>
          {`Draw ${formatCount(Math.min(60, more))} more of ${formatCount(more)}`}
        </Button>
      )}
    </Card>
  );
}

interface PanelProps extends TrendGridProps {
  readonly line: TrendLine;
}

function Panel({ line, shown, scale }: PanelProps) {
  const theme = useChartTheme();
  const { series } = line;
  const { all } = stretchesOf(shown.view);
  const total = shown.view.all.leads;
  const halves = [series.older, series.newer].map(({ hits, total: n }) => formatShare(wilson(hits, n).value));
  return (
    <NotedChart
      of={trendChart(shown.trends, line.id, shown.setting)}
      name={trendName(shown.trends, line)}
      spec={{
        ...trendPanelChart(theme, line, scale),
        subtitle: `${formatCount(series.leads)} leads · ${formatShare(total === 0 ? null : series.leads / total)}`,
      }}
      theme={theme}
      onSave={saveChart}
      onSelect={(at) => drillPoint(shown, line, at)}
      onBrush={(from, to) => brushPeriods(shown, from, to)}
      onShowRows={all ? () => drillTrend(shown, line, all, 'leads') : undefined}
      controls={
        <div className={classes.verdict}>
          <VerdictBadge verdict={line.verdict} />
          <span className={classes.muted}>
            {halves.join(' → ')}
            {line.kind === 'value' && series.q !== null && ` · q ${formatFigures(Math.max(series.q, 1e-4))}`}
          </span>
        </div>
      }
    />
  );
}
