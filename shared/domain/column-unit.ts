import { PROJECT_CURRENCY } from './money';

/** What a deal is worth stands as its tool has it, in whatever currency that is. */
const OWN_CURRENCY: ReadonlySet<string> = new Set(['deal_amount']);

/** What the amounts of a column of a table are in, such as `USD` or `USD cents`; null where it has none, or its own. */
export function moneyUnitOf({ name, kind }: { readonly name: string; readonly kind: string }): string | null {
  if (name.endsWith('_cents')) return `${PROJECT_CURRENCY} cents`;
  return kind === 'money' && !OWN_CURRENCY.has(name) ? PROJECT_CURRENCY : null;
}
