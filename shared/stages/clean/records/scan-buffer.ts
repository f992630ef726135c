import { isUtf8, singleByteToUtf8 } from '../../../domain/encoding';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

export const HAS_QUOTE = 1;
export const HAS_NUL = 2;
export const HAS_HIGH = 4;

/** Room after the buffered bytes: a line end that stops the search, read four bytes at a time. */
const SENTINEL_BYTES = 8;

/** The bytes of a file between two points: what is not read yet, and a line end after them as a sentinel. */
export class ScanBuffer {
  bytes = new Uint8Array(SENTINEL_BYTES);
  view = new DataView(this.bytes.buffer);
  /** Where the unread bytes start and end. */
  pos = 0;
  end = 0;
  /** NUL bytes dropped so far. */
  nulBytes = 0;
  #dropsNuls = false;

  /** Adds a chunk; positions change. */
  append(chunk: Uint8Array): void {
    const kept = this.end - this.pos;
    const needed = kept + chunk.length + SENTINEL_BYTES;
    if (needed > this.bytes.length) {
      const wider = new Uint8Array(Math.max(needed, this.bytes.length * 2));
      wider.set(this.bytes.subarray(this.pos, this.end));
      this.bytes = wider;
      this.view = new DataView(wider.buffer);
    } else if (this.pos > 0) {
      this.bytes.copyWithin(0, this.pos, this.end);
    }
    this.bytes.set(chunk, kept);
    this.pos = 0;
    this.end = kept + chunk.length;
    if (this.#dropsNuls) this.dropNuls(kept);
    this.bytes.fill(LF, this.end, this.end + SENTINEL_BYTES);
  }

  /** Takes the NUL bytes from `from` on out, and from now on out of every chunk. */
  dropNuls(from: number): void {
    const { bytes } = this;
    let to = from;
    for (let i = from; i < this.end; i++) {
      const byte = bytes[i] as number;
      if (byte !== 0) bytes[to++] = byte;
    }
    this.nulBytes += this.end - to;
    this.end = to;
    this.#dropsNuls = true;
    bytes.fill(LF, to, to + SENTINEL_BYTES);
  }

  /** What of quotes, NUL bytes and bytes beyond ASCII stands between two positions: flags. */
  inspect(start: number, end: number): number {
    const { bytes } = this;
    let flags = 0;
    for (let i = start; i < end; i++) {
      const byte = bytes[i] as number;
      if (byte === QUOTE) flags |= HAS_QUOTE;
      else if (byte === 0) flags |= HAS_NUL;
      else if (byte >= 0x80) flags |= HAS_HIGH;
    }
    return flags;
  }

  /** The text from `start` to before `end`, without line ends behind it; cut after `limit` bytes. */
  text(start: number, end: number, limit: number): string {
    const { bytes } = this;
    let last = end;
    while (last > start && (bytes[last - 1] === LF || bytes[last - 1] === CR)) last--;
    const shown = bytes.subarray(start, Math.min(last, start + limit));
    return new TextDecoder().decode(
      isUtf8(shown) || last - start > limit ? shown : singleByteToUtf8(shown, 'windows-1252'),
    );
  }
}
