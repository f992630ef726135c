import { fieldText } from '../values/field-text';
import { ColumnTypes, KIND, kindOf, LEARNT_FROM } from './column-types';
import { hasErrorsOnly, isEmptyField, isSeparator } from './irregular';
import { CLOSES, IrregularRecords, RECODED } from './irregular-records';
import type { RecordFields } from './record-fields';
import type { RecordLedger } from './record-ledger';
import type { RecordShape } from './record-shape';
import type { ScanLayout } from './scan-result';
import { cellSaying, saysManyPeople, saysFooter, type Saying } from './total-words';

/** What is known of a record besides its fields. */
export interface RecordNotes {
  /** What about its quotes had to be tolerated, or null. */
  tolerated: string | null;
  isRecoded: boolean;
  /** It has quotes: an empty field in them is no blank row of one column. */
  isQuoted: boolean;
  /** The file ends at its end, without a line end. */
  isCut: boolean;
}

/** So many records teach what the columns hold; then one of `LEARN_EVERY`. */
const LEARN_FIRST = 200;
const LEARN_EVERY = 64;

/** How many records there are: `12`, `1,234`. */
const COUNT = /^(?:\d+|\d{1,3}(?:[,.' ]\d{3})+)$/;

const NO_ROW = -1;
const TOTAL = 'It says that it sums up, and names no day, campaign or id.';
const ERRORS = 'A spreadsheet wrote errors in place of all its values.';
const OTHER_TABLE = 'It belongs to another table in the file';

/** Decides what each record of a file is: a row, a total, a header again, a record of another table … */
export class RecordJudge {
  /** Goes up when records are read in another way from here on. */
  epoch = 0;
  /** Number of the record from which on the next regular one teaches what the columns hold. */
  learnAt = 0;
  readonly #layout: ScanLayout;
  readonly #ledger: RecordLedger;
  readonly #textOf: () => string;
  readonly #irregular: IrregularRecords;
  #shape: RecordShape;
  #filled = 0;
  #types = new ColumnTypes();
  /** The columns that the names in the header have, until the first record tells how wide the table is. */
  #namedCount = 0;
  /** The record that may be the header of another table, and its number of fields. */
  #perhapsHeader = { record: -1, count: 0 };
  /** The last record of which only one field has a value: it can be the title of a table. */
  #lone = -1;
  /** Rows above the last total. */
  #rowsAtTotal = 0;
  /** The other table that is being passed over. */
  #other: { readonly header: string; readonly count: number } | null = null;

  /** @param textOf the raw text of the record that is judged */
  constructor(layout: ScanLayout, ledger: RecordLedger, textOf: () => string) {
    this.#layout = layout;
    this.#shape = layout;
    this.#ledger = ledger;
    this.#textOf = textOf;
    this.#irregular = new IrregularRecords(ledger, layout.delimiter);
  }

  get fieldCount(): number {
    return this.#shape.fieldCount;
  }

  /** Equal wherever a line is read in the same way. */
  get seed(): string {
    const { fieldCount, fields } = this.#shape;
    const isOther = this.#other !== null && this.#other.count === fieldCount;
    return `${isOther ? 'other' : ''}${this.#layout.delimiter}${String(fieldCount)}:${fields.join()}`;
  }

  /** Whether a line with the right number of fields reads like the regular records, quotes aside; null: few are known. */
  fitsColumns(fields: RecordFields): boolean | null {
    if (this.#types.records < LEARNT_FROM) return null;
    for (let f = 0; f < fields.count; f++) {
      const text = textAt(fields, f).replaceAll('"', '');
      const isEmpty = (kindOf(text) & KIND.empty) !== 0;
      if (!(isEmpty ? this.#types.hasLacked(f) : this.#types.fits(f, text))) return false;
    }
    return true;
  }

  /** Whether fields are the names of the columns once more. */
  isHeader(fields: RecordFields): boolean {
    const { header } = this.#layout;
    return header !== null && header.mayBe(fields) && header.read(fields) !== null;
  }

  /** The header has so many names. */
  beginHeader(names: number): void {
    this.#namedCount = names < this.#shape.fieldCount ? names : 0;
  }

  /** Lets the regular record of this number teach what the columns hold. */
  learn(fields: RecordFields, record: number): void {
    this.#namedCount = 0;
    this.#types.learn(fields);
    this.learnAt = this.#types.records < LEARN_FIRST ? 0 : record + LEARN_EVERY;
  }

  /**
   * Judges a record.
   * @returns its id where it is a regular row, whose line may be known by it from now on; else -1
   */
  judge(fields: RecordFields, notes: RecordNotes): number {
    const ledger = this.#ledger;
    if (this.#isBlank(fields, notes.isQuoted)) {
      ledger.addBlank();
      return NO_ROW;
    }
    if (isSeparator(fields)) {
      ledger.addSeparator();
      return NO_ROW;
    }
    if (this.#isHeaderAgain(fields) || this.#isOfOtherTable(fields)) return NO_ROW;
    if (this.#namedCount > 0) this.#chooseWidth(fields.count);
    const says = this.#survey(fields);
    const record = ledger.place();
    if (hasErrorsOnly(fields)) {
      ledger.reject(record, this.#textOf(), ERRORS);
      return NO_ROW;
    }
    if (says !== 'none' && this.#isTotal(fields, says)) {
      this.#rowsAtTotal = this.#rowsBefore();
      ledger.leaveOut(record, 'total', this.#textOf(), TOTAL);
      return NO_ROW;
    }
    const isLone = this.#filled < 2 && fields.count > 2 && !this.#layout.keepsBlankRows;
    if (this.#filled < 2) this.#lone = record;
    // A record of JSON with one value is one, unless that closes the report.
    if (this.#lone === record && this.#layout.keepsBlankRows && saysFooter(textsOf(fields).join(''))) {
      ledger.leaveOut(record, 'footer', this.#textOf(), CLOSES);
      return NO_ROW;
    }
    if (isLone || fields.count !== this.#shape.fieldCount) {
      this.#wait(record, fields, notes);
      return NO_ROW;
    }
    if (says !== 'none') ledger.addPerhapsTotal(record);
    return this.#keep(record, fields, notes);
  }

  /** A record that could not be split. */
  reject(text: string, reason: string): void {
    const record = this.#ledger.place();
    this.#ledger.reject(record, text, reason);
  }

  finish(): void {
    this.#irregular.settle(this.#shape, this.#types, 'end');
  }

  #keep(record: number, fields: RecordFields, { tolerated, isRecoded }: RecordNotes): number {
    const ledger = this.#ledger;
    ledger.lastRow = record;
    if (tolerated !== null) ledger.remark(record, 'quotes', this.#textOf(), tolerated);
    if (isRecoded) ledger.remark(record, 'encoding', this.#textOf(), RECODED);
    const isRegular = tolerated === null && !isRecoded;
    if (isRegular && record >= this.learnAt) this.learn(fields, record);
    const id = ledger.keep(record, fields, this.#shape);
    return isRegular ? id : NO_ROW;
  }

  #wait(record: number, fields: RecordFields, { tolerated, isRecoded, isCut }: RecordNotes): void {
    const texts = textsOf(fields);
    if (fields.count !== this.#shape.fieldCount && isHeaderLike(texts)) {
      this.#perhapsHeader = { record, count: fields.count };
    }
    const of = { record, text: this.#textOf(), fields: texts, tolerated, isRecoded, isCut };
    this.#irregular.add(of, this.#shape, this.#types);
  }

  #isBlank(fields: RecordFields, isQuoted: boolean): boolean {
    if (fields.count === 1) return !isQuoted && isEmptyField(fields, 0);
    if (this.#layout.keepsBlankRows) return false;
    for (let f = 0; f < fields.count; f++) if (!isEmptyField(fields, f)) return false;
    return true;
  }

  /** What the cells say; leaves in `#filled` how many have a value, counted up to two. */
  #survey(fields: RecordFields): Saying {
    const { source, starts, ends, count } = fields;
    let says: Saying = 'none';
    let filled = 0;
    for (let f = 0; f < count; f++) {
      const start = starts[f] as number;
      const end = ends[f] as number;
      if (end === start) continue;
      if (filled < 2 && !isEmptyField(fields, f)) filled++;
      const said = cellSaying(source, start, end);
      if (said === 'strong' || (said === 'weak' && says === 'none')) says = said;
    }
    this.#filled = filled;
    return says;
  }

  /**
   * A total may say how many records it sums up, in whatever column comes next: all, all rows, those since the total before;
   * where each row is a person, a number no greater than that of the records is no key of one.
   */
  #countsRecords(text: string): boolean {
    const written = text.trim();
    const before = this.#ledger.records - 1;
    if (written === String(before)) return true;
    if (!COUNT.test(written)) return false;
    const count = Number(written.replaceAll(/\D/g, ''));
    if (this.#layout.isOfPeople) return count <= before;
    return count > 0 && (count === this.#rowsBefore() || count === this.#rowsBefore() - this.#rowsAtTotal);
  }

  /** Rows before the record that is judged. */
  #rowsBefore(): number {
    return this.#ledger.rows - 1;
  }

  /** Words that say total are one where no cell says what the row is about; weaker ones too, where each row is a person. */
  #isTotal(fields: RecordFields, says: Saying): boolean {
    if (says !== 'strong' && !(this.#layout.isOfPeople && textsOf(fields).some(saysManyPeople))) return false;
    let named = 0;
    for (const f of this.#shape.keys) {
      if (f >= fields.count) continue;
      const text = textAt(fields, f);
      if ((kindOf(text) & KIND.empty) !== 0 || this.#countsRecords(text)) continue;
      if (cellSayingOf(fields, f) === 'none') named++;
    }
    return named === 0;
  }

  #isHeaderAgain(fields: RecordFields): boolean {
    const { header } = this.#layout;
    if (header === null || !header.mayBe(fields)) return false;
    const shape = header.read(fields);
    if (shape === null) return false;
    const ledger = this.#ledger;
    this.#irregular.settle(this.#shape, this.#types, 'header');
    ledger.remark(ledger.records + 1, 'header', this.#textOf(), 'The records below are read by this header.');
    const isOther =
      shape.fieldCount !== this.#shape.fieldCount || shape.fields.join() !== this.#shape.fields.join();
    if (isOther) this.#types = new ColumnTypes();
    this.learnAt = 0;
    this.#shape = shape;
    this.#namedCount = 0;
    this.#other = null;
    this.epoch++;
    return true;
  }

  /** The first record of a table whose header names fewer columns than most records have tells which is right. */
  #chooseWidth(count: number): void {
    const named = this.#namedCount;
    this.#namedCount = 0;
    if (count !== named) return;
    this.#shape = { ...this.#shape, fieldCount: named };
    this.epoch++;
  }

  /** Whether the record belongs to a table of another kind, which begins with a header that is not known. */
  #isOfOtherTable(fields: RecordFields): boolean {
    const ledger = this.#ledger;
    if (this.#other === null) this.#beginOther(fields);
    const other = this.#other;
    if (other === null) return false;
    if (fields.count !== other.count && fields.count === this.#shape.fieldCount) {
      this.#other = null;
      return false;
    }
    ledger.reject(ledger.place(), this.#textOf(), `${OTHER_TABLE}, below the header “${other.header}”.`);
    return true;
  }

  #beginOther(fields: RecordFields): void {
    const ledger = this.#ledger;
    const { record, count } = this.#perhapsHeader;
    if (record === ledger.records && count === fields.count && count !== this.#shape.fieldCount) {
      const header = this.#irregular.take(record);
      if (header === null) return;
      ledger.reject(record, header.text, `${OTHER_TABLE}: it is its header.`);
      this.#enterOther(header.text, count);
      return;
    }
    if (ledger.records === 0) return;
    const { header } = this.#layout;
    if (header !== null && header.mayBe(fields) && header.isOfOtherTable(fields)) {
      this.#enterOther(this.#textOf(), fields.count);
      return;
    }
    const isBelowGap = ledger.blankAfter === ledger.records || this.#lone === ledger.records;
    if (fields.count !== this.#shape.fieldCount || !isBelowGap) return;
    const texts = textsOf(fields);
    if (!isHeaderLike(texts)) return;
    const measured = texts.filter((_, f) => this.#types.isMeasured(f)).length;
    if (measured >= 2) this.#enterOther(this.#textOf(), fields.count);
  }

  #enterOther(header: string, count: number): void {
    this.#other = { header, count };
    this.#ledger.addOtherTable(header);
    this.epoch++;
  }
}

const textAt = (fields: RecordFields, f: number): string =>
  fieldText(fields.source, fields.starts[f] as number, fields.ends[f] as number);

const textsOf = (fields: RecordFields): string[] =>
  Array.from({ length: fields.count }, (_, f) => textAt(fields, f));

const cellSayingOf = (fields: RecordFields, f: number): Saying =>
  cellSaying(fields.source, fields.starts[f] as number, fields.ends[f] as number);

/** Whether texts read like the names of columns: two or more different ones, and no values among them. */
function isHeaderLike(texts: readonly string[]): boolean {
  const names = new Set(texts.map((text) => text.trim().toLowerCase()));
  return (
    texts.length >= 2 && names.size === texts.length && texts.every((text) => kindOf(text) === KIND.words)
  );
}
