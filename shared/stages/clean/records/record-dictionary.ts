/** Words of one slot: two lanes of the hash, the id, and one that keeps slots within a cache line. */
const STRIDE = 4;
const EMPTY = -1;
const FIRST_SLOTS = 1 << 12;
/** Slots in use, as a share of all, beyond which the table grows. */
const MAX_LOAD = 0.6;

/** The finishing step of MurmurHash3 (A. Appleby, public domain): every bit of the input moves every bit of the output. */
export function mix32(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * Which records are already known: 64-bit hash → id, open addressing in one typed array. It holds two kinds of
 * entry, kept apart by the seeds of their hashes: the mapped fields of a record, and a whole line under one layout
 * (so that a line seen before need not be split again).
 *
 * Two different records share an id when all 64 bits collide: for a million distinct records the odds are
 * about 1 in 37 million.
 */
export class RecordDictionary {
  #slots = new Int32Array(FIRST_SLOTS * STRIDE).fill(EMPTY);
  #mask = FIRST_SLOTS - 1;
  #used = 0;
  #size = 0;

  /** Number of distinct records: ids go from 0 to before `size`. */
  get size(): number {
    return this.#size;
  }

  /** The id stored under a hash, or -1. */
  find(a: number, b: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    let slot = (a ^ (b >>> 7)) & mask;
    for (;;) {
      const at = slot * STRIDE;
      const id = slots[at + 2] as number;
      if (id === EMPTY || (slots[at] === a && slots[at + 1] === b)) return id;
      slot = (slot + 1) & mask;
    }
  }

  /** Gives the next id to a hash that `find` does not know. */
  add(a: number, b: number): number {
    const id = this.#size++;
    this.alias(a, b, id);
    return id;
  }

  /** Stores an id that exists under a further hash that `find` does not know. */
  alias(a: number, b: number, id: number): void {
    if (this.#used >= (this.#mask + 1) * MAX_LOAD) this.#rebuild((this.#mask + 1) * 2, this.#size);
    this.#put(a, b, id);
  }

  /** Forgets all ids from `size` on: for a file that failed half-way, whose fresh records are thrown away. */
  rollback(size: number): void {
    if (size >= this.#size) return;
    this.#rebuild(this.#mask + 1, size);
    this.#size = size;
  }

  #put(a: number, b: number, id: number): void {
    const slots = this.#slots;
    let slot = (a ^ (b >>> 7)) & this.#mask;
    while (slots[slot * STRIDE + 2] !== EMPTY) slot = (slot + 1) & this.#mask;
    slots[slot * STRIDE] = a;
    slots[slot * STRIDE + 1] = b;
    slots[slot * STRIDE + 2] = id;
    this.#used++;
  }

  #rebuild(slots: number, keepBelow: number): void {
    const old = this.#slots;
    this.#slots = new Int32Array(slots * STRIDE).fill(EMPTY);
    this.#mask = slots - 1;
    this.#used = 0;
    for (let at = 0; at < old.length; at += STRIDE) {
      const id = old[at + 2] as number;
      if (id !== EMPTY && id < keepBelow) this.#put(old[at] as number, old[at + 1] as number, id);
    }
  }
}
