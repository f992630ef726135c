import { cellOfJson, fieldsWithin, jsonRecords, parseJsonObject, type JsonObject } from './json-records';

/** A column of a table made of JSON objects: a field of theirs, or a field of an object in a field. */
export interface JsonColumn {
  readonly name: string;
  /** The field that holds the object; null: the field is the record's own. */
  readonly parent: string | null;
  readonly key: string;
}

/** What stands at the start of a line that is handed on as a rejected record: this, the reason, this, the text. */
export const REJECTED_LINE = '\x1a';

const NO_OBJECT = 'It is no JSON object that can be read.';

/** What was seen in one field of the records. */
interface Field {
  hasValue: boolean;
  readonly inner: Set<string>;
}

/** The columns of JSON records: all fields that occur, those of inner objects by their own names where these are unique. */
export class JsonColumns {
  readonly #fields = new Map<string, Field>();
  /** Records that are objects. */
  objects = 0;

  add(record: JsonObject): void {
    this.objects++;
    for (const [key, value] of Object.entries(record)) {
      let field = this.#fields.get(key);
      if (!field) {
        field = { hasValue: false, inner: new Set() };
        this.#fields.set(key, field);
      }
      const within = fieldsWithin(value);
      if (within !== null) for (const inner of Object.keys(within)) field.inner.add(inner);
      else if (value !== null) field.hasValue = true;
    }
  }

  columns(): readonly JsonColumn[] {
    const uses = new Map<string, number>();
    const count = (name: string): void => {
      uses.set(name, (uses.get(name) ?? 0) + 1);
    };
    for (const [key, { hasValue, inner }] of this.#fields) {
      if (hasValue || inner.size === 0) count(key);
      for (const name of inner) count(name);
    }
    const columns: JsonColumn[] = [];
    for (const [key, { hasValue, inner }] of this.#fields) {
      if (hasValue || inner.size === 0) columns.push({ name: key, parent: null, key });
      for (const name of inner) {
        columns.push({ name: (uses.get(name) ?? 0) > 1 ? `${key}.${name}` : name, parent: key, key: name });
      }
    }
    return columns;
  }
}

/** The value of a column in a record; only what the record itself has, whatever the column is called. */
function cellOf(record: JsonObject, { parent, key }: JsonColumn): string {
  const holder = parent === null ? record : fieldsWithin(record[parent]);
  if (holder === null || !Object.hasOwn(holder, key)) return '';
  const value = holder[key];
  // An object in a field that has values too has columns of its own.
  return parent === null && fieldsWithin(value) !== null ? '' : cellOfJson(value);
}

/** The cells of a record in the order of the columns; null where its text is no JSON object, or one nested too deeply. */
export function jsonCells(text: string, columns: readonly JsonColumn[]): readonly string[] | null {
  const record = parseJsonObject(text);
  try {
    return record && columns.map((column) => cellOf(record, column));
  } catch (error) {
    // Nested too deeply to be written.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const quoted = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

const LINES_AT_ONCE = 500;

/**
 * JSON records as CSV with a header. A record that is no object is a line that begins with `REJECTED_LINE`.
 * @param chunks UTF-8
 */
export async function* jsonAsCsv(
  chunks: AsyncIterable<Uint8Array>,
  columns: readonly JsonColumn[],
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines = [columns.map(({ name }) => quoted(name)).join(',') || '""'];
  for await (const text of jsonRecords(chunks)) {
    const cells = jsonCells(text, columns);
    if (cells === null) {
      lines.push(`${REJECTED_LINE}${NO_OBJECT}${REJECTED_LINE}${text.replace(/\s*[\r\n]\s*/g, ' ')}`);
    } else {
      // A lone empty field would be a blank line, which is no record.
      lines.push(cells.length === 1 && cells[0] === '' ? '""' : cells.map(quoted).join(','));
    }
    if (lines.length >= LINES_AT_ONCE) {
      yield encoder.encode(`${lines.join('\n')}\n`);
      lines = [];
    }
  }
  yield encoder.encode(`${lines.join('\n')}\n`);
}

/** The text of one record, from 1; null where there are fewer. */
export async function readJsonRecord(
  chunks: AsyncIterable<Uint8Array>,
  record: number,
): Promise<string | null> {
  let at = 0;
  for await (const text of jsonRecords(chunks)) if (++at === record) return text;
  return null;
}
