import { isCurrencyCode } from '../../domain/currency-codes';
import { cellKind, columnKind, type CellKind } from './cell-kind';
import type { TextRecord } from '../../domain/split-text';

/** Where a table begins among the first records of a text: at its header, or without one at its first values. */
export type HeaderPlace =
  | {
      /** Index of the record that names the columns. */
      readonly header: number;
      /** Records right below it that give the units of the columns. */
      readonly units: number;
    }
  | { readonly header: null; readonly data: number };

/** The header is looked for among so many records. */
const LOOK_AT = 60;
/** The kinds of columns are learnt from so many records below a candidate. */
const LEARN_FROM = 50;
/** Records whose number of fields differs by so many may still be of the table. */
const NEAR = 2;

/** A unit of measure, a currency or a type in place of a value. */
const UNIT =
  /^[([]?(?:[%$€£¥#]|units?|count|number|text|string|date|datetime|time|timestamp|integer|int|float|decimal|currency|percent(?:age)?|seconds?|sec|ms|minutes?|min|hours?|days?|millions?|thousands?|y{4}[-/.]m{2}[-/.]d{2}|[dm]{1,2}[-/.][dm]{1,2}[-/.]y{2,4})[)\]]?$/i;

const filledIn = (record: TextRecord): number => record.fields.filter((field) => field.trim() !== '').length;

/** Different texts in a record, its empty cells aside. */
const namesIn = (record: TextRecord): number =>
  new Set(record.fields.map((field) => field.trim().toLowerCase()).filter((name) => name !== '')).size;

const isNear = (record: TextRecord, width: number): boolean =>
  record.fields.length === width ||
  (record.fields.length > 1 && Math.abs(record.fields.length - width) <= NEAR);

/** How one record agrees with the kinds of the records below it. */
interface Fit {
  /** Cells that look as the values below them do. */
  readonly alike: number;
  /** Cells with a text above values that are none. */
  readonly unlike: number;
}

function kindsBelow(records: readonly TextRecord[], from: number, width: number): readonly CellKind[] {
  const below = records
    .slice(from, from + LEARN_FROM)
    .filter((record) => isNear(record, width))
    .map((record) => record.fields);
  return Array.from({ length: width }, (_, column) =>
    columnKind(below.map((fields) => fields[column] ?? '')),
  );
}

function fitOf(record: TextRecord, kinds: readonly CellKind[]): Fit {
  let [alike, unlike] = [0, 0];
  kinds.forEach((kind, column) => {
    if (kind === 'text' || kind === 'empty') return;
    const own = cellKind(record.fields[column] ?? '');
    if (own === kind) alike++;
    else if (own === 'text') unlike++;
  });
  return { alike, unlike };
}

/** A record alone: half of its cells, and two of them, look like values. */
function looksLikeValues(record: TextRecord): boolean {
  const filled = record.fields.map(cellKind).filter((kind) => kind !== 'empty');
  const values = filled.filter((kind) => kind !== 'text').length;
  return values >= 2 && values * 2 >= filled.length;
}

/** Whether a record gives the units of the columns: all of its cells are such, and the values below are others. */
function isUnits(record: TextRecord, kinds: readonly CellKind[]): boolean {
  const filled = record.fields.map((field) => field.trim()).filter((field) => field !== '');
  return (
    filled.length > 0 &&
    filled.every((field) => UNIT.test(field) || isCurrencyCode(field.replace(/^[([]|[)\]]$/g, ''))) &&
    fitOf(record, kinds).unlike > 0
  );
}

const isDrawn = (record: TextRecord): boolean => /^[-=_+\s|]*$/.test(record.fields.join(''));

/** The first record that reads like values of the columns below it; the number of records where none does. */
function firstValues(records: readonly TextRecord[], width: number): number {
  const until = Math.min(records.length, LOOK_AT);
  for (let i = 0; i < until; i++) {
    const record = records[i];
    if (record === undefined || !isNear(record, width)) continue;
    const kinds = kindsBelow(records, i + 1, width);
    if (kinds.every((kind) => kind === 'empty')) {
      if (looksLikeValues(record)) return i;
      continue;
    }
    const { alike, unlike } = fitOf(record, kinds);
    // Titles and totals fill few cells of a record.
    const isFull = filledIn(record) * 2 >= kinds.filter((kind) => kind !== 'empty').length;
    if (isFull && alike > 0 && alike >= unlike) return i;
  }
  return records.length;
}

/**
 * Among the records above the values the one that names most columns whose values are no text; of several the one
 * with most different names, of those the first.
 */
function bestNames(records: readonly TextRecord[], data: number, width: number): number | null {
  const kinds = kindsBelow(records, data, width);
  let best: { readonly at: number; readonly unlike: number; readonly names: number } | null = null;
  for (let i = data - 1; i >= 0; i--) {
    const record = records[i];
    if (record === undefined || isDrawn(record)) continue;
    if (!isNear(record, width)) {
      // A title or a note ends what belongs to the table, once its names are found.
      if (best !== null) break;
      continue;
    }
    const { unlike } = fitOf(record, kinds);
    const names = namesIn(record);
    if (best === null || unlike > best.unlike || (unlike === best.unlike && names >= best.names)) {
      best = { at: i, unlike, names };
    }
  }
  // One text in a wide record is a title that was filled up with delimiters.
  return best === null || (best.names < 2 && width > 2) ? null : best.at;
}

/**
 * Finds the record that names the columns. What names a column does not look like the values below it; titles and
 * the names of groups of columns above a header fill fewer cells than it does.
 * @param width the number of fields that the table has
 */
export function findHeader(records: readonly TextRecord[], width: number): HeaderPlace {
  const data = firstValues(records, width);
  const named = data < records.length ? bestNames(records, data, width) : null;
  if (named !== null) return { header: named, units: unitsBelow(records, named, data, width) };
  // All of it is text: the first full record names the columns of the others.
  const top = records.slice(0, LOOK_AT);
  const full = Math.max(0, ...top.map((record) => (isNear(record, width) ? namesIn(record) : 0)));
  const first = top.findIndex((r) => isNear(r, width) && namesIn(r) * 2 > full && !isDrawn(r));
  if (data < records.length && first >= data) return { header: null, data };
  return { header: Math.max(first, 0), units: 0 };
}

function unitsBelow(records: readonly TextRecord[], header: number, data: number, width: number): number {
  const kinds = kindsBelow(records, data, width);
  let units = 0;
  for (let i = header + 1; i < data; i++) {
    const record = records[i];
    if (record === undefined || !isNear(record, width) || !isUnits(record, kinds)) break;
    units++;
  }
  return units;
}
