import { ParquetDamage } from './damage';
import type { Chunk, Reading, RowGroup } from './footer';
import { LeafValues } from './leaf-values';
import { assembleRow, nestedText, type Entry, type RowEntries } from './nested';
import { leavesOf, type Leaf, type SchemaNode } from './schema';
import { Texts } from './texts';

/** Items of one row: more are no list, but a damaged file. */
const MOST_ITEMS = 2 ** 20;
/** Characters that the rows of a column with parts may have, of those that are held at once. */
const MOST_TEXT = 2 ** 27;
/** Rows of such a column that are held at once. */
export const NESTED_ROWS = 2 ** 10;

/** The values of one column in one row group, in their order, as text. */
export interface ColumnValues {
  /** The next `count` rows. @throws ParquetDamage naming the column */
  take(count: number): Promise<(string | null)[]>;
  /** @throws ParquetDamage where the row group has other values than were taken */
  finish(): Promise<void>;
}

class FlatValues implements ColumnValues {
  readonly #values: LeafValues;
  constructor(values: LeafValues) {
    this.#values = values;
  }

  async take(count: number): Promise<(string | null)[]> {
    const rows = new Array<string | null>(count);
    for (let at = 0; at < count;) {
      if (this.#values.ready === 0 && !(await this.#values.advance()))
        throw new ParquetDamage(`it has fewer values than its row group has rows`);
      const some = Math.min(this.#values.ready, count - at);
      this.#values.fill(rows, at, some);
      at += some;
    }
    return rows;
  }

  async finish(): Promise<void> {
    await expectEnd(this.#values);
  }
}

async function expectEnd(values: LeafValues): Promise<void> {
  if (values.ready > 0 || (await values.advance()))
    throw new ParquetDamage('it has more values than its row group has rows');
}

/** Collects the entries of a leaf row by row: a new row begins at repetition level 0. */
class LeafRows {
  readonly #values: LeafValues;
  /** The level of the entry that comes next, which was looked at to see where the row ends. */
  #ahead: number | null = null;
  constructor(values: LeafValues) {
    this.#values = values;
  }

  async #look(): Promise<number | null> {
    if (this.#ahead !== null) return this.#ahead;
    if (this.#values.ready === 0 && !(await this.#values.advance())) return null;
    this.#ahead = this.#values.repetition();
    return this.#ahead;
  }

  async row(): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    for (;;) {
      const repetition = await this.#look();
      if (repetition === null || (repetition === 0 && entries.length > 0)) break;
      if (entries.length === 0 && repetition !== 0)
        throw new ParquetDamage('a row group begins within a row');
      if (entries.length === MOST_ITEMS) throw new ParquetDamage('a row has too many items');
      this.#ahead = null;
      entries.push({ repetition, ...this.#values.entry() });
    }
    if (entries.length === 0) throw new ParquetDamage('it has fewer values than its row group has rows');
    return entries;
  }

  async finish(): Promise<void> {
    if (this.#ahead !== null) throw new ParquetDamage('it has more values than its row group has rows');
    await expectEnd(this.#values);
  }
}

interface NestedLeaf {
  readonly index: number;
  readonly rows: LeafRows;
  readonly isBare: boolean;
}

class NestedValues implements ColumnValues {
  readonly #node: SchemaNode;
  readonly #leaves: readonly NestedLeaf[];
  constructor(node: SchemaNode, leaves: readonly NestedLeaf[]) {
    this.#node = node;
    this.#leaves = leaves;
  }

  async take(count: number): Promise<(string | null)[]> {
    const rows: (string | null)[] = [];
    let text = 0;
    while (rows.length < count) {
      const entries = new Map<number, RowEntries>();
      for (const { index, rows: leaf, isBare } of this.#leaves)
        entries.set(index, { entries: await leaf.row(), at: 0, isBare });
      const row = nestedText(assembleRow(this.#node, entries));
      text += row?.length ?? 0;
      if (text > MOST_TEXT) throw new ParquetDamage('its rows have too many items to be held');
      rows.push(row);
    }
    return rows;
  }

  async finish(): Promise<void> {
    for (const { rows } of this.#leaves) await rows.finish();
  }
}

/** Names the column in what goes wrong with it. */
class NamedValues implements ColumnValues {
  readonly #name: string;
  readonly #values: ColumnValues;
  constructor(name: string, values: ColumnValues) {
    this.#name = name;
    this.#values = values;
  }

  take(count: number): Promise<(string | null)[]> {
    return this.#values.take(count).catch((error: unknown) => {
      throw named(this.#name, error);
    });
  }

  finish(): Promise<void> {
    return this.#values.finish().catch((error: unknown) => {
      throw named(this.#name, error);
    });
  }
}

function named(column: string, error: unknown): unknown {
  return error instanceof ParquetDamage && error.column === null
    ? new ParquetDamage(`column ${column}: ${error.message}`, { hint: error.hint, column })
    : error;
}

/** A column over all row groups: what its bytes are is decided once. */
export class Column {
  readonly node: SchemaNode;
  readonly #texts: ReadonlyMap<Leaf, Texts>;
  /** @throws ParquetDamage where its kind is not read here */
  constructor(node: SchemaNode) {
    this.node = node;
    const unread = unreadGroup(node);
    if (unread)
      throw new ParquetDamage(`column ${node.name} is of a kind that is not known here`, {
        hint: 'Export it as text, or leave it out of the mapping.',
        column: node.name,
      });
    const leaves = leavesOf(node);
    if (leaves.length === 0)
      throw new ParquetDamage(`column ${node.name} has no parts with values`, { column: node.name });
    this.#texts = new Map(leaves.map((leaf) => [leaf, new Texts(leaf)]));
  }

  /** Whether each row has one value at most. */
  get isFlat(): boolean {
    return this.node.leaf !== null && !this.node.isRepeated;
  }

  /** Its values in one row group. */
  values(reading: Reading, group: RowGroup): ColumnValues {
    const leaves = [...this.#texts].map(([leaf, texts]) => {
      const chunk: Chunk | undefined = group.chunks[leaf.index];
      if (!chunk)
        throw new ParquetDamage(`column ${this.node.name} is not in each row group`, {
          column: this.node.name,
        });
      return {
        index: leaf.index,
        isBare: texts.isBare,
        leaf,
        values: new LeafValues(reading, chunk, leaf, texts),
      };
    });
    const [only] = leaves;
    const values =
      only !== undefined && this.isFlat
        ? new FlatValues(only.values)
        : new NestedValues(
            this.node,
            leaves.map(({ index, isBare, values: all }) => ({ index, isBare, rows: new LeafRows(all) })),
          );
    return new NamedValues(this.node.name, values);
  }
}

const unreadGroup = (node: SchemaNode): boolean =>
  (node.leaf === null && node.group === 'unread') || node.children.some(unreadGroup);
