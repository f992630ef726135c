/** How the bytes of a text file stand for characters. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh';

/**
 * What Windows-1252 has at 0x80 … 0x9f, where Latin-1 has control characters. A table of our own: the hosts'
 * decoders do not agree on it.
 */
const WINDOWS_1252_HIGH = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
  0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0x9d, 0x017e, 0x0178,
];

/** What MacRoman has at 0x80 … 0xff. */
const MACINTOSH_HIGH = Array.from(
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø' +
    '¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
  (character) => character.codePointAt(0) ?? 0,
);

/** Bytes that each stand for one character as UTF-8; `high` has the characters from 0x80 on, where they differ. */
function singleBytesToUtf8(bytes: Uint8Array, high: readonly number[]): Uint8Array {
  // At most three bytes for one.
  const out = new Uint8Array(bytes.length * 3);
  let end = 0;
  for (const byte of bytes) {
    const code = byte >= 0x80 ? (high[byte - 0x80] ?? byte) : byte;
    if (code < 0x80) {
      out[end++] = code;
    } else if (code < 0x800) {
      out[end++] = 0xc0 | (code >> 6);
      out[end++] = 0x80 | (code & 0x3f);
    } else {
      out[end++] = 0xe0 | (code >> 12);
      out[end++] = 0x80 | ((code >> 6) & 0x3f);
      out[end++] = 0x80 | (code & 0x3f);
    }
  }
  return out.subarray(0, end);
}

/** Windows-1252 bytes as UTF-8. Every byte stands for a character, so this cannot fail. */
export const windows1252ToUtf8 = (bytes: Uint8Array): Uint8Array =>
  singleBytesToUtf8(bytes, WINDOWS_1252_HIGH);

/** MacRoman bytes as UTF-8. Every byte stands for a character, so this cannot fail. */
export const macintoshToUtf8 = (bytes: Uint8Array): Uint8Array => singleBytesToUtf8(bytes, MACINTOSH_HIGH);

const LETTER = /\p{L}/u;
const isLetter = (code: number): boolean => LETTER.test(String.fromCharCode(code));
const isAsciiLetter = (byte: number | undefined): boolean =>
  byte !== undefined && /[a-z]/i.test(String.fromCharCode(byte));

/**
 * Which of the two encodings of single bytes a text that is no UTF-8 is in: the one in which more of the characters
 * beside letters are letters too.
 */
export function singleByteEncoding(bytes: Uint8Array): 'windows-1252' | 'macintosh' {
  let windows = 0;
  let macintosh = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x80 || !(isAsciiLetter(bytes[i - 1]) || isAsciiLetter(bytes[i + 1]))) continue;
    if (isLetter(WINDOWS_1252_HIGH[byte - 0x80] ?? byte)) windows++;
    if (isLetter(MACINTOSH_HIGH[byte - 0x80] ?? byte)) macintosh++;
  }
  return macintosh > windows * 1.5 ? 'macintosh' : 'windows-1252';
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** Whether the bytes are valid UTF-8 from their first to their last. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
