import { SegmentedControl } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { FUNNEL_STEPS, funnelChart } from '../../../shared/charts/funnel-chart';
import { movementChart, trendChart } from '../../../shared/charts/trend-chart';
import { formatCount } from '../../../shared/charts/format';
import type { FunnelView as FunnelData, RunOutcome } from '../../../shared/contract/engine';
import type { LeadQualitySummary } from '../../../shared/contract/summary';
import { useEngine } from '../../state/answers';
import { showPanel } from '../../state/panel';
import { Chart } from '../../ui/chart';
import { Card, Columns, Page } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { NeedsAnswer } from '../needs-run';
import { saveChart } from '../saving';
import { Answered } from '../waiting';
import { Breakdowns } from './breakdowns';
import { CountedFiveWays } from './counted-five-ways';
import { drillStep } from './drill-step';
import { Headline } from './headline';
import { changeSetting, settingWords, useSetting, type Setting } from './setting';
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
  const answer = useEngine('funnel', setting);
  const { leadQuality } = outcome.summary;
  if (!leadQuality) return null;
  return (
    <Answered title="Funnel" answer={answer}>
      {(view) => <FunnelPage view={view} setting={setting} summary={leadQuality} />}
    </Answered>
  );
}

interface FunnelPageProps {
  readonly view: FunnelData;
  readonly setting: Setting;
  readonly summary: LeadQualitySummary;
}

function FunnelPage({ view, setting, summary }: FunnelPageProps) {
  const theme = useChartTheme();
  const openSnapshot = (file: string | undefined): void => {
    if (file !== undefined) showPanel({ kind: 'file', file });
  };
  return (
    <Page
      title="Funnel"
      lead={`A lead counts once, over ${formatCount(summary.snapshots)} snapshots with ${formatCount(summary.reportRows)} rows.`}
      actions={<Switches setting={setting} />}
    >
      <Headline view={view} setting={setting} />
      <Columns>
        <Card span={7}>
          <Chart
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
          <CountedFiveWays summary={summary} current={view.key} />
        </Card>
        <Card span={7}>
          <Chart
            spec={trendChart(theme, view.trend, view.deadStretches)}
            theme={theme}
            onSave={saveChart}
            onSelect={(index) => openSnapshot(view.trend[index]?.file)}
          />
        </Card>
        <Card span={5}>
          <Chart
            spec={movementChart(theme, view.trend)}
            theme={theme}
            onSave={saveChart}
            // The picture starts at the second snapshot, the table twin at the first.
            onSelect={(index, from) => openSnapshot(view.trend[from === 'table' ? index : index + 1]?.file)}
          />
        </Card>
        <Breakdowns view={view} setting={setting} />
        <TimeCharts view={view} setting={settingWords(setting)} />
      </Columns>
    </Page>
  );
}

function Switches({ setting }: { readonly setting: Setting }) {
  return (
    <>
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
        aria-label="Links: also with one key, or only with both"
        value={setting.links}
        onChange={(links) => changeSetting({ links })}
        data={[
          { value: 'linked', label: 'Linked' },
          { value: 'strict', label: 'Strict' },
        ]}
      />
    </>
  );
}
