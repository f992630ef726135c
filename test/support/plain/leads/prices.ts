import { FUNNEL_KEYS_OF, type PlainFunnels } from './funnel-keys';
import type { PriceSummary } from '../../../../shared/contract/summary';
import { money } from '../rates';
import type { DeliveredLead } from './delivered-leads';

/** What the delivered leads cost, each by its first record; null where no lead has a price. */
export function pricesOf(leads: readonly DeliveredLead[], funnels: PlainFunnels): PriceSummary | null {
  const written = leads.flatMap(({ price }) => price ?? []);
  if (written.length === 0) return null;
  const known = written.flatMap(({ cents }) => cents ?? []);
  const total = known.reduce((sum, cents) => sum + cents, 0);
  const perAppointment = (appointments: number): number | null =>
    known.length === 0 || appointments === 0 ? null : money(Math.round(total / appointments));
  return {
    currency: 'USD',
    total: money(total),
    priced: known.length,
    unpriced: leads.length - known.length,
    cost_per_appointment: Object.fromEntries(
      FUNNEL_KEYS_OF.map((key) => [key, perAppointment(funnels[key].appointment)]),
    ) as PriceSummary['cost_per_appointment'],
  };
}
