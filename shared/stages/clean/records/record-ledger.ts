import { FreshRecords, type FieldReader } from './fresh-records';
import { Hash64 } from './line-hash';
import type { RecordDictionary } from './record-dictionary';
import type { RecordFields } from './record-fields';
import { REJECTED_ID, SEPARATOR_ID, type ScanLayout, type ScanResult } from './scan-result';
import type { RejectedRecord } from './unreadable';

/** The account of one file: every record gets its place and its id, and what is remarkable is written down. */
export class RecordLedger {
  records = 0;
  blankLines = 0;
  recodedRecords = 0;
  readonly #layout: ScanLayout;
  readonly #dictionary: RecordDictionary | null;
  readonly #hash = new Hash64();
  readonly #fresh: FreshRecords;
  #rawIds = new Int32Array(1024);
  #separatorRows = 0;
  readonly #rejected: RejectedRecord[] = [];
  readonly #padded: { record: number; missing: number }[] = [];
  readonly #surplus: { record: number; extra: number }[] = [];
  readonly #tolerated: { record: number; reason: string }[] = [];
  /** Lines that are total lines if nothing but such lines, drawn lines and blank lines follows. */
  #pendingTotals: { record: number; fields: RecordFields }[] = [];

  constructor(layout: ScanLayout, dictionary: RecordDictionary | null, reader: FieldReader | null) {
    this.#fresh = new FreshRecords(reader);
    this.#layout = layout;
    this.#dictionary = dictionary;
  }

  /** A record whose line is known. */
  addKnown(id: number): void {
    if (this.#pendingTotals.length > 0) this.#settlePending();
    this.#place(id);
  }

  addSeparator(): void {
    this.#place(SEPARATOR_ID);
    this.#separatorRows++;
  }

  /** A record that reads like a total line: what it is shows when the next record comes, or none. */
  addPossibleTotal(fields: RecordFields): void {
    this.#place(SEPARATOR_ID);
    this.#pendingTotals.push({ record: this.records, fields: fields.detached() });
  }

  addRejected(text: string, reason: string): void {
    this.#settlePending();
    this.#place(REJECTED_ID);
    this.#rejected.push({ record: this.records, text, reason });
  }

  /**
   * A row. Fields that are missing are empty; surplus ones are dropped.
   * @param tolerated what about its quotes had to be tolerated, or null
   * @returns its id
   */
  addRow(fields: RecordFields, tolerated: string | null): number {
    this.#settlePending();
    this.#place(REJECTED_ID);
    if (tolerated !== null) this.#tolerated.push({ record: this.records, reason: tolerated });
    return this.#keep(this.records, fields);
  }

  /** What was found; what still reads like total lines is that. */
  result(nulBytes: number): ScanResult {
    const totalLines = this.#pendingTotals.length;
    return {
      records: this.records,
      rawIds: this.#rawIds.slice(0, this.records),
      separatorRows: this.#separatorRows + totalLines,
      totalLines,
      blankLines: this.blankLines,
      rejected: this.#rejected,
      padded: this.#padded,
      surplus: this.#surplus,
      tolerated: this.#tolerated,
      recodedRecords: this.recodedRecords,
      nulBytes,
      fresh: this.#fresh.finish(),
      freshCount: this.#fresh.count,
      longestFresh: this.#fresh.longest,
    };
  }

  #place(id: number): void {
    if (this.records === this.#rawIds.length) {
      const wider = new Int32Array(this.#rawIds.length * 2);
      wider.set(this.#rawIds);
      this.#rawIds = wider;
    }
    this.#rawIds[this.records++] = id;
  }

  #keep(record: number, fields: RecordFields): number {
    const { fieldCount, fields: columns } = this.#layout;
    if (fields.count < fieldCount) this.#padded.push({ record, missing: fieldCount - fields.count });
    if (fields.count > fieldCount) this.#surplus.push({ record, extra: fields.count - fieldCount });
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

  /** A record follows: what looked like total lines were rows. */
  #settlePending(): void {
    if (this.#pendingTotals.length === 0) return;
    const pending = this.#pendingTotals;
    this.#pendingTotals = [];
    for (const { record, fields } of pending) this.#keep(record, fields);
  }
}
