import { join } from 'node:path';
import type { DecisionEntry, DecisionRecord } from '../../../shared/domain/decision';
import type { LogFiles, OpenSegment } from './log-files';
import { decodeLine, encodeHeader, encodeRecord, type SegmentHeader } from './segment-format';

const encoder = new TextEncoder();

/** Who writes: their name for people, and the id of this installation for the names of segments. */
export interface Writer {
  readonly id: string;
  readonly name: string;
}

/** One segment, written by this process alone. */
export class SegmentWriter {
  readonly name: string;
  readonly #handle: OpenSegment;
  #seq = 0;
  #hash: string;
  /** Bytes that are acknowledged. */
  #bytes = 0;

  private constructor(name: string, handle: OpenSegment, hash: string) {
    this.name = name;
    this.#handle = handle;
    this.#hash = hash;
  }

  /** Begins a segment that holds these records. @throws as the file system does; then nothing of it is left open */
  static async begin(
    files: LogFiles,
    folder: string,
    header: SegmentHeader,
    records: readonly DecisionRecord[],
  ): Promise<SegmentWriter> {
    const handle = await files.create(join(folder, header.segment));
    const first = encodeHeader(header);
    const writer = new SegmentWriter(header.segment, handle, first.hash);
    try {
      await writer.#write(first.text, records);
    } catch (error) {
      await writer.giveUp();
      throw error;
    }
    return writer;
  }

  /**
   * Appends entries as records; returns when they are on disk and the path still leads to them.
   * @param clock logical time of the newest record that is known
   * @throws as the file system does; then nothing is known of the end of the segment: `giveUp`
   */
  async append(
    entries: readonly DecisionEntry[],
    who: Writer,
    clock: number,
    now: () => Date,
  ): Promise<readonly DecisionRecord[]> {
    const records = entries.map((entry, i): DecisionRecord => ({
      id: `${this.name.replace(/\.jsonl$/, '')}:${String(this.#seq + i + 1)}`,
      clock: clock + i + 1,
      at: now().toISOString(),
      who,
      entry,
    }));
    await this.#write('', records);
    return records;
  }

  /** Whether the path still leads to this segment. */
  isInPlace(): Promise<boolean> {
    return this.#handle.isInPlace();
  }

  /**
   * After a failed write the segment is cut to what is acknowledged, and left.
   * @returns null, or, where the disk refuses that too, to how many bytes it is still to be cut
   */
  async giveUp(): Promise<number | null> {
    let uncut: number | null = null;
    try {
      await this.#handle.truncate(this.#bytes);
    } catch {
      // The caller cuts it before anything else is acknowledged.
      uncut = this.#bytes;
    }
    try {
      await this.#handle.close();
    } catch {
      // The system closes it with the process.
    }
    return uncut;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #write(before: string, records: readonly DecisionRecord[]): Promise<void> {
    let hash = this.#hash;
    let text = before;
    records.forEach((record, i) => {
      const line = encodeRecord(this.#seq + i + 1, hash, record);
      // Nothing is acknowledged that could not be read again.
      if (decodeLine(line.text.slice(0, -1)).state !== 'good')
        throw new Error('The log has no form for this decision.');
      text += line.text;
      hash = line.hash;
    });
    const bytes = encoder.encode(text);
    await this.#handle.write(bytes);
    await this.#handle.sync();
    if (!(await this.#handle.isInPlace())) throw new Error('The folder of the log is gone.');
    this.#seq += records.length;
    this.#hash = hash;
    this.#bytes += bytes.length;
  }
}
