import { formatCountOf } from '../../shared/charts/format';
import { invoicedOf, totalSpend } from '../../shared/charts/revenue-figures';
import type { RevenueSummary } from '../../shared/contract/revenue';
import { ATTRIBUTION_MODELS } from '../../shared/domain/attribution';
import { canCredit, hasPeople } from '../../shared/domain/can-credit';
import { METRICS } from '../../shared/domain/metrics';
import { platformTitle, serviceName, sourcesOf } from '../../shared/domain/source';
import {
  grossParts,
  hasAmount,
  MODEL_NAMES,
  notInvoicedLabel,
  reasonLabel,
} from '../../shared/domain/words/revenue-words';
import { columns } from './text-columns';

const count = (value: number): string => value.toLocaleString('en-US');
const money = (value: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** In place of a number that is not known: 0 would be one. */
const UNKNOWN = '–';

/** What was invoiced and spent, and what each model credits to campaigns, for people. */
export function revenueLines(revenue: RevenueSummary): string[] {
  const { currency, notInvoiced, leads, duplicates } = revenue;
  const [invoiced, spend] = [invoicedOf(revenue), totalSpend(revenue)];
  return [
    `Leads and revenue (${currency})`,
    ...columns([
      invoiced === null
        ? [METRICS.invoiced.name, UNKNOWN, 'no invoices export']
        : [METRICS.invoiced.name, money(invoiced), formatCountOf(revenue.invoices, 'invoice')],
      ...grossParts(revenue).map(
        ({ name, amount, invoices }) =>
          [`  ${name}`, money(amount), formatCountOf(invoices, 'invoice')] as const,
      ),
      ...notInvoiced.map(
        ({ status, invoices, amount }) =>
          [
            `  not counted: ${notInvoicedLabel(status)}`,
            hasAmount(status) ? money(amount) : UNKNOWN,
            formatCountOf(invoices, 'invoice'),
          ] as const,
      ),
      [
        METRICS.spend.name,
        spend === null ? UNKNOWN : money(spend),
        spend === null
          ? 'no ads export'
          : revenue.spend.map((s) => `${platformTitle(s.platform)} ${money(s.spend)}`).join(', '),
      ],
      [
        METRICS.people.name,
        hasPeople(revenue) ? count(revenue.people) : UNKNOWN,
        sourcesOf('people')
          .map(
            (source, place) =>
              `${serviceName(source)} ${count(leads[source] ?? 0)}${place === 0 ? ' records' : ''} (${count(duplicates[source] ?? 0)} duplicates)`,
          )
          .join(', '),
      ],
    ]),
    '',
    'Credited to campaigns, by model',
    ...columns(
      ATTRIBUTION_MODELS.map((model) => {
        const { attributed, unattributed, unattributedBy } = revenue.models[model];
        const reasons = Object.entries(unattributedBy).map(
          ([reason, amount]) => `${reasonLabel(reason)} (${money(amount)})`,
        );
        return [
          MODEL_NAMES[model],
          canCredit(revenue, model) ? money(attributed) : UNKNOWN,
          reasons.length === 0 ? '' : `unattributed ${money(unattributed)}: ${reasons.join('; ')}`,
        ] as const;
      }),
    ),
  ];
}
