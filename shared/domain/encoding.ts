/** How the bytes of a text file stand for characters. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * What Windows-1252 has at 0x80 … 0x9f, where Latin-1 has control characters. A table of our own: the hosts'
 * decoders do not agree on it.
 */
const WINDOWS_1252_HIGH = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
  0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0x9d, 0x017e, 0x0178,
];

/** Windows-1252 bytes as UTF-8. Every byte stands for a character, so this cannot fail. */
export function windows1252ToUtf8(bytes: Uint8Array): Uint8Array {
  // At most three bytes for one.
  const out = new Uint8Array(bytes.length * 3);
  let end = 0;
  for (const byte of bytes) {
    const code = byte >= 0x80 && byte < 0xa0 ? (WINDOWS_1252_HIGH[byte - 0x80] ?? byte) : byte;
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
