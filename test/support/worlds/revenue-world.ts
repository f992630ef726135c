import { writeAds } from './ad-files';
import type { Dice } from './dice';
import { ZONES } from './marketing-words';
import { writeInvoices } from './invoice-files';
import { somebody, writePeople } from './people-world';
import { writeTouches } from './touch-files';
import type { World } from './world';

/** A world that answers the second question. */
export function revenueWorld(dice: Dice): Omit<World, 'seed'> {
  const size = dice.pick([dice.int(5, 15), dice.int(15, 40), dice.int(40, 100)]);
  const [noUid, noEmail] = [dice.rate(0.4), dice.rate(0.3)];
  const all = Array.from({ length: size }, (_, i) => somebody(i, dice, noUid, noEmail));
  const people = writePeople(all, dice);
  const zoned = ['stripe_invoices', 'ga4_sessions'].filter(() => dice.is(0.3));
  const timeZones = Object.fromEntries(zoned.map((source) => [source, dice.pick(Object.keys(ZONES))]));
  const aheadOf = (source: string): number | null => ZONES[timeZones[source] ?? ''] ?? null;
  const invoices = writeInvoices(all, aheadOf('stripe_invoices'), dice);
  const touches = writeTouches(all, aheadOf('ga4_sessions'), dice);
  const ads = writeAds(dice);
  const windowDays = dice.pick([90, 90, 30, 7]);
  return {
    files: [...people.files, ...invoices.files, ...touches.files, ...ads.files],
    settings: { attributionWindowDays: windowDays, timeZones },
    decisions: people.decisions,
    leads: null,
    revenue: {
      people: people.records,
      invoices: invoices.records,
      invoiceFiles: invoices.order,
      touches: touches.records,
      ads: ads.records,
      pairs: people.pairs,
      windowDays,
    },
  };
}
