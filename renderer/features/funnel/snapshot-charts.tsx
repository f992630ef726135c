import {
  movementChart,
  movingSnapshots,
  snapshotLabel,
  stageOfLine,
  trendChart,
} from '../../../shared/charts/trend-chart';
import type { EngineRequest } from '../../../shared/contract/engine';
import type { FunnelView, TrendPoint } from '../../../shared/contract/funnel';
import { Card } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { NotedChart } from '../notes/noted';
import { leadChart } from '../notes/things-of';
import { saveChart } from '../saving';
import { drillSnapshot, drillStep } from './drill-step';
import type { Setting } from '../../state/lead-setting';

type What = EngineRequest<'snapshotDrill'>['what'];

const WORDS: { readonly [W in What]: string } = {
  rows: 'Rows',
  set_reported: 'Rows with Set',
  appointment: 'Rows with an appointment',
  appointment_date: 'Rows with an appointment date',
  demo: 'Rows with a demo',
  sale: 'Rows with a sale',
  new: 'New CRM leads',
  aged_out: 'CRM leads that aged out',
  vanished: 'CRM leads that vanished',
};

/** The lines and bars by the ids that the charts give them. */
const OF_SERIES: Readonly<Record<string, What>> = {
  appointment: 'appointment',
  set_reported: 'set_reported',
  demo: 'demo',
  sale: 'sale',
  newLeads: 'new',
  agedOut: 'aged_out',
  vanished: 'vanished',
};

/** What each snapshot says, and what came and went between them. */
export function SnapshotCharts({ view, setting }: { readonly view: FunnelView; readonly setting: Setting }) {
  const theme = useChartTheme();
  const narrowed = view.filters.length > 0;
  const open = (point: TrendPoint | undefined, what: What): void => {
    if (point) drillSnapshot(setting, point.order, what, `${WORDS[what]}, ${snapshotLabel(point)}`);
  };
  return (
    <>
      <Card span={7}>
        <NotedChart
          of={leadChart('trend', setting)}
          spec={trendChart(theme, view.trend, view.deadStretches, narrowed)}
          theme={theme}
          onSave={saveChart}
          onSelect={(index, _from, series) =>
            open(view.trend[index], OF_SERIES[stageOfLine(series ?? '')] ?? 'rows')
          }
          onShowRows={() => drillStep(setting, 'matched')}
        />
      </Card>
      <Card span={5}>
        <NotedChart
          of={leadChart('movement', setting)}
          spec={movementChart(theme, view.trend, narrowed)}
          theme={theme}
          onSave={saveChart}
          // The table twin has all snapshots, the picture those with one before.
          onSelect={(index, from, series) =>
            open(
              from === 'table' ? view.trend[index] : movingSnapshots(view.trend)[index],
              OF_SERIES[series ?? ''] ?? 'new',
            )
          }
        />
      </Card>
    </>
  );
}
