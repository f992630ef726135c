import type { LeadFacts } from './facts';
import { newestOf, type Seen } from './newest';
import { folded } from './stages';

/** CRM leads whose last non-empty job status, over all snapshots and all their identities, takes a sale back. */
export function takenBack(rows: readonly Seen[], facts: LeadFacts): ReadonlySet<string> {
  const numbers = new Set(rows.map(({ row }) => row.leadNumber));
  return new Set(
    [...numbers].filter((number) => {
      const status = newestOf(
        rows.filter(({ row }) => row.leadNumber === number),
        ({ jobStatus }) => jobStatus,
      );
      return status !== null && facts.cancelledWords.has(folded(status));
    }),
  );
}
