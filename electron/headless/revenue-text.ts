import type { RevenueSummary } from '../../shared/contract/revenue';
import { ATTRIBUTION_MODELS, type AttributionModel } from '../../shared/domain/attribution';
import { columns } from './text-columns';

const MODEL_LABELS: Readonly<Record<AttributionModel, string>> = {
  crm_campaign: 'Campaign of the lead',
  first_touch: 'First touch',
  last_touch: 'Last touch',
  linear: 'Linear',
  position_based: 'Position-based',
  time_decay: 'Time decay',
};

const count = (value: number): string => value.toLocaleString('en-US');
const money = (value: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** What was invoiced and spent, and what each model credits to campaigns, for people. */
export function revenueLines(revenue: RevenueSummary): string[] {
  const { currency, refunds, notInvoiced, leads, duplicates } = revenue;
  const spend = revenue.spend.reduce((sum, platform) => sum + Math.round(platform.spend * 100), 0) / 100;
  return [
    `Leads and revenue (${currency})`,
    ...columns([
      [
        'Invoiced',
        money(revenue.invoiced),
        `${count(revenue.invoices)} invoices` +
          (refunds.invoices === 0
            ? ''
            : `, of them ${count(refunds.invoices)} refunds of ${money(refunds.amount)}`),
      ],
      ...notInvoiced.map(
        ({ status, invoices, amount }) =>
          [`  not counted: ${status}`, money(amount), `${count(invoices)} invoices`] as const,
      ),
      ['Spend', money(spend), revenue.spend.map((s) => `${s.platform} ${money(s.spend)}`).join(', ')],
      [
        'People',
        count(revenue.people),
        `HubSpot ${count(leads.hubspot_leads)} records (${count(duplicates.hubspot_leads)} duplicates), ` +
          `Intercom ${count(leads.intercom_leads)} (${count(duplicates.intercom_leads)} duplicates)`,
      ],
    ]),
    '',
    'Credited to campaigns, by model',
    ...columns(
      ATTRIBUTION_MODELS.map((model) => {
        const { attributed, unattributed, unattributedBy } = revenue.models[model];
        const reasons = Object.entries(unattributedBy).map(
          ([reason, amount]) => `${reason} ${money(amount)}`,
        );
        return [
          MODEL_LABELS[model],
          money(attributed),
          reasons.length === 0 ? '' : `unattributed ${money(unattributed)}: ${reasons.join(', ')}`,
        ] as const;
      }),
    ),
  ];
}
