/** A record that is longer is cut, and is then no JSON any more. */
const LONGEST_RECORD = 16 * 2 ** 20;
/** So much of a text shows in what form its records are. */
const SHOWS_FORM = 4096;

async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The pieces of a text, the first of which is long enough to show its form. */
async function* fromHead(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let head: string | null = '';
  for await (const piece of pieces) {
    if (head === null) {
      yield piece;
      continue;
    }
    head += piece;
    if (head.trimStart().length < SHOWS_FORM) continue;
    yield head;
    head = null;
  }
  if (head !== null) yield head;
}

/** Gathers the lines of a text; what of a line is beyond the longest record is let go. */
class Lines {
  #open = '';

  *push(text: string): Generator<string> {
    const pieces = text.split(/\r\n|\n|\r/);
    for (const [i, piece] of pieces.entries()) {
      if (i > 0) {
        yield this.#open;
        this.#open = '';
      }
      if (this.#open.length <= LONGEST_RECORD) this.#open += piece;
    }
  }

  *finish(): Generator<string> {
    yield this.#open;
  }
}

/** The list of records in an answer of a service: `{"object": "list", "data": [{…}], "has_more": false}`. */
const LIST_WITHIN =
  /^\s*\{\s*(?:"(?:[^"\\]|\\.)*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)\s*,\s*)*"(?:data|results?|records|items|rows|values?|elements|entries|list|response|charges|invoices|refunds|payments|contacts|deals|leads|people|users|events|sessions|campaigns)"\s*:\s*(?=\[\s*\{)/;
/** A line break between two objects: an object a line. */
const OBJECT_A_LINE = /\}\s*[\r\n]+\s*\{/;

/**
 * Where the list of records begins in a document that is one object, by the start of its text; null where it is no such
 * document.
 */
export function listWithin(text: string): number | null {
  const head = text.slice(0, SHOWS_FORM);
  const found = LIST_WITHIN.exec(head);
  if (found === null) return null;
  const [firstLine = ''] = head.trimStart().split(/[\r\n]/);
  return parseJsonObject(firstLine) !== null && OBJECT_A_LINE.test(head) ? null : found[0].length;
}

/** Gathers the elements of a list: what stands between its commas, by brackets and quotes. */
class Elements {
  #open = '';
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  #hasEnded = false;

  /** @param isWithin the list stands in an object: what comes after it is none of its elements */
  constructor(private readonly isWithin: boolean) {}

  *push(text: string): Generator<string> {
    let from = 0;
    for (let i = 0; i < text.length && !this.#hasEnded; i++) {
      const character = text[i];
      if (this.#isEscaped) {
        this.#isEscaped = false;
      } else if (this.#isInText) {
        if (character === '\\') this.#isEscaped = true;
        else if (character === '"') this.#isInText = false;
      } else if (character === '"') {
        this.#isInText = true;
      } else if (character === '{' || character === '[') {
        this.#depth++;
        if (this.#depth === 1) from = i + 1;
      } else if (character === '}' || character === ']') {
        this.#depth--;
        if (this.#depth === 0) {
          yield this.#take(text.slice(from, i));
          from = i + 1;
          this.#hasEnded = this.isWithin;
        }
      } else if (character === ',' && this.#depth === 1) {
        yield this.#take(text.slice(from, i));
        from = i + 1;
      }
    }
    if (this.#depth > 0 && this.#open.length <= LONGEST_RECORD) this.#open += text.slice(from);
  }

  *finish(): Generator<string> {
    yield this.#open;
  }

  #take(end: string): string {
    const element = this.#open + end;
    this.#open = '';
    return element;
  }
}

/**
 * The texts of the records of a JSON file, blank ones aside: its lines, or the elements where it is one list, or an object
 * that holds one.
 * @param chunks UTF-8
 */
export async function* jsonRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let reader: Lines | Elements | null = null;
  for await (const text of fromHead(textOf(chunks))) {
    const list: number | null = reader === null ? listWithin(text) : null;
    reader ??= list !== null || text.trimStart().startsWith('[') ? new Elements(list !== null) : new Lines();
    for (const record of reader.push(text.slice(list ?? 0))) if (record.trim() !== '') yield record.trim();
  }
  for (const record of reader?.finish() ?? []) if (record.trim() !== '') yield record.trim();
}

/** Marks a number among texts; the text of a number follows. No file writes it at the start of a text. */
const NUMBER_MARK = '\0';
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/** A value of JSON whose numbers are texts with all their digits. */
export type JsonValue =
  string | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** One object of JSON, its numbers as they are written; null where the text is none. */
export function parseJsonObject(text: string): JsonObject | null {
  if (!text.startsWith('{')) return null;
  const marked = text.replace(TEXT_OR_NUMBER, (token) =>
    token.startsWith('"') ? token : `"\\u0000${token}"`,
  );
  try {
    // What JSON has of values is what the type says.
    return JSON.parse(marked) as JsonObject;
  } catch (error) {
    // Deeply nested brackets end the stack before they end.
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

const isNumber = (text: string): boolean => text.startsWith(NUMBER_MARK);

function written(value: JsonValue): string {
  if (typeof value === 'string') return isNumber(value) ? value.slice(1) : JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(written).join(',')}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${written(inner)}`)
    .join(',')}}`;
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/** Whether a value has fields of its own. */
export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

/**
 * The fields within a value: those of an object, or of a list of keys with values, as `event_params` of GA4 is
 * (`[{"key": "campaign", "value": {"string_value": "Spring"}}]`); null where it has none.
 */
export function fieldsWithin(value: JsonValue | undefined): JsonObject | null {
  if (isJsonObject(value)) return value;
  if (value === undefined || value === null || typeof value !== 'object' || value.length === 0) return null;
  const fields = new Map<string, JsonValue>();
  for (const entry of value) {
    const key = isJsonObject(entry) && Object.hasOwn(entry, 'key') ? entry['key'] : undefined;
    if (!isJsonObject(entry) || typeof key !== 'string' || isNumber(key) || fields.has(key)) return null;
    const held = entry['value'];
    const values = isJsonObject(held) ? Object.values(held).filter((one) => one !== null) : [held ?? null];
    fields.set(key, values[0] ?? null);
  }
  return Object.fromEntries(fields);
}

/** A value as the text of a cell: empty for null, all digits of a number, JSON for lists and objects. */
export function cellOfJson(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return isNumber(value) ? value.slice(1) : value;
  return written(value);
}
