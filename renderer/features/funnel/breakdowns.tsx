import { Button, SegmentedControl, Select } from '@mantine/core';
import {
  barsOfBreakdown,
  breakdownChart,
  dimensionName,
  orderBreakdown,
} from '../../../shared/charts/breakdown-chart';
import { formatCount } from '../../../shared/charts/format';
import { addPrices, BREAKDOWN_STAGES } from '../../../shared/domain/lead-quality';
import { METRICS } from '../../../shared/domain/metrics';
import { isLeadFilterDimension } from '../../../shared/contract/lead-filter';
import type { FunnelView } from '../../../shared/contract/funnel';
import { setLeadFilter } from '../../state/filters';
import { setParams, useNavigation } from '../../state/navigation';
import { showPanel } from '../../state/panel';
import { Card } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { NotedChart } from '../notes/noted';
import { leadChart } from '../notes/things-of';
import { saveChart } from '../saving';
import { BreakdownTable } from './breakdown-table';
import { breakdownPart, stageOf } from './breakdown-part';
import { drillStep } from './drill-step';
import classes from './funnel.module.css';
import { settingWords, type Setting } from '../../state/lead-setting';

/** Bars drawn at most; the table beside has all. */
const SHOWN = 14;

const PREFERRED = [
  'state',
  'city',
  'entry_month',
  'disposition_group',
  'disposition',
  'job_status',
  'job_status_city',
  'vendor',
  'campaign_id',
  'price',
];

const rank = (dimension: string): number => {
  const at = PREFERRED.indexOf(dimension);
  return at === -1 ? PREFERRED.length : at;
};

interface BreakdownsProps {
  readonly view: FunnelView;
  readonly setting: Setting;
}

/** One rate by one dimension, as bars and as the table that adds up to all delivered leads. */
export function Breakdowns({ view, setting }: BreakdownsProps) {
  const theme = useChartTheme();
  const chosen = useNavigation(({ params }) => params['by'] ?? 'state');
  const measure = useNavigation(({ params }) => stageOf(params['rate']));
  const dimensions = Object.keys(view.breakdowns).sort((a, b) => rank(a) - rank(b));
  const dimension = dimensions.includes(chosen) ? chosen : dimensions[0];
  if (dimension === undefined) return null;
  const rows = orderBreakdown(dimension, view.breakdowns[dimension] ?? []);
  const bars = barsOfBreakdown(rows, SHOWN);
  // With what each stage cost the table has no room beside the chart on any screen.
  const isPriced = addPrices(rows).price !== null;
  // The table twin has a line for each value, the picture one bar for many.
  const open = (index: number, from: 'picture' | 'table'): void => {
    const row = rows[index];
    const behind = from === 'picture' ? bars[index] : row && [row];
    if (!behind) return;
    if (behind.length === 1) drillStep(setting, measure, breakdownPart(dimension, behind[0]));
    else if (isLeadFilterDimension(dimension)) {
      const own = { dimension, values: behind.map(({ key }) => key) };
      drillStep(
        { ...setting, filters: [...setting.filters.filter((f) => f.dimension !== dimension), own] },
        measure,
        { name: `${formatCount(own.values.length)} more of ${dimensionName(dimension)}`, narrow: own },
      );
    }
  };
  const brush = (from: number, to: number, of: 'picture' | 'table'): void => {
    const chosen = of === 'picture' ? bars.slice(from, to + 1).flat() : rows.slice(from, to + 1);
    if (chosen.length === 0 || !isLeadFilterDimension(dimension)) return;
    // Leads in no report are a value of their own: with others they cannot be asked for.
    const reported = chosen.filter((row) => row.reported !== false);
    setLeadFilter(
      reported.length === 0
        ? { dimension: 'reported', values: ['no'] }
        : { dimension, values: [...new Set(reported.map((row) => row.key))] },
    );
  };
  return (
    <>
      <Card span={isPriced ? 12 : 5} roomy>
        <div className={classes.controls}>
          <Select
            aria-label="Break down by"
            w={170}
            value={dimension}
            data={dimensions.map((d) => ({ value: d, label: `By ${dimensionName(d).toLowerCase()}` }))}
            onChange={(value) => {
              if (value !== null) setParams({ by: value });
            }}
          />
          <SegmentedControl
            aria-label="Which rate"
            value={measure}
            onChange={(rate) => setParams({ rate })}
            data={BREAKDOWN_STAGES.map((m) => ({ value: m, label: METRICS[m].name }))}
          />
          {dimension.startsWith('disposition') && (
            <Button variant="default" onClick={() => showPanel({ kind: 'dispositions' })}>
              Edit groups
            </Button>
          )}
        </div>
        <NotedChart
          of={leadChart('breakdown', setting, { dimension, measure })}
          spec={breakdownChart(theme, {
            dimension,
            rows,
            measure,
            setting: settingWords(setting),
            limit: SHOWN,
          })}
          theme={theme}
          onSave={saveChart}
          onSelect={open}
          onBrush={dimension === 'job_status_city' ? undefined : brush}
          onShowRows={() => drillStep(setting, 'delivered')}
        />
      </Card>
      <Card span={isPriced ? 12 : 7} roomy>
        <BreakdownTable dimension={dimension} rows={rows} setting={setting} />
      </Card>
    </>
  );
}
