import { FUNNEL_KEYS, type LeadQualitySummary } from '../../../contract/summary';
import type { Finding } from '../../../domain/finding';
import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count, money, percent, plural, say } from '../../../domain/sentence';
import { leadQualityNumbers } from '../../../sql/run-parameters';
import { defineFindings } from '../../../sql/stage';
import { intDeliveredLeads } from '../../match/int-delivered-leads.model';

/** Prices of a part of the delivered leads: what few cost is divided by the appointments of all. */
function findPartlyPriced({ prices, delivered }: LeadQualitySummary): readonly Finding[] {
  if (prices === null || prices.priced === 0 || prices.unpriced === 0) return [];
  const { priced, unpriced, total, currency, cost_per_appointment: cost } = prices;
  if (FUNNEL_KEYS.every((key) => cost[key] === null)) return [];
  return [
    finding({
      code: 'partly_priced',
      severity: 'warning',
      source: 'delivered_leads',
      column: 'price',
      message: say`The price is known of ${count(priced)} of ${plural(delivered, 'delivered lead')} (${percent(priced / delivered)}), ${money(total)} ${currency} in all. The cost per appointment divides that by the appointments of all delivered leads: it is too low by what the other ${plural(unpriced, 'lead')} cost. Add ${agree(unpriced, 'its price', 'their prices')} to the export.`,
      evidence: [
        { label: 'Leads with a price', value: count(priced) },
        { label: 'Leads without one', value: count(unpriced) },
      ],
      rows: rowsOf(intDeliveredLeads, { price_cents: null }),
    }),
  ];
}

export const partlyPricedFindings = defineFindings({
  name: 'partly_priced_findings',
  title: 'Prices of a part of the delivered leads',
  reads: [intDeliveredLeads],
  takes: [leadQualityNumbers],
  find: ({ get }) => findPartlyPriced(get(leadQualityNumbers)),
});
