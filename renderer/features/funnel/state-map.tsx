import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { stateMapChart, statesOnMap } from '../../../shared/charts/state-map-chart';
import { stateName } from '../../../shared/charts/state-tiles';
import { BREAKDOWN_STAGES, type BreakdownStage } from '../../../shared/domain/lead-quality';
import { METRICS } from '../../../shared/domain/metrics';
import type { FunnelView } from '../../../shared/contract/funnel';
import { Chart } from '../../ui/chart';
import { Card } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { saveChart } from '../saving';
import { drillStep } from './drill-step';
import { settingWords, type Setting } from '../../state/lead-setting';

/** One rate by state, on a map of equal squares. */
export function StateMap({ view, setting }: { readonly view: FunnelView; readonly setting: Setting }) {
  const theme = useChartTheme();
  const [measure, setMeasure] = useState<BreakdownStage>('appointment');
  const rows = view.breakdowns['state'] ?? [];
  const { states } = statesOnMap(rows);
  return (
    <Card span={5}>
      <Chart
        spec={stateMapChart(theme, rows, measure, settingWords(setting))}
        theme={theme}
        onSave={saveChart}
        controls={
          <SegmentedControl
            size="xs"
            aria-label="Which rate on the map"
            value={measure}
            onChange={setMeasure}
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
