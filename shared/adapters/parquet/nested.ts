import { ParquetDamage } from './damage';
import { leavesOf, type SchemaNode } from './schema';

/** One entry of a leaf in a row. */
export interface Entry {
  readonly repetition: number;
  readonly definition: number;
  readonly text: string | null;
}

/** The entries of one leaf in one row. */
export interface RowEntries {
  readonly entries: readonly Entry[];
  at: number;
  /** Whether the text of a value is also a number of JSON. */
  readonly isBare: boolean;
}

/** A value of a column with parts: text, list or group. */
export type Nested =
  | null
  | { readonly text: string; readonly isBare: boolean }
  | readonly Nested[]
  | ReadonlyMap<string, Nested>;

const contradicts = (): ParquetDamage => new ParquetDamage('its parts contradict each other');

/** Puts the values of one row together again. @see https://parquet.apache.org/docs/file-format/nestedencoding/ */
class RowAssembly {
  readonly #rows: ReadonlyMap<number, RowEntries>;
  constructor(rows: ReadonlyMap<number, RowEntries>) {
    this.#rows = rows;
  }

  #of(node: SchemaNode): readonly RowEntries[] {
    return leavesOf(node).map((leaf) => {
      const row = this.#rows.get(leaf.index);
      if (!row) throw contradicts();
      return row;
    });
  }

  /** Whether the next entries of all leaves of a part are as deep as it; they must agree. */
  #isThere(rows: readonly RowEntries[], definition: number): boolean {
    const there = rows.map(({ entries, at }) => {
      const entry = entries[at];
      if (!entry) throw contradicts();
      return entry.definition >= definition;
    });
    if (there.some((is) => is !== there[0])) throw contradicts();
    return there[0] ?? false;
  }

  value(node: SchemaNode): Nested {
    if (!node.isRepeated) return this.#single(node);
    const rows = this.#of(node);
    if (!this.#isThere(rows, node.definition)) {
      for (const row of rows) row.at++;
      return [];
    }
    const items: Nested[] = [];
    do items.push(this.#content(node));
    while (this.#goesOn(rows, node.repetition));
    return items;
  }

  #goesOn(rows: readonly RowEntries[], repetition: number): boolean {
    const on = rows.map(({ entries, at }) => entries[at]?.repetition === repetition);
    if (on.some((is) => is !== on[0])) throw contradicts();
    return on[0] ?? false;
  }

  #single(node: SchemaNode): Nested {
    if (node.isOptional) {
      const rows = this.#of(node);
      if (!this.#isThere(rows, node.definition)) {
        for (const row of rows) row.at++;
        return null;
      }
    }
    return this.#content(node);
  }

  #content(node: SchemaNode): Nested {
    if (node.leaf) {
      const row = this.#rows.get(node.leaf.index);
      const entry = row?.entries[row.at];
      if (!row || !entry || entry.text === null) throw contradicts();
      row.at++;
      return { text: entry.text, isBare: row.isBare };
    }
    const parts = new Map<string, Nested>();
    for (const child of node.children) parts.set(child.name, this.value(child));
    if (parts.size !== node.children.length) throw new ParquetDamage('two of its parts have the same name');
    return meant(node, parts);
  }
}

/** A group as it is meant: the items of a list, the pairs of a map, else its parts by name. */
function meant(node: SchemaNode, parts: ReadonlyMap<string, Nested>): Nested {
  const [child] = node.children;
  const items = child ? parts.get(child.name) : undefined;
  if (node.group === 'plain' || node.children.length !== 1 || !child?.isRepeated || !Array.isArray(items))
    return parts;
  const list = items as readonly Nested[];
  if (node.group === 'map' && child.children.length === 2)
    return list.map((pair) =>
      pair instanceof Map ? [...(pair as ReadonlyMap<string, Nested>).values()] : pair,
    );
  // The rules of the format for lists of older writers: what repeats is the item itself, or what is in it.
  const isItem =
    child.leaf !== null ||
    child.children.length !== 1 ||
    child.name === 'array' ||
    child.name === `${node.name}_tuple`;
  return isItem
    ? list
    : list.map((item) =>
        item instanceof Map ? ((item as ReadonlyMap<string, Nested>).values().next().value ?? null) : item,
      );
}

/** The value of a column in one row. @throws ParquetDamage where entries are left over or missing */
export function assembleRow(node: SchemaNode, rows: ReadonlyMap<number, RowEntries>): Nested {
  const value = new RowAssembly(rows).value(node);
  for (const { entries, at } of rows.values()) if (at !== entries.length) throw contradicts();
  return value;
}

function json(value: Nested): string {
  if (value === null) return 'null';
  if (value instanceof Map)
    return `{${[...(value as ReadonlyMap<string, Nested>)].map(([name, part]) => `${JSON.stringify(name)}:${json(part)}`).join(',')}}`;
  if (Array.isArray(value)) return `[${(value as readonly Nested[]).map(json).join(',')}]`;
  const { text, isBare } = value as { readonly text: string; readonly isBare: boolean };
  return isBare && !/^-?(?:NaN|Infinity)$/.test(text) ? text : JSON.stringify(text);
}

/** A value as text: a list of one value is that value, an empty list is nothing, all else is JSON with all digits. */
export function nestedText(value: Nested): string | null {
  if (value === null) return null;
  if (Array.isArray(value)) {
    const list = value as readonly Nested[];
    if (list.length === 0) return null;
    const [only] = list;
    if (list.length === 1 && only !== undefined) return nestedText(only);
    return json(list);
  }
  return 'text' in value ? value.text : json(value);
}
