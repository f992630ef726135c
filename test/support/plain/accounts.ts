import type {
  AccountPart,
  MoneyAccount,
  SourceReconciliation,
} from '../../../shared/contract/reconciliation';
import type { WorldFile } from '../worlds/world';
import { money } from './rates';

/** What became of a row of an export, and its money in cents: as written, and what of it counts. */
export interface Fate {
  readonly fate: 'counted' | 'merged' | 'not_counted' | 'rejected';
  /** Why it does not count by itself. */
  readonly reason: string | null;
  readonly written: number | null;
  readonly counted: number;
  /** An amount in a currency without a rate, in hundredths of it. */
  readonly unconverted: { readonly currency: string; readonly hundredths: number } | null;
}

const byName = <T>(
  things: readonly T[],
  of: (thing: T) => string,
): readonly (readonly [string, readonly T[]])[] =>
  [...new Set(things.map(of))].sort().map((name) => [name, things.filter((thing) => of(thing) === name)]);
const sum = <T>(things: readonly T[], of: (thing: T) => number): number =>
  things.reduce((total, thing) => total + of(thing), 0);

/** All money of some rows is counted or has a name: the reason why not, or `taken_back` by refunds. */
function moneyOf(fates: readonly Fate[]): MoneyAccount {
  const apart = fates.filter(({ fate }) => fate !== 'counted');
  const counted = fates.filter(({ fate }) => fate === 'counted');
  const remainders = [
    ...byName(apart, ({ reason }) => reason ?? '').map(([reason, rows]) => ({
      reason,
      cents: sum(rows, ({ written }) => written ?? 0),
    })),
    { reason: 'taken_back', cents: sum(counted, (row) => (row.written ?? 0) - row.counted) },
  ];
  const foreign = fates.flatMap(({ unconverted }) => unconverted ?? []);
  return {
    currency: 'USD',
    all: money(sum(fates, ({ written }) => written ?? 0)),
    counted: money(sum(counted, (row) => row.counted)),
    remainders: remainders
      .filter(({ cents }) => cents !== 0)
      .sort((a, b) => (a.reason < b.reason ? -1 : 1))
      .map(({ reason, cents }) => ({ reason, amount: money(cents) })),
    unconverted: byName(foreign, ({ currency }) => currency).map(([currency, rows]) => ({
      currency,
      rows: rows.length,
      amount: money(sum(rows, ({ hundredths }) => hundredths)),
    })),
  };
}

/** The account of a source: every record of its files has one fate. @param fates of the records that are rows */
export function accountOf(
  source: SourceReconciliation['source'],
  files: readonly WorldFile[],
  fates: readonly Fate[],
  hasMoney: boolean,
): readonly SourceReconciliation[] {
  const own = files.filter((file) => file.source === source);
  if (own.length === 0) return [];
  const of = (fate: Fate['fate']): readonly Fate[] => fates.filter((row) => row.fate === fate);
  const parts = (rows: readonly Fate[]): readonly AccountPart[] =>
    byName(rows, ({ reason }) => reason ?? '').map(([reason, members]) => ({
      reason,
      rows: members.length,
      amount: hasMoney ? money(sum(members, ({ written }) => written ?? 0)) : null,
    }));
  return [
    {
      source,
      rows: sum(own, ({ records }) => records),
      counted: of('counted').length,
      merged: of('merged').length,
      totals: 0,
      footers: 0,
      separators: sum(own, ({ separators }) => separators),
      rejected: sum(own, ({ rejected }) => rejected),
      notCounted: parts(of('not_counted')),
      mergedBy: parts(of('merged')),
      money: hasMoney ? moneyOf(fates) : null,
    },
  ];
}
