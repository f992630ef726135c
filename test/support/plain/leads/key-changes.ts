import type { KeyName, ReportRow } from './facts';
import { tieBreakOf, type Seen } from './newest';

/** A CRM lead that is reported with another key than in the snapshots before. */
export interface KeyChange {
  readonly leadNumber: string;
  readonly order: number;
  readonly before: string;
  readonly after: string;
  /** Whether it is the same person all the same; null: nothing tells. */
  readonly isSamePerson: boolean | null;
  readonly isFormChanged: boolean;
}

/** An algorithm is told by the number of its hex digits; what is no hash is a raw value. */
export const formOf = (key: string): string =>
  /^[0-9a-f]+$/.test(key) && [32, 40, 64].includes(key.length) ? String(key.length) : 'raw';

/**
 * The rows with which something new begins: of each CRM lead the first row of the values that the snapshot before had not,
 * or not as often; of several the one with the smallest tie break.
 */
function beginnings(rows: readonly Seen[]): readonly Seen[] {
  const timesIn = (order: number, row: ReportRow): number =>
    rows.filter((seen) => seen.order === order && JSON.stringify(seen.row) === JSON.stringify(row)).length;
  const fresh = rows.filter(({ order, row }) => timesIn(order, row) !== timesIn(order - 1, row));
  const orders = [...new Set(fresh.map(({ order }) => order))].sort((a, b) => a - b);
  return orders.flatMap((order) => {
    const [first] = fresh
      .filter((seen) => seen.order === order)
      .sort((a, b) => (tieBreakOf(a.row) < tieBreakOf(b.row) ? -1 : 1));
    return first ? [first] : [];
  });
}

const isEqual = (a: string | null, b: string | null): boolean | null =>
  a === null || b === null ? null : a === b;

/**
 * The changes of a key of one CRM lead. It is the same person where the other key is the same; else where the entry date
 * and the place (postal code, else city) are, of which one is enough where the key is of another form.
 */
export function keyChanges(key: KeyName, rows: readonly Seen[]): readonly KeyChange[] {
  const other = key === 'email' ? 'phone' : 'email';
  const states = beginnings(rows).map(({ order, row }) => ({ order, row }));
  return states.flatMap(({ order, row }, i): KeyChange[] => {
    const lastOf = <F extends keyof ReportRow>(field: F): ReportRow[F] | null =>
      states
        .slice(0, i)
        .map((state) => state.row[field])
        .filter((value) => value !== null)
        .at(-1) ?? null;
    const [before, after] = [lastOf(key), row[key]];
    if (before === null || after === null || before === after) return [];
    const isFormChanged = formOf(before) !== formOf(after);
    const entry = isEqual(row.entryOn, lastOf('entryOn'));
    const place = isEqual(row.zip, lastOf('zip')) ?? isEqual(row.city, lastOf('city'));
    const both = entry === false || place === false ? false : entry === null || place === null ? null : true;
    const isSamePerson =
      row[other] !== null && row[other] === lastOf(other) ? true : isFormChanged ? (entry ?? place) : both;
    return [{ leadNumber: row.leadNumber, order, before, after, isSamePerson, isFormChanged }];
  });
}
