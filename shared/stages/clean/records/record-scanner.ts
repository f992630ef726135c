import { cancelled } from '../../../domain/fault';
import { decodeChunks, type Decoding } from '../../../domain/decode-chunks';
import type { FieldReader } from './fresh-records';
import type { RecordDictionary } from './record-dictionary';
import type { ScanLayout, ScanResult } from './scan-result';
import { ScanState } from './scan-state';

export interface ScanOptions {
  /** Relative path, for faults. */
  readonly file: string;
  readonly signal?: AbortSignal | undefined;
  /** Bytes after which the thread is given up once, so that a cancel is heard. Default 8 MB. */
  readonly yieldEvery?: number | undefined;
  /** Is shown the fields of fresh records, and says which of them have a value. */
  readonly reader?: FieldReader | undefined;
}

/** No single step works on more than this, however large the chunks are. */
const STEP_BYTES = 4 * 2 ** 20;

const breathe = (): Promise<void> =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, 0);
  });

async function feed(
  state: ScanState,
  chunks: AsyncIterable<Uint8Array>,
  decoding: Decoding,
  options: ScanOptions,
): Promise<void> {
  const yieldEvery = options.yieldEvery ?? 8 * 2 ** 20;
  let sinceYield = 0;
  for await (const chunk of decodeChunks(chunks, decoding, options.file)) {
    for (let at = 0; at < chunk.length; at += STEP_BYTES) {
      const step = chunk.subarray(at, at + STEP_BYTES);
      state.push(step);
      if (state.isSatisfied) return;
      sinceYield += step.length;
      if (sinceYield >= yieldEvery) {
        sinceYield = 0;
        await breathe();
      }
      if (options.signal?.aborted === true) throw cancelled();
    }
  }
  state.finish();
}

/**
 * Reads a delimited text file record by record, in one pass, with bounded memory.
 *
 * With a dictionary only records whose mapped fields were not seen before come out as `fresh`, and every record gets
 * the id of its content; a line seen before under the same layout is not even split. Without one every record is
 * fresh, with its index as id. No record is lost in silence: `records` = rows kept + `separatorRows` + `totalRows` +
 * `footerRows` + rejected.
 * When it fails, the dictionary is as it was before.
 * @param chunks the raw bytes of the file, cut anywhere
 * @throws LeadlensError of kind `input` (unpacking) or `cancelled`
 */
export async function scanRecords(
  chunks: AsyncIterable<Uint8Array>,
  layout: ScanLayout,
  dictionary: RecordDictionary | null,
  options: ScanOptions,
): Promise<ScanResult> {
  const known = dictionary?.size ?? 0;
  const state = new ScanState(options.file, layout, dictionary, options.reader ?? null, 0);
  try {
    await feed(state, chunks, layout, options);
  } catch (error) {
    dictionary?.rollback(known);
    throw error;
  }
  return state.result();
}

/**
 * The text of one record as it stands in the file, without its line end; read again from the start of the file.
 * @param record 1-based number of the data record, as `scanRecords` counts
 * @returns null when the file has no such record
 * @throws LeadlensError of kind `input` (unpacking) or `cancelled`
 */
export async function readRawRecord(
  chunks: AsyncIterable<Uint8Array>,
  layout: ScanLayout,
  record: number,
  options: ScanOptions,
): Promise<string | null> {
  const state = new ScanState(options.file, layout, null, null, record);
  await feed(state, chunks, layout, options);
  return state.captured;
}
