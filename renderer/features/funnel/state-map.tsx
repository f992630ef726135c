import { SegmentedControl } from '@mantine/core';
import { stateMapChart, statesOnMap } from '../../../shared/charts/state-map-chart';
import { stateName } from '../../../shared/charts/state-tiles';
import { BREAKDOWN_STAGES } from '../../../shared/domain/lead-quality';
import { METRICS } from '../../../shared/domain/metrics';
import type { FunnelView } from '../../../shared/contract/funnel';
import { Card } from '../../ui/page';
import { setParams, useNavigation } from '../../state/navigation';
import { useChartTheme } from '../../ui/use-chart-theme';
import { NotedChart } from '../notes/noted';
import { leadChart } from '../notes/things-of';
import { saveChart } from '../saving';
import { stageOf } from './breakdown-part';
import { drillStep } from './drill-step';
import { settingWords, type Setting } from '../../state/lead-setting';

/** One rate by state, on a map of equal squares. */
export function StateMap({ view, setting }: { readonly view: FunnelView; readonly setting: Setting }) {
  const theme = useChartTheme();
  const measure = useNavigation(({ params }) => stageOf(params['map']));
  const rows = view.breakdowns['state'] ?? [];
  const { states } = statesOnMap(rows);
  return (
    <Card span={5}>
      <NotedChart
        of={leadChart('state_map', setting, { measure })}
        spec={stateMapChart(theme, rows, measure, settingWords(setting))}
        theme={theme}
        onSave={saveChart}
        controls={
          <SegmentedControl
            size="xs"
            aria-label="Which rate on the map"
            value={measure}
            onChange={(map) => setParams({ map })}
            data={BREAKDOWN_STAGES.map((m) => ({ value: m, label: METRICS[m].name }))}
          />
        }
        onSelect={(index) => {
          const state = states[index];
          if (!state) return;
          // A state that is written in two ways opens as one: by a filter, not by a single value.
          const own = { dimension: 'state' as const, values: [...state.keys] };
          drillStep(
            { ...setting, filters: [...setting.filters.filter((f) => f.dimension !== 'state'), own] },
            measure,
            { name: stateName(state.code), narrow: own },
          );
        }}
        onShowRows={() => drillStep(setting, 'matched')}
      />
    </Card>
  );
}
