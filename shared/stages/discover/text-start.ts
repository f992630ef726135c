import { isUtf8, singleByteEncoding, singleByteToUtf8, type TextEncoding } from '../../domain/encoding';

/** Share of control characters from which bytes are no text. */
const BINARY_SHARE = 0.05;
/** Share of NUL bytes on one side of byte pairs from which text without a mark is UTF-16. */
const UTF16_SHARE = 0.3;

/** Whether the bytes begin with these. */
export const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean =>
  bytes.length >= magic.length && magic.every((byte, i) => bytes[i] === byte);

/** Without the bytes of a character that the cut at the end has torn. */
function withoutTornCharacter(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

/** What bytes that no mark names have of the kinds that text has not. */
interface OddShares {
  /** NUL bytes in the first, and in the second place of byte pairs. */
  readonly firstNuls: number;
  readonly secondNuls: number;
  /** Control characters other than tab, line ends, form feed, end-of-file mark. */
  readonly controls: number;
}

/** The byte-order mark of a known encoding; its length is 0 where the text has none. */
export const markOf = (
  head: Uint8Array,
  encoding: TextEncoding,
): { readonly encoding: TextEncoding; readonly bomBytes: number } => {
  const found = sniffEncoding(head);
  return { encoding, bomBytes: found?.encoding === encoding ? found.bomBytes : 0 };
};

function oddShares(bytes: Uint8Array): OddShares {
  let [firstNuls, secondNuls, controls] = [0, 0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte >= 0x20) continue;
    if (byte === 0) {
      if (i % 2 === 0) firstNuls++;
      else secondNuls++;
    }
    if ((byte < 0x09 || byte > 0x0d) && byte !== 0x1a) controls++;
  }
  const pairs = Math.max(1, bytes.length / 2);
  return {
    firstNuls: firstNuls / pairs,
    secondNuls: secondNuls / pairs,
    controls: controls / Math.max(1, bytes.length),
  };
}

/** Encoding of the start of a text and length of its byte-order mark; null when the bytes are no text. */
export function sniffEncoding(
  head: Uint8Array,
): { readonly encoding: TextEncoding; readonly bomBytes: number } | null {
  if (startsWith(head, 0xef, 0xbb, 0xbf)) return { encoding: 'utf-8', bomBytes: 3 };
  if (startsWith(head, 0xff, 0xfe)) return { encoding: 'utf-16le', bomBytes: 2 };
  if (startsWith(head, 0xfe, 0xff)) return { encoding: 'utf-16be', bomBytes: 2 };
  const { firstNuls, secondNuls, controls } = oddShares(head);
  if (secondNuls > UTF16_SHARE && firstNuls < 0.05) return { encoding: 'utf-16le', bomBytes: 0 };
  if (firstNuls > UTF16_SHARE && secondNuls < 0.05) return { encoding: 'utf-16be', bomBytes: 0 };
  if (controls > BINARY_SHARE) return null;
  const isValid = isUtf8(withoutTornCharacter(head));
  return { encoding: isValid ? 'utf-8' : singleByteEncoding(head), bomBytes: 0 };
}

/** The start of a text, decoded; a character that the cut has torn is left out of UTF-8 and UTF-16. */
export function decodeHead(head: Uint8Array, encoding: TextEncoding, bomBytes: number): string {
  const bytes = head.subarray(bomBytes);
  if (encoding === 'windows-1252' || encoding === 'macintosh' || encoding === 'ibm850')
    return new TextDecoder().decode(singleByteToUtf8(bytes, encoding));
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes, { stream: true });
}

/** Up to the last whole line, where the text was cut. */
export function wholeLines(text: string, isCut: boolean): string {
  if (!isCut) return text;
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return end < 0 ? text : text.slice(0, end + 1);
}
