import { isOneEdit } from '../near-email';

/** Letters that are looked at: what is longer is compared by its beginning. */
const LONGEST = 64;
/** Letters at the beginning that count for more. */
const PREFIX = 4;
const PREFIX_SCALE = 0.1;

const takenA = new Uint8Array(LONGEST);
const takenB = new Uint8Array(LONGEST);

/**
 * How alike two texts are, from 0 to 1: equal letters that are near each other, those that are out of order, and a common
 * beginning.
 * Source: W. E. Winkler, "String comparator metrics and enhanced decision rules in the Fellegi-Sunter model of record
 * linkage" (1990), with the usual prefix of four letters and scale 0.1.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const lengthA = Math.min(a.length, LONGEST);
  const lengthB = Math.min(b.length, LONGEST);
  if (lengthA === 0 || lengthB === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(lengthA, lengthB) / 2) - 1);
  takenA.fill(0, 0, lengthA);
  takenB.fill(0, 0, lengthB);
  let common = 0;
  for (let i = 0; i < lengthA; i++) {
    const letter = a.charCodeAt(i);
    const last = Math.min(lengthB - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (takenB[j] === 1 || b.charCodeAt(j) !== letter) continue;
      takenA[i] = 1;
      takenB[j] = 1;
      common++;
      break;
    }
  }
  if (common === 0) return 0;
  let outOfOrder = 0;
  let j = 0;
  for (let i = 0; i < lengthA; i++) {
    if (takenA[i] === 0) continue;
    while (takenB[j] === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) outOfOrder++;
    j++;
  }
  const jaro = (common / lengthA + common / lengthB + (common - outOfOrder / 2) / common) / 3;
  let prefix = 0;
  while (prefix < PREFIX && prefix < lengthA && prefix < lengthB && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * PREFIX_SCALE * (1 - jaro);
}

/** A bit for each letter that a text has, signs and other letters sharing bits. */
export function lettersOf(text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i++) letters |= 1 << (text.charCodeAt(i) & 31);
  return letters;
}

function bitCount(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Texts of which likeness is asked often, with the letters of each. */
export interface LetteredTexts {
  readonly texts: readonly string[];
  readonly letters: Int32Array;
}

export const lettered = (texts: readonly string[]): LetteredTexts => ({
  texts,
  letters: Int32Array.from(texts, lettersOf),
});

/**
 * `jaroWinkler` of two of some texts by their numbers, or 0 where it is below `least` for certain: most texts have too
 * few letters in common, which is seen at once.
 */
export function likenessIn({ texts, letters }: LetteredTexts, x: number, y: number, least: number): number {
  const [a, b] = [texts[x] ?? '', texts[y] ?? ''];
  const [ofA, ofB] = [letters[x] ?? 0, letters[y] ?? 0];
  const common = Math.min(a.length - bitCount(ofA & ~ofB), b.length - bitCount(ofB & ~ofA));
  const most = (common / a.length + common / b.length + 1) / 3;
  const withPrefix = a[0] === b[0] ? most + PREFIX * PREFIX_SCALE * (1 - most) : most;
  return withPrefix < least ? 0 : jaroWinkler(a, b);
}

/** Whether two of some texts by their numbers differ by one edit. */
export function isOneEditIn({ texts, letters }: LetteredTexts, x: number, y: number): boolean {
  const [ofA, ofB] = [letters[x] ?? 0, letters[y] ?? 0];
  return bitCount(ofA & ~ofB) <= 1 && bitCount(ofB & ~ofA) <= 1 && isOneEdit(texts[x] ?? '', texts[y] ?? '');
}

/**
 * What stays of a name when letters that are easily misheard or mistyped go: its first letter and its further consonants,
 * each once in a row.
 */
export function skeletonOf(name: string): string {
  let skeleton = name.slice(0, 1);
  for (const letter of name.slice(1)) {
    if (!'aeiouyhw'.includes(letter) && !skeleton.endsWith(letter)) skeleton += letter;
  }
  return skeleton;
}
