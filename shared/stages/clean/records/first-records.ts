import { decodeChunks } from '../../../domain/decode-chunks';
import { fieldText } from '../values/field-text';
import type { NullTokens } from '../values/null-tokens';
import type { FieldReader } from './fresh-records';
import type { OpenRecords } from './open-records';
import { scanRecords } from './record-scanner';
import type { ScanResult } from './scan-result';

/** Records by which columns are shown. */
const FIRST_RECORDS = 1000;
/** Text of them at most: records can be long. */
const MOST_BYTES = 16 * 2 ** 20;
const SHOWN_VALUES = 3;
const SHOWN_LENGTH = 120;

export interface FirstRecords {
  readonly scan: ScanResult;
  /** Records that the reader was shown. */
  readonly records: number;
  /** Whether the file has no more than these. */
  readonly isWhole: boolean;
}

/** Shows a reader the first records alone; those after them come out empty. */
class FirstReader implements FieldReader {
  records = 0;
  isClosed = false;
  readonly #reader: FieldReader;

  constructor(reader: FieldReader) {
    this.#reader = reader;
  }

  get #isOpen(): boolean {
    return !this.isClosed && this.records < FIRST_RECORDS;
  }

  read(column: number, bytes: Uint8Array, start: number, end: number): number {
    return this.#isOpen ? this.#reader.read(column, bytes, start, end) : start;
  }

  endRecord(id: number): void {
    if (this.#isOpen) this.#reader.endRecord(id);
    if (!this.isClosed) this.records++;
  }
}

/**
 * Reads the first 1,000 records of a file as a run reads all of them: their numbers are the same.
 * @throws LeadlensError of kind `input` (unpacking) or `cancelled`
 */
export async function readFirstRecords(
  file: string,
  records: OpenRecords,
  reader: FieldReader,
  signal: AbortSignal,
): Promise<FirstRecords> {
  const first = new FirstReader(reader);
  // Once it is text, it can end anywhere: the last record is cut, and not looked at.
  async function* start(): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of decodeChunks(records.chunks(signal), records.layout, file)) {
      if (first.records > FIRST_RECORDS || bytes > MOST_BYTES) {
        first.isClosed = true;
        return;
      }
      bytes += chunk.length;
      yield chunk;
    }
  }
  const decoded = { ...records.layout, encoding: 'utf-8', compression: null, bomBytes: 0 } as const;
  const scan = await scanRecords(start(), decoded, null, { file, signal, reader: first });
  return {
    scan,
    records: Math.min(first.records, FIRST_RECORDS),
    isWhole: !first.isClosed && first.records <= FIRST_RECORDS,
  };
}

/** A value of a column, with the number of its record, from 1. */
export interface SampledValue {
  readonly record: number;
  readonly text: string;
}

/** Counts the values of each column, and keeps the first different ones. */
export class ColumnSampler implements FieldReader {
  readonly filled: number[];
  readonly values: SampledValue[][];
  readonly #tokens: readonly NullTokens[];
  #ofRecord: (readonly [column: number, text: string])[] = [];

  /** @param tokens by column: texts that mean "no value" */
  constructor(tokens: readonly NullTokens[]) {
    this.#tokens = tokens;
    this.filled = tokens.map(() => 0);
    this.values = tokens.map(() => []);
  }

  read(column: number, bytes: Uint8Array, start: number, end: number): number {
    if (this.#tokens[column]?.has(bytes, start, end) === true) return start;
    this.filled[column] = (this.filled[column] ?? 0) + 1;
    const values = this.values[column] ?? [];
    if (values.length < SHOWN_VALUES) {
      const text = shortened(fieldText(bytes, start, end));
      if (values.every((value) => value.text !== text)) this.#ofRecord.push([column, text]);
    }
    // Nothing of it is wanted but this.
    return start;
  }

  endRecord(id: number): void {
    for (const [column, text] of this.#ofRecord) this.values[column]?.push({ record: id + 1, text });
    this.#ofRecord = [];
  }
}

const shortened = (text: string): string =>
  text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
