import { LeadlensError } from '../../../domain/fault';
import type { RemarkKind } from '../../../domain/record-remarks';
import { FreshRecords, type FieldReader } from './fresh-records';
import { Hash64 } from './line-hash';
import type { RecordDictionary } from './record-dictionary';
import type { RecordFields } from './record-fields';
import type { RecordShape } from './record-shape';
import { LEFT_OUT_ID, REJECTED_ID, type ScanResult } from './scan-result';
import type { RejectedRecord, Remark } from './unreadable';

/** Records of one kind that are kept with their raw text; more are counted. */
const SHOWN_REMARKS = 1000;
/** With more records that cannot be read a file is no table of its source, and each costs memory. */
const MOST_REJECTED = 200_000;
/** With more blank rows a file is no export. */
const MOST_BLANK = 5_000_000;

const thousands = (count: number): string => count.toLocaleString('en-US');

/** The account of one file: every record gets its place and its id, and what is remarkable is written down. */
export class RecordLedger {
  records = 0;
  /** Number of the last record that is a row for certain. */
  lastRow = 0;
  /** Records before the last blank row. */
  blankAfter = -1;
  readonly #file: string;
  readonly #dictionary: RecordDictionary | null;
  readonly #hash = new Hash64();
  readonly #fresh: FreshRecords;
  #rawIds = new Int32Array(1024);
  #blankLines = 0;
  #separatorRows = 0;
  readonly #rejected: RejectedRecord[] = [];
  readonly #remarks: Remark[] = [];
  readonly #counts = new Map<RemarkKind, number>();
  readonly #perhapsTotals: number[] = [];
  readonly #otherTables: string[] = [];

  /** @param file relative path, for faults */
  constructor(file: string, dictionary: RecordDictionary | null, reader: FieldReader | null) {
    this.#file = file;
    this.#fresh = new FreshRecords(reader);
    this.#dictionary = dictionary;
  }

  /** Records so far that are neither separators nor left out nor rejected. */
  get rows(): number {
    const leftOut = (this.#counts.get('total') ?? 0) + (this.#counts.get('footer') ?? 0);
    return this.records - this.#separatorRows - leftOut - this.#rejected.length;
  }

  /** A record whose line is known. */
  addKnown(id: number): void {
    this.place(id);
    this.lastRow = this.records;
  }

  addSeparator(): void {
    this.place(LEFT_OUT_ID);
    this.#separatorRows++;
  }

  /** @throws LeadlensError of kind `input` where there is hardly anything else */
  addBlank(): void {
    this.blankAfter = this.records;
    this.#blankLines++;
    if (this.#blankLines > MOST_BLANK) {
      throw this.#fault(
        'too_many_blank_rows',
        `${this.#file} has more than ${thousands(MOST_BLANK)} blank rows.`,
        'Export it again without them, or leave it out.',
      );
    }
  }

  /** Gives the next record its number. Until something else is said of it, it is rejected. */
  place(id = REJECTED_ID): number {
    if (this.records === this.#rawIds.length) {
      const wider = new Int32Array(this.#rawIds.length * 2);
      wider.set(this.#rawIds);
      this.#rawIds = wider;
    }
    this.#rawIds[this.records++] = id;
    return this.records;
  }

  /** A record that has its number is no row. */
  leaveOut(record: number, kind: 'total' | 'footer', text: string, reason: string): void {
    this.#rawIds[record - 1] = LEFT_OUT_ID;
    this.remark(record, kind, text, reason);
  }

  /**
   * A record that has its number cannot be read.
   * @throws LeadlensError of kind `input` where too many cannot
   */
  reject(record: number, text: string, reason: string): void {
    this.#rejected.push({ record, text, reason });
    if (this.#rejected.length > MOST_REJECTED) {
      throw this.#fault(
        'too_many_rejected',
        `${this.#file}: more than ${thousands(MOST_REJECTED)} of its records cannot be read. One is record ${thousands(record)}: ${reason}`,
        'Check that its delimiter and header were recognised, or leave it out.',
      );
    }
  }

  /**
   * A record that has its number is a row. Fields that are missing are empty, surplus ones dropped.
   * @returns its id
   */
  keep(record: number, fields: RecordFields, { fields: columns }: RecordShape): number {
    let id = record - 1;
    let isFresh = true;
    if (this.#dictionary !== null) {
      this.#hash.ofFields(fields, columns);
      id = this.#dictionary.find(this.#hash.a, this.#hash.b);
      isFresh = id < 0;
      if (isFresh) id = this.#dictionary.add(this.#hash.a, this.#hash.b);
    }
    this.#rawIds[record - 1] = id;
    if (isFresh) this.#fresh.write(id, fields, columns);
    return id;
  }

  /** Writes down what is remarkable about a record. */
  remark(record: number, kind: RemarkKind, text: string, reason: string): void {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count <= SHOWN_REMARKS) this.#remarks.push({ record, kind, text, reason });
  }

  addPerhapsTotal(record: number): void {
    this.#perhapsTotals.push(record);
  }

  addOtherTable(header: string): void {
    if (!this.#otherTables.includes(header)) this.#otherTables.push(header);
  }

  /** What was found. */
  result(nulBytes: number): ScanResult {
    const count = (kind: RemarkKind): number => this.#counts.get(kind) ?? 0;
    return {
      records: this.records,
      rawIds: this.#rawIds.slice(0, this.records),
      separatorRows: this.#separatorRows,
      blankLines: this.#blankLines,
      rejected: this.#rejected.sort((a, b) => a.record - b.record),
      remarks: this.#remarks.sort((a, b) => a.record - b.record),
      // What most rows say sums nothing up.
      perhapsTotals: this.#perhapsTotals.length * 2 > this.records ? [] : this.#perhapsTotals,
      totalRows: count('total'),
      footerRows: count('footer'),
      shortRecords: count('short'),
      longRecords: count('long'),
      quotedRecords: count('quotes'),
      recodedRecords: count('encoding'),
      repeatedHeaders: count('header'),
      otherTables: this.#otherTables,
      nulBytes,
      fresh: this.#fresh.finish(),
      freshCount: this.#fresh.count,
      longestFresh: this.#fresh.longest,
    };
  }

  #fault(code: string, message: string, hint: string): LeadlensError {
    return new LeadlensError({ kind: 'input', code, message, hint, file: this.#file });
  }
}
