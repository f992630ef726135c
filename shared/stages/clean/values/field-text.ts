// A byte-order mark inside a file is a character like any other: the database gets it too.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Below this a loop is faster than the decoder. */
const SHORT = 24;

/** An ASCII letter in lower case; any other byte as it is. */
export const asciiLower = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);

/** Whether a byte is an ASCII digit. */
export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Where the digits end that begin at `at`. */
export function afterDigits(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && isDigit(bytes[i] as number)) i++;
  return i;
}

/** The text of the UTF-8 from `start` to before `end`. */
export function fieldText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT) return decoder.decode(bytes.subarray(start, end));
  let text = '';
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte > 0x7f) return decoder.decode(bytes.subarray(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}
