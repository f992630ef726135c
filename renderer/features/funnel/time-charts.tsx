import { cohortChart } from '../../../shared/charts/cohort-chart';
import { daysChart } from '../../../shared/charts/days-chart';
import type { FunnelView } from '../../../shared/contract/engine';
import { Chart } from '../../ui/chart';
import { Card } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { saveChart } from '../saving';

interface TimeChartsProps {
  readonly view: FunnelView;
  readonly setting: string;
}

/** How long it takes to an appointment, and how the weeks of entry compare. */
export function TimeCharts({ view, setting }: TimeChartsProps) {
  const theme = useChartTheme();
  return (
    <>
      {view.daysToAppointment.length > 0 && (
        <Card span={6}>
          <Chart spec={daysChart(theme, view.daysToAppointment, setting)} theme={theme} onSave={saveChart} />
        </Card>
      )}
      {view.cohorts.length > 0 && (
        <Card span={6}>
          <Chart spec={cohortChart(theme, view.cohorts, setting)} theme={theme} onSave={saveChart} />
        </Card>
      )}
    </>
  );
}
