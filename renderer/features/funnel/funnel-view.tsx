import { SegmentedControl } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { filtersInWords } from '../../../shared/charts/filter-words';
import { formatCount, formatCountOf } from '../../../shared/charts/format';
import { funnelChart } from '../../../shared/charts/funnel-chart';
import { FUNNEL_STEPS } from '../../../shared/domain/lead-quality';
import type { FunnelView as FunnelData } from '../../../shared/contract/funnel';
import type { RunOutcome } from '../../../shared/contract/run';
import type { LeadQualitySummary } from '../../../shared/contract/summary';
import { useEngine } from '../../state/answers';
import { useLast } from '../use-last';
import { Card, Columns, Page } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { Compare } from '../compare/compare-page';
import { compareSides, firstSides, useComparedSides } from '../compare/compare-setting';
import { FilterBar } from '../filters/filter-bar';
import { NotedChart } from '../notes/noted';
import { leadChart } from '../notes/things-of';
import { NeedsAnswer } from '../needs-run';
import { saveChart } from '../saving';
import { Trends } from '../trends/trends-page';
import { firstTrends, showTrends, useTrendsSetting } from '../trends/trends-setting';
import { Answered } from '../waiting';
import { Breakdowns } from './breakdowns';
import { CountedWays } from './counted-ways';
import { drillStep } from './drill-step';
import { filterValues } from './filter-values';
import { Headline } from './headline';
import { PathCard } from './path-card';
import { changeSetting, useSetting, type Setting } from '../../state/lead-setting';
import { StateMap } from './state-map';
import { SnapshotCharts } from './snapshot-charts';
import { TimeCharts } from './time-charts';

/** How many delivered leads became an appointment, a demo, a sale; where, when, and how sure that is. */
export function FunnelView() {
  return (
    <NeedsAnswer
      question="leadQuality"
      icon={<IconFilter size={20} aria-hidden="true" />}
      purpose="The funnel counts how many delivered leads became an appointment, a demo, a sale."
    >
      {(outcome) => <Funnel outcome={outcome} />}
    </NeedsAnswer>
  );
}

function Funnel({ outcome }: { readonly outcome: RunOutcome }) {
  const setting = useSetting();
  const { basis, links } = setting;
  const answer = useLast(useEngine('funnel', setting));
  // What can be chosen does not depend on what is chosen.
  const all = useEngine('funnel', { basis, links, filters: [] });
  const { leadQuality } = outcome.summary;
  if (!leadQuality) return null;
  return (
    <Answered title="Funnel" answer={answer}>
      {(view) => (
        <div aria-busy={answer.isStale} style={{ display: 'contents' }}>
          <FunnelPage view={view} all={all.data ?? view} setting={setting} summary={leadQuality} />
        </div>
      )}
    </Answered>
  );
}

interface FunnelPageProps {
  readonly view: FunnelData;
  /** The same without filters. */
  readonly all: FunnelData;
  readonly setting: Setting;
  readonly summary: LeadQualitySummary;
}

function FunnelPage({ view, all, setting, summary }: FunnelPageProps) {
  const sides = useComparedSides();
  const trends = useTrendsSetting();
  return (
    <Page
      title="Funnel"
      lead={
        view.filters.length > 0
          ? `Narrowed to ${formatCount(view.counts.delivered)} of ${formatCount(summary.delivered)} delivered leads: ${filtersInWords(view.filters)}.`
          : `A lead counts once, over ${formatCountOf(summary.snapshots, 'snapshot')} with ${formatCountOf(summary.reportRows, 'row')}.`
      }
      actions={<Switches setting={setting} all={all} />}
    >
      <FilterBar
        filters={setting.filters}
        values={filterValues(all)}
        hint={
          sides
            ? 'Filters hold for both sides.'
            : trends
              ? 'Drag over points to narrow the whole screen to their periods. A click shows their rows.'
              : 'Drag over bars, or click one with Shift, to narrow the whole screen to them. A click shows their rows.'
        }
      />
      {sides ? (
        <Compare sides={sides} setting={setting} all={all} summary={summary} />
      ) : trends ? (
        <Trends setting={setting} trends={trends} />
      ) : (
        <Now view={view} setting={setting} summary={summary} />
      )}
    </Page>
  );
}

function Now({ view, setting, summary }: Omit<FunnelPageProps, 'all'>) {
  const theme = useChartTheme();
  return (
    <>
      <Headline view={view} setting={setting} summary={summary} />
      <Columns>
        <Card span={7}>
          <NotedChart
            of={leadChart('funnel', setting)}
            spec={funnelChart(theme, view)}
            theme={theme}
            onSave={saveChart}
            onSelect={(index) => {
              const step = FUNNEL_STEPS[index];
              if (step) drillStep(setting, step);
            }}
            onShowRows={() => drillStep(setting, 'delivered')}
          />
        </Card>
        <Card span={5}>
          <CountedWays view={view} setting={setting} />
        </Card>
        <SnapshotCharts view={view} setting={setting} />
        <PathCard view={view} setting={setting} />
        <StateMap view={view} setting={setting} />
        <Breakdowns view={view} setting={setting} />
        <TimeCharts view={view} setting={setting} />
      </Columns>
    </>
  );
}

function Switches({ setting, all }: { readonly setting: Setting; readonly all: FunnelData }) {
  const sides = useComparedSides();
  const trends = useTrendsSetting();
  const change = (mode: string): void => {
    if (mode === 'trends') showTrends(firstTrends(all));
    else compareSides(mode === 'compare' ? firstSides('snapshots', all) : null);
  };
  return (
    <>
      <SegmentedControl
        aria-label="The funnel, two of them side by side, or its rates over time"
        value={sides ? 'compare' : trends ? 'trends' : 'now'}
        onChange={change}
        data={[
          { value: 'now', label: 'Funnel' },
          { value: 'compare', label: 'Compare' },
          { value: 'trends', label: 'Better or worse' },
        ]}
      />
      <SegmentedControl
        aria-label="Basis: in any snapshot, or in the last one of each lead"
        value={setting.basis}
        onChange={(basis) => changeSetting({ basis })}
        data={[
          { value: 'ever', label: 'Ever' },
          { value: 'latest', label: 'Latest' },
        ]}
      />
      <SegmentedControl
        aria-label="Links: the most probable, also with one key, or only with both"
        value={setting.links}
        onChange={(links) => changeSetting({ links })}
        data={[
          { value: 'likely', label: 'Likely' },
          { value: 'linked', label: 'Linked' },
          { value: 'strict', label: 'Strict' },
        ]}
      />
    </>
  );
}
