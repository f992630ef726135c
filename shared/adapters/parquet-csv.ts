/** Characters of a piece of text, about: what a reader holds of it at once. */
const PIECE = 2 ** 20;

const quoted = (value: string | null | undefined): string => {
  if (value === null || value === undefined || value === '') return '';
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
};

/**
 * Rows as CSV in pieces of whole records, after a line with the names of the columns. Null is an empty field.
 * @param batches of values by column, each as long as the others
 */
export async function* parquetAsCsv(
  columns: readonly string[],
  batches: AsyncIterable<Readonly<Record<string, readonly (string | null)[]>>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${columns.map(quoted).join(',')}\n`);
  for await (const batch of batches) {
    const values = columns.map((column) => batch[column] ?? []);
    const rows = values[0]?.length ?? 0;
    let text = '';
    for (let row = 0; row < rows; row++) {
      // A lone empty field would be a blank line, which is no record.
      text += values.length === 1 && !values[0]?.[row] ? '""' : values.map((v) => quoted(v[row])).join(',');
      text += '\n';
      if (text.length < PIECE && row + 1 < rows) continue;
      yield encoder.encode(text);
      text = '';
    }
  }
}
