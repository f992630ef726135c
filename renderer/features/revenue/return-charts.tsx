import { canCredit } from '../../../shared/domain/can-credit';
import { servicesInWords } from '../../../shared/domain/source';
import { MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import { SegmentedControl } from '@mantine/core';
import type { PeriodStep } from '../../../shared/charts/periods';
import { drawnPeriods, revenueTimeChart } from '../../../shared/charts/revenue-time-chart';
import { orderByReturn, roasChart } from '../../../shared/charts/roas-chart';
import { waterfallBars, waterfallChart } from '../../../shared/charts/waterfall-chart';
import type { RevenueView } from '../../../shared/contract/revenue';
import { setParams, useNavigation } from '../../state/navigation';
import { setCampaigns, setPeriod } from '../../state/revenue-filters';
import { CardTitle } from '../../ui/card-title';
import { Card } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { NotedChart } from '../notes/noted';
import { revenueChart } from '../notes/things-of';
import { saveChart } from '../saving';
import { open, openCounted, openInvoices, openPeriod, openWaterfall } from './drilling';

/** Campaigns drawn at most; the table twin has all. */
const SHOWN = 14;

/** Up to this many weeks a chart by day can be read. */
const FEW_WEEKS = 9;

const STEPS: readonly PeriodStep[] = ['day', 'week'];

/** ROAS by campaign, revenue and spend over time, and how far the invoices can be followed. */
export function ReturnCharts({ view }: { readonly view: RevenueView }) {
  const theme = useChartTheme();
  const { currency } = view.summary;
  const asked = useNavigation(({ params }) => STEPS.find((known) => known === params['step']));
  const step = asked ?? (view.weeks.length > FEW_WEEKS ? 'week' : 'day');
  const ordered = orderByReturn(view.campaigns, view.model, SHOWN);
  const roas = roasChart(theme, { campaigns: view.campaigns, model: view.model, currency, limit: SHOWN });
  const hasSpend = view.campaigns.some((campaign) => campaign.spend !== null);
  const bars = waterfallBars(view.waterfall);
  return (
    <>
      <Card span={5}>
        {!hasSpend ? (
          <NoReturn
            why={`No campaign has spend, so there is no return on it. Add the exports of ${servicesInWords('ads', 'or')} Ads to the folder.`}
          />
        ) : !canCredit(view.summary, view.model) ? (
          <NoReturn
            why={`The model ${MODEL_NAMES[view.model]} has nothing to credit by, so no campaign has a return. Add the exports of ${view.model === 'crm_campaign' ? servicesInWords('people', 'or') : servicesInWords('touches', 'or')} to the folder.`}
          />
        ) : (
          <NotedChart
            of={revenueChart('roas', view)}
            spec={roas}
            theme={theme}
            onSave={saveChart}
            onSelect={(index) => {
              const campaign = ordered[index];
              if (campaign) openInvoices(view.model, { campaign_id: campaign.campaign_id });
            }}
            onBrush={(from, to) => {
              const chosen = ordered.slice(from, Math.min(to + 1, SHOWN)).map((row) => row.campaign_id);
              if (chosen.length > 0) setCampaigns(chosen);
            }}
            onShowRows={() => open({ what: 'spend' }, 'by platform, campaign and day', 'spend')}
          />
        )}
      </Card>
      <Card span={7}>
        <NotedChart
          of={revenueChart(step === 'day' ? 'revenue_by_day' : 'revenue_by_week', view)}
          spec={revenueTimeChart(theme, view, step, hasSpend ? Math.max(roas.height, 280) : 280)}
          theme={theme}
          onSave={saveChart}
          onSelect={(index, _from, series) => {
            const period = drawnPeriods(view, step)[index];
            if (period) openPeriod(view.model, { [step]: period.from }, series);
          }}
          onBrush={(from, to) => {
            const periods = drawnPeriods(view, step);
            const [first, last] = [periods[from], periods[Math.min(to, periods.length - 1)]];
            if (first && last) setPeriod(first.from, lastDayOf(last.from, step));
          }}
          onShowRows={() => openInvoices(view.model)}
          controls={
            <SegmentedControl
              aria-label="By day or week"
              value={step}
              onChange={(chosen) => setParams({ step: chosen })}
              data={[
                { value: 'day', label: 'Days' },
                { value: 'week', label: 'Weeks' },
              ]}
            />
          }
        />
      </Card>
      <Card span={7} roomy>
        <NotedChart
          of={revenueChart('waterfall', view)}
          spec={waterfallChart(theme, view)}
          theme={theme}
          onSave={saveChart}
          onSelect={(index) => {
            const bar = bars[index];
            if (bar) openWaterfall(bar);
          }}
          onShowRows={openCounted}
        />
      </Card>
    </>
  );
}

const DAY = 86_400_000;

/** The last day of a day or of the week from a Monday. */
const lastDayOf = (from: string, step: PeriodStep): string =>
  step === 'day' ? from : new Date(Date.parse(from) + 6 * DAY).toISOString().slice(0, 10);

function NoReturn({ why }: { readonly why: string }) {
  return (
    <section>
      <CardTitle title="ROAS by campaign" subtitle={why} />
    </section>
  );
}
