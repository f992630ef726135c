const RECORDS = 12;
const RECORD = 16;

/**
 * A TrueType font without its table of glyph positions. The library that sets the text applies kerning twice, so that
 * digits run over their points; none reads better.
 */
export function withoutKerning(font: Uint8Array): Uint8Array {
  const bytes = font.slice();
  const view = new DataView(bytes.buffer);
  const tables = view.getUint16(4);
  for (let at = RECORDS; at < RECORDS + tables * RECORD; at += RECORD) {
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    // Under a name that nobody asks for.
    if (tag === 'GPOS') bytes[at] = 'X'.charCodeAt(0);
  }
  return bytes;
}
