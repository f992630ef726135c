import type { SourceId } from '../../../domain/source';
import type { DateOrder } from '../../../sql/dialect';
import type { ColumnEvidence, FieldKinds } from './column-evidence';
import { decideDateOrder, type DateDecision } from './date-order';
import { decideNumberFormat, type NumberDecision } from './number-format';

/** What was decided about the columns of one file. */
export interface FileFormats {
  readonly path: string;
  readonly source: SourceId;
  readonly date: DateDecision | null;
  /** The field that the decision is about. */
  readonly dateField: string | null;
  /** By field. */
  readonly numbers: ReadonlyMap<string, NumberDecision>;
  /** What its values said. */
  readonly evidence: ColumnEvidence;
  /** Currency that the header of the amounts states. */
  readonly header: string | null;
  /** Amounts that are written in millionths of their currency. */
  readonly inMicros: readonly string[];
}

/** What is known of a file besides its values. */
export interface ToldFormats {
  readonly path: string;
  readonly source: SourceId;
  /** How dates are read that fit both orders. */
  readonly dateOrder: DateOrder;
  /** Currency that the header of the amounts states. */
  readonly headerCurrency: string | null;
  /** Amounts that are written in millionths of their currency. */
  readonly inMicros: readonly string[];
}

/** Decides how the dates and numbers of a file are read, from all its values. */
export function decideFormats(kinds: FieldKinds, told: ToldFormats, evidence: ColumnEvidence): FileFormats {
  const decide = (field: string, kind: 'money' | 'count'): readonly [string, NumberDecision] => [
    field,
    decideNumberFormat(evidence.shapes.get(field) ?? new Map<number, number>(), kind),
  ];
  return {
    path: told.path,
    source: told.source,
    date: kinds.date === null ? null : decideDateOrder(evidence.dates, told.dateOrder),
    dateField: kinds.date,
    numbers: new Map([
      ...kinds.money.map((field) => decide(field, 'money')),
      ...kinds.counts.map((field) => decide(field, 'count')),
    ]),
    evidence,
    header: told.headerCurrency,
    inMicros: told.inMicros,
  };
}
