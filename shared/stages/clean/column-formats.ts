import type { SourceId } from '../../domain/source';
import type { QueryResult } from '../../ports/database';
import { decideDateOrder, type DateDecision } from './date-order';
import { decideNumberFormat, type NumberDecision } from './number-format';
import type { DateOrder } from '../../sql/dialect';
import type { ShapeSpec } from './text-shapes.model';

/** What was decided about the columns of one file. */
export interface FileFormats {
  readonly path: string;
  readonly source: SourceId;
  readonly date: DateDecision | null;
  /** By field. */
  readonly numbers: ReadonlyMap<string, NumberDecision>;
  /** Currency → records whose own column or number states it. */
  readonly stated: ReadonlyMap<string, number>;
  /** Records in which the column and the number state different currencies, or the column states none that is known. */
  readonly unclearCurrencies: number;
  /** Currency that the header of the amounts states. */
  readonly header: string | null;
}

/** What is known of a file before its values are looked at. */
export interface ToldFormats {
  /** How dates are read that fit both orders. */
  readonly dateOrder: DateOrder;
  /** Currency that the header of the amounts states. */
  readonly headerCurrency: string | null;
}

interface Tally {
  readonly dates: number[];
  readonly shapes: Map<string, Map<number, number>>;
  readonly stated: Map<string, number>;
  unclear: number;
}

const add = <K>(to: Map<K, number>, key: K, count: number): void => {
  to.set(key, (to.get(key) ?? 0) + count);
};

/**
 * Decides for each file how its dates and numbers are read.
 * @param counts the answer to `shapeCounts`
 * @param told what is known of a file before its values are looked at, by path
 */
export function decideFormats(
  counts: QueryResult,
  spec: ShapeSpec,
  files: readonly { readonly path: string; readonly source: SourceId }[],
  told: ReadonlyMap<string, ToldFormats>,
): readonly FileFormats[] {
  const tallies = new Map<string, Tally>(
    files.map(({ path }) => [
      path,
      { dates: [0, 0, 0, 0], shapes: new Map(), stated: new Map(), unclear: 0 },
    ]),
  );
  for (const row of counts.rows()) {
    const value = (name: string): unknown => row[counts.names.indexOf(name)] ?? null;
    const tally = tallies.get(String(value('file')));
    if (tally) count(tally, value, spec);
  }
  return files.map(({ path, source }) => {
    const tally = tallies.get(path);
    const [, bothFit = 0, monthFirst = 0, dayFirst = 0] = tally?.dates ?? [];
    const decide = (field: string, kind: 'money' | 'count'): readonly [string, NumberDecision] => [
      field,
      decideNumberFormat(tally?.shapes.get(field) ?? new Map<number, number>(), kind),
    ];
    return {
      path,
      source,
      date:
        spec.date === null
          ? null
          : decideDateOrder({ bothFit, monthFirst, dayFirst }, told.get(path)?.dateOrder ?? 'MDY'),
      numbers: new Map([
        ...spec.money.map((field) => decide(field, 'money')),
        ...spec.counts.map((field) => decide(field, 'count')),
      ]),
      stated: tally?.stated ?? new Map<string, number>(),
      unclearCurrencies: tally?.unclear ?? 0,
      header: told.get(path)?.headerCurrency ?? null,
    };
  });
}

function count(tally: Tally, value: (name: string) => unknown, spec: ShapeSpec): void {
  const records = Number(value('records'));
  if (spec.date !== null) {
    const code = Number(value('date_evidence'));
    tally.dates[code] = (tally.dates[code] ?? 0) + records;
  }
  for (const field of [...spec.money, ...spec.counts]) {
    const shape = value(`${field}_shape`);
    if (shape === null) continue;
    const shapes = tally.shapes.get(field) ?? new Map<number, number>();
    add(shapes, Number(shape), records);
    tally.shapes.set(field, shapes);
  }
  const inNumber =
    spec.money.map((field) => value(`${field}_currency`)).find((code) => code !== null) ?? null;
  const inColumn = spec.hasCurrency ? value('column_currency') : null;
  const stated = inColumn ?? inNumber;
  const isUnclear =
    (inColumn === null && value('has_currency_text') === true) ||
    (inColumn !== null && inNumber !== null && inColumn !== inNumber);
  if (isUnclear) tally.unclear += records;
  else if (typeof stated === 'string') add(tally.stated, stated, records);
}
