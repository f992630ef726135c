import { PROJECT_CURRENCY } from '../../../domain/money';
import type { SourceId } from '../../../domain/source';
import type { DateOrder } from '../../../sql/dialect';
import type { ColumnEvidence, FieldKinds } from './column-evidence';
import { decideDateOrder, provenOrder, type DateDecision } from './date-order';
import { decideNumberFormat, type NumberDecision } from './number-format';
import { NUMBER_SHAPES as S } from './number-text';

/** What was decided about the columns of one file. */
export interface FileFormats {
  readonly path: string;
  readonly source: SourceId;
  /** Files of one source with the same names of columns are of one export. */
  readonly columns: string;
  readonly date: DateDecision | null;
  /** The field that the decision is about. */
  readonly dateField: string | null;
  /** Whether the header of that field says that its times are in UTC. */
  readonly isInUtc: boolean;
  /** By field. */
  readonly numbers: ReadonlyMap<string, NumberDecision>;
  /** What its values said. */
  readonly evidence: ColumnEvidence;
  /** Currency that the header of the amounts states. */
  readonly header: string | null;
  /** Amounts that are written in millionths of their currency. */
  readonly inMicros: readonly string[];
  /** Amounts that are read in the smallest unit of their currency. */
  readonly inMinor: readonly string[];
  /** Amounts that should be in the smallest unit, but have decimals: they are read as they stand. */
  readonly notInMinor: readonly string[];
}

/**
 * The currency of the records of a file that state none: that of the header, else the one that the others state, where
 * they are as many or more and all state the same; null where nothing states it.
 */
export function fileCurrency({ header, evidence }: Pick<FileFormats, 'header' | 'evidence'>): string | null {
  if (header !== null) return header;
  const [only, ...more] = [...evidence.stated];
  if (only === undefined || more.length > 0 || evidence.unclearCurrencies > 0) return null;
  const [code, records] = only;
  return code !== PROJECT_CURRENCY && records >= evidence.silentCurrencies ? code : null;
}

/** What is known of a file besides its values. */
export interface ToldFormats {
  readonly path: string;
  readonly source: SourceId;
  /** The names of its columns. */
  readonly columns: string;
  /** How dates are read that fit both orders. */
  readonly dateOrder: DateOrder;
  /** The order that is usual in how the file is written; null where nothing speaks for one. */
  readonly usualOrder?: DateOrder | null;
  /** Header of the column of dates. */
  readonly dateHeader?: string | null;
  /** Currency that the header of the amounts states. */
  readonly headerCurrency: string | null;
  /** Amounts that are written in millionths of their currency. */
  readonly inMicros: readonly string[];
  /** Amounts that the layout of the file has in the smallest unit of their currency. */
  readonly inMinor?: readonly string[];
}

/** `Created (UTC)`, `created_utc`, `Start Date (in UTC)`, `Time GMT`. */
const UTC = /(?:^|[^a-z])(?:utc|gmt)(?:$|[^a-z])/i;

const DECIMAL_SHAPES = [S.point, S.comma, S.dots, S.longPoint, S.longComma];

/** Whether an amount of the column has decimals: whole numbers of cents have none. */
export const hasDecimals = ({ shapes }: ColumnEvidence, field: string): boolean =>
  DECIMAL_SHAPES.some((shape) => (shapes.get(field)?.get(shape) ?? 0) > 0);

/** Decides how the dates and numbers of a file are read, from all its values. */
export function decideFormats(kinds: FieldKinds, told: ToldFormats, evidence: ColumnEvidence): FileFormats {
  const decide = (field: string, kind: 'money' | 'count'): readonly [string, NumberDecision] => [
    field,
    decideNumberFormat(evidence.shapes.get(field) ?? new Map<number, number>(), kind),
  ];
  const inMinor = told.inMinor ?? [];
  return {
    path: told.path,
    source: told.source,
    columns: told.columns,
    date: kinds.date === null ? null : decideDateOrder(evidence.dates, told.dateOrder, null, told.usualOrder),
    dateField: kinds.isOrderOnly === true ? null : kinds.date,
    isInUtc: UTC.test(told.dateHeader ?? ''),
    numbers: new Map([
      ...kinds.money.map((field) => decide(field, 'money')),
      ...kinds.counts.map((field) => decide(field, 'count')),
    ]),
    evidence,
    header: told.headerCurrency,
    inMicros: told.inMicros,
    inMinor: inMinor.filter((field) => !hasDecimals(evidence, field)),
    notInMinor: inMinor.filter((field) => hasDecimals(evidence, field)),
  };
}

/** The same, where the order of day and month that some files of an export prove holds for those that leave it open. */
export function decideTogether(files: readonly FileFormats[]): readonly FileFormats[] {
  return files.map((file) => {
    if (file.date?.by !== 'default' && file.date?.by !== 'usage') return file;
    const siblings = files.filter((f) => f.source === file.source && f.columns === file.columns);
    const order = provenOrder(siblings.flatMap(({ date }) => date ?? []));
    return order === null ? file : { ...file, date: { order, by: 'siblings' } };
  });
}
