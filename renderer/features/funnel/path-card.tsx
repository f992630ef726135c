import {
  isGathered,
  pathChart,
  pathMarks,
  pathWords,
  type PathEnd,
  type PathMark,
} from '../../../shared/charts/path-chart';
import type { EngineRequest } from '../../../shared/contract/engine';
import type { FunnelView } from '../../../shared/contract/funnel';
import type { PathStage } from '../../../shared/domain/lead-quality';
import { Card } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { NotedChart } from '../notes/noted';
import { leadChart } from '../notes/things-of';
import { saveChart } from '../saving';
import { drillStep } from './drill-step';
import { settingWords, type Setting } from '../../state/lead-setting';

type Path = NonNullable<EngineRequest<'drill'>['path']>;

const ends = ({ from, to }: PathMark): readonly { readonly end: PathEnd; readonly value: string | null }[] =>
  to ? [from, to] : [from];

const pathOf = (mark: PathMark): Path =>
  Object.fromEntries(
    ends(mark).map(({ end, value }) => [end, end === 'furthest' ? (value as PathStage) : value]),
  );

/** What happened to leads between the first report and the last. */
export function PathCard({ view, setting }: { readonly view: FunnelView; readonly setting: Setting }) {
  const theme = useChartTheme();
  const { places, flows } = pathMarks(view.paths);
  const marks = [...places, ...flows];
  return (
    <Card span={7}>
      <NotedChart
        of={leadChart('paths', setting)}
        spec={pathChart(theme, view.paths, settingWords(setting))}
        theme={theme}
        onSave={saveChart}
        onSelect={(index) => {
          const mark = marks[index];
          if (!mark || isGathered(mark)) return;
          const last = ends(mark).find(({ end }) => end === 'last');
          drillStep(setting, 'matched', {
            name: pathWords(mark),
            path: pathOf(mark),
            narrow: last ? { dimension: 'disposition_group', values: [last.value] } : undefined,
          });
        }}
        onShowRows={() => drillStep(setting, 'matched')}
      />
    </Card>
  );
}
