import { asciiLower, fieldText } from './field-text';

const LAST_ASCII = 0x7f;

/** Texts that mean "no value", whatever their case; asked of the bytes of a field. */
export class NullTokens {
  readonly #tokens: ReadonlySet<string>;
  readonly #longest: number;
  /** By ASCII byte, in lower case: whether a token begins with it. */
  readonly #begins = new Uint8Array(LAST_ASCII + 1);

  constructor(tokens: readonly string[]) {
    const encoder = new TextEncoder();
    this.#tokens = new Set(tokens.map((token) => token.toLowerCase()));
    this.#longest = Math.max(0, ...tokens.map((token) => encoder.encode(token).length));
    for (const token of this.#tokens) {
      const [first = LAST_ASCII + 1] = encoder.encode(token);
      if (first <= LAST_ASCII) this.#begins[first] = 1;
    }
  }

  /** Whether the UTF-8 from `start` to before `end`, white space folded, is one of the tokens. */
  has(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start > this.#longest) return false;
    const first = asciiLower(bytes[start] as number);
    if (first <= LAST_ASCII && this.#begins[first] === 0) return false;
    return this.#tokens.has(fieldText(bytes, start, end).toLowerCase());
  }
}
