import { mix32 } from './record-dictionary';
import type { RecordFields } from './record-fields';

/** Multipliers of the two lanes: odd, without a common structure. */
export const LANE_A = 0x5bd1e995;
export const LANE_B = 0x1b873593;

/** Ends a field in the hash; larger than any byte, so that ("ab", "c") differs from ("a", "bc"). */
const FIELD_END = 0x100;

const FIELD_SEED_A = 0x2545f491;
const FIELD_SEED_B = 0x7f4a7c15;

/** A 64-bit hash in two 32-bit lanes; one instance is written again and again. */
export class Hash64 {
  a = 0;
  b = 0;

  /** Of a short text, as a seed. */
  ofText(text: string): void {
    this.a = FIELD_SEED_B;
    this.b = FIELD_SEED_A;
    for (let i = 0; i < text.length; i++) this.#step(text.charCodeAt(i));
    this.#finish();
  }

  /**
   * Of the fields with the indexes `columns`, in that order; -1 and missing ones count as empty. So a record has
   * the same hash in every layout that maps it to the same fields.
   */
  ofFields(fields: RecordFields, columns: readonly number[]): void {
    let a = FIELD_SEED_A;
    let b = FIELD_SEED_B;
    const { source, starts, ends, count } = fields;
    for (const column of columns) {
      if (column >= 0 && column < count) {
        const end = ends[column] as number;
        for (let i = starts[column] as number; i < end; i++) {
          const byte = source[i] as number;
          a = Math.imul(a ^ byte, LANE_A);
          a ^= a >>> 15;
          b = Math.imul((b ^ byte) + 0x3c6ef372, LANE_B);
          b ^= b >>> 13;
        }
      }
      a = Math.imul(a ^ FIELD_END, LANE_A);
      a ^= a >>> 15;
      b = Math.imul((b ^ FIELD_END) + 0x3c6ef372, LANE_B);
      b ^= b >>> 13;
    }
    this.a = a;
    this.b = b;
    this.#finish();
  }

  #step(unit: number): void {
    this.a = Math.imul(this.a ^ unit, LANE_A);
    this.a ^= this.a >>> 15;
    this.b = Math.imul((this.b ^ unit) + 0x3c6ef372, LANE_B);
    this.b ^= this.b >>> 13;
  }

  #finish(): void {
    this.a = mix32(this.a);
    this.b = mix32(this.b);
  }
}
