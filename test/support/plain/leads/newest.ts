import { createHash } from 'node:crypto';
import type { ReportRow } from './facts';
import type { Snapshot } from './snapshot-order';

/** A row with the order of its snapshot. */
export interface Seen {
  readonly order: number;
  readonly row: ReportRow;
}

/** All rows of all snapshots. */
export const seenIn = (snapshots: readonly Snapshot[]): readonly Seen[] =>
  snapshots.flatMap(({ order, rows }) => rows.map((row) => ({ order, row })));

/**
 * Which of several rows of one CRM lead in one snapshot counts as the newest: that with the greatest MD5 of its values,
 * joined with `|` in the order of the fields, empty where there is none. Only the values decide.
 */
export function tieBreakOf(row: ReportRow): string {
  const { leadNumber, email, phone, entryOn, city, state, zip, appointmentAt, isSet, isDemo } = row;
  const values = [leadNumber, email, phone, entryOn, city, state, zip, appointmentAt, isSet, isDemo];
  const text = [...values, row.disposition, row.jobStatus].map((value) => String(value ?? '')).join('|');
  return createHash('md5').update(text).digest('hex').slice(0, 8);
}

/** Rows with the newest first: by snapshot, within one by tie break. */
export const newestFirst = (rows: readonly Seen[]): readonly Seen[] =>
  [...rows].sort((a, b) => b.order - a.order || (tieBreakOf(a.row) < tieBreakOf(b.row) ? 1 : -1));

/** The newest value that is not empty. */
export const newestOf = <T>(rows: readonly Seen[], of: (row: ReportRow) => T | null): T | null =>
  newestFirst(rows)
    .map(({ row }) => of(row))
    .find((value) => value !== null) ?? null;
