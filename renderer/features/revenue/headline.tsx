import {
  invoicedOf,
  returnOnSpend,
  spendOfNoCampaign,
  totalSpend,
} from '../../../shared/charts/revenue-figures';
import { canCredit, hasPeople } from '../../../shared/domain/can-credit';
import {
  formatCount,
  formatCountOf,
  formatRatio,
  formatShare,
  formatWholeMoney,
  NOTHING,
} from '../../../shared/charts/format';
import { NOT_NARROWED } from '../../../shared/charts/revenue-words';
import { grossParts, MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import type { RevenueView } from '../../../shared/contract/revenue';
import { METRICS } from '../../../shared/domain/metrics';
import { servicesInWords } from '../../../shared/domain/source';
import { Tile } from '../../ui/tile';
import { ThingFrame } from '../notes/thing-frame';
import { revenueFigure } from '../notes/things-of';
import { open, openAttributed, openCustomers, openInvoiced, openReturn } from './drilling';
import classes from './revenue.module.css';

/** The numbers that people came for; cents stand in the tables below. */
export function Headline({ view }: { readonly view: RevenueView }) {
  const { summary, model } = view;
  const { attributed, unattributed } = summary.models[model];
  const { currency } = summary;
  const spend = totalSpend(summary);
  const ofNoCampaign = spendOfNoCampaign(view);
  const back = returnOnSpend(view, model);
  const credits = canCredit(summary, model);
  const known = hasPeople(summary);
  const nobody = `no export of ${servicesInWords('people', 'or')}`;
  const leftOut = summary.notInvoiced.reduce((sum, { invoices }) => sum + invoices, 0);
  const records = Object.values(summary.leads).reduce((sum, of) => sum + of, 0);
  const byCampaign = (view.filters?.campaigns.length ?? 0) > 0;
  const share = (part: number, whole: number): string => formatShare(whole === 0 ? null : part / whole);
  return (
    <div className={classes.tiles}>
      <ThingFrame of={revenueFigure('invoiced', view)} title={METRICS.invoiced.name} withMenu>
        <Tile
          metricId="invoiced"
          label={`Invoiced, ${currency}`}
          value={formatWholeMoney(invoicedOf(summary))}
          detail={formatCountOf(summary.invoices, 'invoice')}
          notes={[
            ...grossParts(summary).map(({ name, amount }) => `${name}: ${formatWholeMoney(amount)}`),
            ...(byCampaign ? ['not narrowed to campaigns'] : []),
            ...(leftOut > 0 ? [`${formatCount(leftOut)} more do not count`] : []),
          ]}
          onClick={openInvoiced}
        />
      </ThingFrame>
      <ThingFrame of={revenueFigure('attributed', view)} title={METRICS.attributed.name} withMenu>
        <Tile
          metricId="attributed"
          label={`Attributed, ${currency}`}
          value={credits ? formatWholeMoney(attributed) : NOTHING}
          detail={
            credits
              ? `${share(attributed, summary.invoiced)} of invoiced`
              : model === 'crm_campaign'
                ? nobody
                : 'no sessions or events to credit'
          }
          notes={[`unattributed: ${formatWholeMoney(unattributed)}`, MODEL_NAMES[model]]}
          onClick={() => openAttributed(model)}
        />
      </ThingFrame>
      <ThingFrame of={revenueFigure('spend', view)} title={METRICS.spend.name} withMenu>
        <Tile
          metricId="spend"
          label={`Spend, ${currency}`}
          value={formatWholeMoney(spend)}
          detail={
            spend === null
              ? 'no ads export'
              : `${formatCount(summary.spend.length)} ${summary.spend.length === 1 ? 'platform' : 'platforms'}`
          }
          notes={ofNoCampaign === 0 ? [] : [`of no campaign: ${formatWholeMoney(ofNoCampaign)}`]}
          onClick={() => open({ what: 'spend' }, 'by platform, campaign and day', 'spend')}
        />
      </ThingFrame>
      <ThingFrame of={revenueFigure('roas', view)} title={METRICS.roas.name} withMenu>
        <Tile
          metricId="roas"
          label="ROAS"
          value={formatRatio(back.all)}
          detail="attributed / spend"
          notes={[
            ...(back.all !== null && back.ofSpending !== back.all
              ? [`of campaigns with spend: ${formatRatio(back.ofSpending)}`]
              : []),
            MODEL_NAMES[model],
          ]}
          onClick={() => openReturn(model, { revenue: attributed, spend: spend ?? 0 })}
        />
      </ThingFrame>
      <ThingFrame of={revenueFigure('people', view)} title={METRICS.people.name} withMenu>
        <Tile
          metricId="people"
          label="People"
          value={known ? formatCount(view.dedup.people) : NOTHING}
          detail={known ? `${formatCount(view.dedup.clusters)} with repeats` : nobody}
          notes={[
            ...(known ? [`of ${formatCount(records)} records`] : []),
            ...(view.filters ? [NOT_NARROWED] : []),
          ]}
          onClick={() => open({ what: 'people' }, 'each person once', 'people')}
        />
      </ThingFrame>
      <ThingFrame of={revenueFigure('customers', view)} title={METRICS.customers.name} withMenu>
        <Tile
          metricId="customers"
          label="Customers"
          value={known ? formatCount(view.funnel.invoiced) : NOTHING}
          detail={known ? `${share(view.funnel.invoiced, view.dedup.people)} of people` : nobody}
          notes={view.filters ? [NOT_NARROWED] : []}
          onClick={openCustomers}
        />
      </ThingFrame>
    </div>
  );
}
