import { cohortChart } from '../../../shared/charts/cohort-chart';
import { cohortCells, cohortHeatChart } from '../../../shared/charts/cohort-heat-chart';
import { daysChart, drawnDays, type DayBar } from '../../../shared/charts/days-chart';
import { formatIsoDay } from '../../../shared/charts/format';
import type { FunnelView } from '../../../shared/contract/funnel';
import { setLeadFilter } from '../../state/filters';
import { Card } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { NotedChart } from '../notes/noted';
import { leadChart } from '../notes/things-of';
import { saveChart } from '../saving';
import { drillStep } from './drill-step';
import { settingWords, type Setting } from '../../state/lead-setting';

interface TimeChartsProps {
  readonly view: FunnelView;
  readonly setting: Setting;
}

/** The part of the leads that entered in one week. */
const ofWeek = (week: string) => ({
  within: { dimension: 'entry_week', key: week, reported: true },
  narrow: { dimension: 'entry_week' as const, values: [week] },
});

const exactDay = (view: FunnelView, index: number): Omit<DayBar, 'leads'> | undefined => {
  const day = view.daysToAppointment[index]?.days;
  return day === undefined ? undefined : { label: String(day), low: day, high: day };
};

/** How long it takes to an appointment, and how the weeks of entry compare. */
export function TimeCharts({ view, setting }: TimeChartsProps) {
  const theme = useChartTheme();
  const words = settingWords(setting);
  const days = drawnDays(view.daysToAppointment);
  const cells = cohortCells(view);
  return (
    <>
      {view.cohorts.length > 0 && (
        <Card span={6}>
          <NotedChart
            of={leadChart('cohort_heat', setting)}
            spec={cohortHeatChart(theme, view, words)}
            theme={theme}
            onSave={saveChart}
            onSelect={(index) => {
              const cell = cells[index];
              if (!cell) return;
              drillStep(setting, 'delivered', {
                ...ofWeek(cell.week),
                name: `week of ${formatIsoDay(cell.week)}, appointment date within ${String(cell.age + 1)} weeks`,
                days: { low: null, high: cell.age * 7 + 6 },
              });
            }}
          />
        </Card>
      )}
      {view.cohorts.length > 0 && (
        <Card span={6}>
          <div style={{ display: 'flex', flexDirection: 'column', gap: 24 }}>
            <NotedChart
              of={leadChart('cohorts', setting)}
              spec={cohortChart(theme, view.cohorts, words)}
              theme={theme}
              onSave={saveChart}
              onSelect={(index) => {
                const cohort = view.cohorts[index];
                if (!cohort) return;
                drillStep(setting, 'appointment', {
                  ...ofWeek(cohort.week),
                  name: `week of ${formatIsoDay(cohort.week)}`,
                });
              }}
              onBrush={(from, to) => {
                const values = view.cohorts.slice(from, to + 1).map(({ week }) => week);
                if (values.length > 0) setLeadFilter({ dimension: 'entry_week', values });
              }}
            />
            {view.daysToAppointment.length > 0 && (
              <NotedChart
                of={leadChart('days', setting)}
                spec={daysChart(theme, view.daysToAppointment, words)}
                theme={theme}
                onSave={saveChart}
                // The picture gathers long waits in one bar, the table twin has each of them.
                onSelect={(index, from) => {
                  const day = from === 'table' ? exactDay(view, index) : days[index];
                  if (!day) return;
                  drillStep(setting, 'delivered', {
                    name: `${day.label} days to the appointment`,
                    days: { low: day.low, high: day.high },
                  });
                }}
              />
            )}
          </div>
        </Card>
      )}
    </>
  );
}
