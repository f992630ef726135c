/** How the bytes of a text file stand for characters. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | SingleByteEncoding;

/** Encodings in which each byte is a character. */
export type SingleByteEncoding = 'windows-1252' | 'macintosh' | 'ibm850';

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

/** What code page 850 has at 0x80 … 0xff: spreadsheets still save *CSV (MS-DOS)* in it. */
const IBM850_HIGH = Array.from(
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
    '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  (character) => character.codePointAt(0) ?? 0,
);

const HIGH: Readonly<Record<SingleByteEncoding, readonly number[]>> = {
  'windows-1252': WINDOWS_1252_HIGH,
  macintosh: MACINTOSH_HIGH,
  ibm850: IBM850_HIGH,
};

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

/** Bytes of an encoding in which each is a character, as UTF-8: this cannot fail. */
export const singleByteToUtf8 = (bytes: Uint8Array, encoding: SingleByteEncoding): Uint8Array =>
  singleBytesToUtf8(bytes, HIGH[encoding]);

const isLower = (text: string): boolean => /\p{Ll}/u.test(text);
const isUpper = (text: string): boolean => /\p{Lu}/u.test(text);
const characterOf = (byte: number | undefined, high: readonly number[]): string =>
  byte === undefined ? '' : String.fromCharCode(byte < 0x80 ? byte : (high[byte - 0x80] ?? byte));

/** Letters in words that are written as words are: no capital behind a small letter, no small one between capitals. */
function fittingLetters(bytes: Uint8Array, high: readonly number[]): number {
  let letters = 0;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] as number) < 0x80) continue;
    const [before, here, after] = [bytes[i - 1], bytes[i], bytes[i + 1]].map((byte) =>
      characterOf(byte, high),
    ) as [string, string, string];
    const isInWord = /[a-z]/i.test(before) || /[a-z]/i.test(after);
    const fits = isLower(here) ? !(isUpper(before) && isUpper(after)) : isUpper(here) && !isLower(before);
    if (isInWord && fits) letters++;
  }
  return letters;
}

/**
 * Which of the encodings of single bytes a text that is no UTF-8 is in: Windows-1252, unless far more of its characters
 * beside letters are letters that fit there in another one.
 */
export function singleByteEncoding(bytes: Uint8Array): SingleByteEncoding {
  const usual = fittingLetters(bytes, HIGH['windows-1252']);
  const [best, letters] = (['macintosh', 'ibm850'] as const)
    .map((encoding) => [encoding, fittingLetters(bytes, HIGH[encoding])] as const)
    .reduce((a, b) => (b[1] > a[1] ? b : a));
  return letters > usual * 1.5 ? best : 'windows-1252';
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
