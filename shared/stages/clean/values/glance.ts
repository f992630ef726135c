const GLANCES = 1 << 16;

/** A byte without case; one for all that are not ASCII, whose case is in more than one byte. */
const folded = (byte: number): number =>
  byte >= 0x80 ? 0x80 : byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;

/** A number that all writings of a text have in common, of its length, first, middle and last byte. */
const glanceAt = (bytes: Uint8Array, start: number, length: number): number =>
  (length * 0x3d4d51 +
    folded(bytes[start] as number) * 0x9e35 +
    folded(bytes[start + (length >> 1)] as number) * 0x1f1 +
    folded(bytes[start + length - 1] as number)) %
  GLANCES;

/** Rules out, by a glance at bytes, nearly all texts that are none of some words in any case. */
export class Glance {
  readonly #known = new Uint8Array(GLANCES);
  #longest = 0;

  constructor(words: Iterable<string>) {
    const encoder = new TextEncoder();
    for (const word of words) this.add(encoder.encode(word));
  }

  /** @param word as it is written */
  add(word: Uint8Array): void {
    if (word.length === 0) return;
    this.#known[glanceAt(word, 0, word.length)] = 1;
    this.#longest = Math.max(this.#longest, word.length);
  }

  /** Whether the bytes from `start` to before `end` can be one of the words; never false where they are. */
  mayBe(bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    return length > 0 && length <= this.#longest && this.#known[glanceAt(bytes, start, length)] === 1;
  }
}
