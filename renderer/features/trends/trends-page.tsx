import { trendScale } from '../../../shared/charts/trend-panels';
import { useEngine } from '../../state/answers';
import type { Setting } from '../../state/lead-setting';
import { FaultNote } from '../../ui/fault-note';
import { useLast } from '../use-last';
import { TrendControls } from './trend-controls';
import { TrendGrid } from './trend-grid';
import { TrendSummary } from './trend-summary';
import { TrendTable } from './trend-table';
import type { TrendsSetting } from '../../../shared/contract/rate-trends';

interface TrendsProps {
  readonly setting: Setting;
  readonly trends: TrendsSetting;
}

/** Whether a rate gets better or worse, for all leads and by the values of a dimension. */
export function Trends({ setting, trends }: TrendsProps) {
  const answer = useLast(useEngine('rateTrends', { ...setting, ...trends }));
  if (answer.state === 'failed') return <FaultNote fault={answer.fault} />;
  if (answer.state === 'waiting') return <div aria-busy="true" style={{ height: 480 }} />;
  const view = answer.data;
  const shown = { view, setting, trends };
  const scale = trendScale(view, trends);
  return (
    <div aria-busy={answer.isStale} style={{ display: 'contents' }}>
      <TrendControls trends={trends} view={view} />
      <TrendSummary shown={shown} scale={scale} />
      <TrendGrid shown={shown} scale={scale} />
      <TrendTable shown={shown} />
    </div>
  );
}
