import {
  cellOfJson,
  fieldsWithin,
  jsonRecords,
  parseJsonObject,
  type JsonObject,
  type JsonValue,
} from './json-records';

/** A column of a table made of JSON objects: a field of theirs, or a field of an object within. */
export interface JsonColumn {
  readonly name: string;
  /** The fields that lead to it, its own the last. */
  readonly path: readonly string[];
}

/** Objects deeper than this stay JSON text: Segment's `context.campaign.name` has three fields. */
const DEEPEST = 4;
/** To this depth a field is called by its own name where no other is. */
const CALLED_BY_OWN_NAME = 2;

/** What stands at the start of a line that is handed on as a rejected record: this, the reason, this, the text. */
export const REJECTED_LINE = '\x1a';

const NO_OBJECT = 'It is no JSON object that can be read.';

/** What was seen in one field of the records. */
interface Field {
  hasValue: boolean;
  readonly inner: Map<string, Field>;
}

function seeField(fields: Map<string, Field>, key: string, value: JsonValue, depth: number): void {
  let field = fields.get(key);
  if (!field) {
    field = { hasValue: false, inner: new Map() };
    fields.set(key, field);
  }
  const within = depth < DEEPEST ? fieldsWithin(value) : null;
  if (within === null) {
    if (value !== null) field.hasValue = true;
    return;
  }
  for (const [name, inner] of Object.entries(within)) seeField(field.inner, name, inner, depth + 1);
}

function* pathsOf(
  fields: ReadonlyMap<string, Field>,
  above: readonly string[],
): Generator<readonly string[]> {
  for (const [key, { hasValue, inner }] of fields) {
    const path = [...above, key];
    if (hasValue || inner.size === 0) yield path;
    yield* pathsOf(inner, path);
  }
}

/**
 * The columns of JSON records: all fields that occur. Those of inner objects are called by their own names where these
 * are unique, deeper ones by all names that lead to them.
 */
export class JsonColumns {
  readonly #fields = new Map<string, Field>();
  /** Records that are objects. */
  objects = 0;

  add(record: JsonObject): void {
    this.objects++;
    for (const [key, value] of Object.entries(record)) seeField(this.#fields, key, value, 1);
  }

  columns(): readonly JsonColumn[] {
    const paths = [...pathsOf(this.#fields, [])];
    const isNamed = (path: readonly string[]): boolean => path.length <= CALLED_BY_OWN_NAME;
    const uses = new Map<string, number>();
    for (const path of paths.filter(isNamed)) {
      const own = path.at(-1) ?? '';
      uses.set(own, (uses.get(own) ?? 0) + 1);
    }
    return paths.map((path) => {
      const own = path.at(-1) ?? '';
      const isOwn = path.length === 1 || (isNamed(path) && uses.get(own) === 1);
      return { name: isOwn ? own : path.join('.'), path };
    });
  }
}

/** The value of a column in a record; only what the record itself has, whatever the column is called. */
function cellOf(record: JsonObject, { path }: JsonColumn): string {
  let holder: JsonObject | null = record;
  let value: JsonValue | undefined;
  for (const key of path) {
    if (holder === null || !Object.hasOwn(holder, key)) return '';
    value = holder[key];
    holder = fieldsWithin(value);
  }
  // An object in a field that has values too has columns of its own.
  return path.length < DEEPEST && holder !== null ? '' : cellOfJson(value);
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
