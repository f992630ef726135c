import type { DeliveredLead } from './delivered-leads';
import type { KeyName, LeadFacts } from './facts';
import { keyChanges, type KeyChange } from './key-changes';
import type { Seen } from './newest';

/**
 * Reports from which on keys are made in another way: of the CRM leads with another key than before at least three, or one
 * with a key of another form; with at least half as many different keys; of those that can be told four of five the same
 * people; and, where no form changed, at least half of the CRM leads that an earlier report has.
 */
function rekeyedReports(changes: readonly KeyChange[], rows: readonly Seen[]): ReadonlySet<number> {
  const orders = [...new Set(changes.map(({ order }) => order))];
  return new Set(
    orders.filter((order) => {
      const own = changes.filter((change) => change.order === order);
      const isReformed = own.some(({ isFormChanged }) => isFormChanged);
      const judged = own.filter(({ isSamePerson }) => isSamePerson !== null);
      const same = judged.filter(({ isSamePerson }) => isSamePerson === true);
      const earlier = new Set(rows.filter((seen) => seen.order < order).map(({ row }) => row.leadNumber));
      const known = new Set(
        rows
          .filter((seen) => seen.order === order && earlier.has(seen.row.leadNumber))
          .map(({ row }) => row.leadNumber),
      );
      return (
        (own.length >= 3 || isReformed) &&
        new Set(own.map(({ after }) => after)).size >= own.length / 2 &&
        judged.length > 0 &&
        same.length >= 0.8 * judged.length &&
        (isReformed || own.length >= known.size / 2)
      );
    }),
  );
}

/**
 * Keys that are read as another one: the keys of a CRM lead before and after such a report are one. It is the latest that
 * a delivered lead has, else the earliest. A key that a delivered lead has stands for itself, and so does one that
 * different CRM leads lead to different keys.
 * @returns reported key → the key that it is read as
 */
export function rekeyedKeys(
  key: KeyName,
  rows: readonly Seen[],
  leads: readonly DeliveredLead[],
  { nobodysKeys, sameKeys }: LeadFacts,
): ReadonlyMap<string, string> {
  const numbers = [...new Set(rows.map(({ row }) => row.leadNumber))];
  const changes = numbers.flatMap((number) =>
    keyChanges(
      key,
      rows.filter(({ row }) => row.leadNumber === number),
    ),
  );
  const orders = rekeyedReports(changes, rows);
  const delivered = new Set(leads.map((lead) => lead[key]));
  const isDelivered = (of: string): boolean => delivered.has(sameKeys.get(of) ?? of);
  const readAs = new Map<string, Set<string>>();
  for (const number of numbers) {
    const chain = changes
      .filter(
        ({ leadNumber, order, before, after, isSamePerson }) =>
          leadNumber === number &&
          orders.has(order) &&
          isSamePerson !== false &&
          !nobodysKeys.has(before) &&
          !nobodysKeys.has(after),
      )
      .flatMap(({ before, after }) => [before, after]);
    const target = chain.filter(isDelivered).at(-1) ?? chain[0];
    if (target === undefined) continue;
    for (const of of chain)
      if (of !== target && !isDelivered(of)) readAs.set(of, (readAs.get(of) ?? new Set()).add(target));
  }
  return new Map(
    [...readAs].flatMap(([of, targets]) =>
      targets.size === 1 ? [[of, [...targets][0] ?? of] as const] : [],
    ),
  );
}
