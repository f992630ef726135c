import { kindOf, KIND, type ColumnTypes } from './column-types';
import { placeFields } from './place-fields';
import { RecordFields } from './record-fields';
import type { RecordLedger } from './record-ledger';
import type { RecordShape } from './record-shape';
import { saysFooter } from './total-words';

/** A record that cannot be judged before the columns are known. */
export interface IrregularRecord {
  readonly record: number;
  readonly text: string;
  readonly fields: readonly string[];
  /** What about its quotes had to be tolerated. */
  readonly tolerated: string | null;
  readonly isRecoded: boolean;
  /** The file ends within it, as far as can be told. */
  readonly isCut: boolean;
}

/** Records that wait take memory: so many at most. */
const MOST_WAITING = 5000;
const MOST_WAITING_CHARACTERS = 4 * 2 ** 20;

/** Fewer columns do not tell a line of text from a record. */
const FEWEST_COLUMNS = 3;

const some = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

/** The records below one header whose fields are too many or too few, or of which only one has a value. */
export class IrregularRecords {
  #waiting: IrregularRecord[] = [];
  #characters = 0;
  /** Whether whoever wrote the file left out empty fields at the end of records. */
  #isStripped = false;

  constructor(
    private readonly ledger: RecordLedger,
    private readonly delimiter: string,
  ) {}

  /** Takes one; when enough wait they are judged by what is known of the columns so far. */
  add(record: IrregularRecord, shape: RecordShape, types: ColumnTypes): void {
    this.#waiting.push(record);
    this.#characters += record.text.length;
    if (this.#waiting.length >= MOST_WAITING || this.#characters >= MOST_WAITING_CHARACTERS) {
      this.settle(shape, types, 'more');
    }
  }

  /** Takes a record out again that waits, for what was found out about it. */
  take(record: number): IrregularRecord | null {
    const at = this.#waiting.findIndex((waiting) => waiting.record === record);
    return at < 0 ? null : (this.#waiting.splice(at, 1)[0] ?? null);
  }

  /** Judges what waits. @param next what comes after these records: lines of text before an end or a header are no rows */
  settle(shape: RecordShape, types: ColumnTypes, next: 'more' | 'header' | 'end'): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#characters = 0;
    this.#isStripped = isStripped(waiting, shape, types, this.ledger.rows);
    for (const record of waiting) {
      const isLast = next !== 'more' && record.record > this.ledger.lastRow;
      this.#judge(record, shape, types, isLast ? next : 'more');
    }
  }

  #judge(of: IrregularRecord, shape: RecordShape, types: ColumnTypes, next: 'more' | 'header' | 'end'): void {
    const footer = footerReason(of, shape, types, next);
    if (footer !== null) {
      this.ledger.leaveOut(of.record, 'footer', of.text, footer);
    } else if (of.fields.length === shape.fieldCount) {
      this.#keep(of, of.fields, shape);
    } else {
      this.#place(of, shape, types);
    }
  }

  #place(of: IrregularRecord, shape: RecordShape, types: ColumnTypes): void {
    const { fieldCount } = shape;
    const count = `It has ${some(of.fields.length, 'field')} where the header has ${String(fieldCount)}`;
    const isShort = of.fields.length < fieldCount;
    if (of.isCut && isShort) {
      this.ledger.reject(of.record, of.text, `${count}, and the file ends within it.`);
      return;
    }
    const filled = of.fields.filter((text) => text.trim() !== '').length;
    const placed =
      filled < 2 && fieldCount >= FEWEST_COLUMNS
        ? null
        : placeFields(of.fields, fieldCount, types, this.delimiter);
    const padded = placed === null && isShort && this.#isStripped ? padEnd(of.fields, shape, types) : null;
    if (padded !== null) {
      this.#keep(of, padded, shape);
      this.ledger.remark(
        of.record,
        'short',
        of.text,
        `${count}; no record ends with an empty field, so the last ones are those that are missing.`,
      );
      return;
    }
    if (placed === null) {
      this.ledger.reject(
        of.record,
        of.text,
        `${count}, and they fit the columns in no way, or in more than one.`,
      );
      return;
    }
    this.#keep(of, placed, shape);
    this.ledger.remark(
      of.record,
      isShort ? 'short' : 'long',
      of.text,
      `${count}; they fit the columns in one way only.`,
    );
  }

  #keep(of: IrregularRecord, texts: readonly string[], shape: RecordShape): void {
    const fields = new RecordFields();
    const encoder = new TextEncoder();
    fields.replaceWith(texts.map((text) => encoder.encode(text)));
    if (of.tolerated !== null) this.ledger.remark(of.record, 'quotes', of.text, of.tolerated);
    if (of.isRecoded) this.ledger.remark(of.record, 'encoding', of.text, RECODED);
    this.ledger.keep(of.record, fields, shape);
  }
}

export const CLOSES = 'It says where the report comes from, or that it ends.';
export const RECODED = 'It is not UTF-8 as the rest is, and was read as Windows-1252.';

/** Whether a text is words rather than a value. */
const isText = (text: string): boolean => kindOf(text) === KIND.words;

/** Short records that show a habit of the writer: so many, and so many of all. */
const FEWEST_STRIPPED = 3;
const STRIPPED = 0.25;

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/**
 * Whether empty fields at the end of records were left out by whoever wrote them: many are short, and none, short or whole,
 * ends with an empty field.
 * @param rows whole records and those that wait
 */
function isStripped(
  waiting: readonly IrregularRecord[],
  { fieldCount }: RecordShape,
  types: ColumnTypes,
  rows: number,
): boolean {
  const short = waiting.filter(
    ({ fields, isCut }) => !isCut && fields.length > 1 && fields.length < fieldCount,
  );
  if (short.length < FEWEST_STRIPPED || short.length < STRIPPED * rows) return false;
  return (
    types.records > 0 &&
    !types.hasLacked(fieldCount - 1) &&
    short.every(({ fields }) => !isBlank(fields.at(-1)))
  );
}

/** A short record with the fields empty that it lacks at its end; null where one of its own does not fit its column. */
function padEnd(
  fields: readonly string[],
  { fieldCount }: RecordShape,
  types: ColumnTypes,
): readonly string[] | null {
  const fits = fields.every((text, column) => isBlank(text) || types.fits(column, text));
  return fits ? [...fields, ...Array.from({ length: fieldCount - fields.length }, () => '')] : null;
}

/** Why a record is a line of text and no row; null where it can be a row. */
function footerReason(
  { fields }: IrregularRecord,
  { fieldCount }: RecordShape,
  types: ColumnTypes,
  next: 'more' | 'header' | 'end',
): string | null {
  const filled = fields.filter((text) => text.trim() !== '');
  const [first = ''] = filled;
  if (filled.length > 2 || fieldCount < FEWEST_COLUMNS) return null;
  if (saysFooter(first)) return CLOSES;
  if (filled.length !== 1 || types.records === 0 || types.fewestFilled < 2 || !isText(first)) return null;
  // A row that has nothing but a name is one.
  if (fields.length === fieldCount && types.fits(fields.indexOf(first), first)) return null;
  // One text where every record has more: a name of the report or of the company.
  if (next === 'end') return 'It is a line of text below the last record.';
  return next === 'header' ? 'It is a line of text above a header.' : null;
}
