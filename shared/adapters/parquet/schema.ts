import { ParquetDamage } from './damage';
import { meaningOf, PHYSICAL, type Meaning, type Physical } from './meaning';
import type { Struct } from './thrift';

export interface Leaf {
  /** Its place among all leaves: that of its chunk in each row group. */
  readonly index: number;
  readonly path: readonly string[];
  readonly physical: Physical;
  /** Bytes of a value of fixed length; 0 for others. */
  readonly length: number;
  readonly meaning: Meaning;
  /** The level at which a value is there, and at which the innermost list goes on. */
  readonly definition: number;
  readonly repetition: number;
}

/** A column or a part of one: a leaf with values, or a group of parts. */
export interface SchemaNode {
  readonly name: string;
  readonly isOptional: boolean;
  readonly isRepeated: boolean;
  readonly definition: number;
  readonly repetition: number;
  /** How a group is meant. */
  readonly group: 'plain' | 'list' | 'map' | 'unread';
  readonly children: readonly SchemaNode[];
  readonly leaf: Leaf | null;
}

/** Parts within parts: more than anybody writes. */
const MOST_DEPTH = 32;

const damaged = (what: string): ParquetDamage => new ParquetDamage(`its description is damaged: ${what}`);

function groupOf(element: Struct): SchemaNode['group'] {
  const logical = element.struct(10)?.which ?? null;
  const converted = element.int(6);
  if (logical === 3 || (logical === null && converted === 3)) return 'list';
  if (logical === 2 || (logical === null && (converted === 1 || converted === 2))) return 'map';
  return logical === null && converted === null ? 'plain' : 'unread';
}

/** Makes the tree of a list of `SchemaElement`, which stand in the order of a walk through it. */
class SchemaReader {
  readonly #elements: readonly Struct[];
  #at = 1;
  #leaves = 0;
  constructor(elements: readonly Struct[]) {
    this.#elements = elements;
  }

  /** @param above path and levels of the part that these are in */
  children(
    count: number,
    above: { readonly path: readonly string[]; readonly definition: number; readonly repetition: number },
  ): readonly SchemaNode[] {
    if (above.path.length >= MOST_DEPTH) throw damaged('it has parts within parts without end');
    if (count > this.#elements.length - this.#at) throw damaged('columns are missing in it');
    const nodes: SchemaNode[] = [];
    while (nodes.length < count) nodes.push(this.#node(above));
    return nodes;
  }

  #node(above: {
    readonly path: readonly string[];
    readonly definition: number;
    readonly repetition: number;
  }): SchemaNode {
    const element = this.#elements[this.#at++];
    if (!element) throw damaged('columns are missing in it');
    const repeats = element.int(3) ?? 0;
    if (repeats < 0 || repeats > 2) throw damaged('a column is neither needed, optional nor repeated');
    const name = element.text(4) ?? '';
    const path = [...above.path, name];
    const definition = above.definition + (repeats === 0 ? 0 : 1);
    const repetition = above.repetition + (repeats === 2 ? 1 : 0);
    const physical = PHYSICAL[element.int(1) ?? -1];
    const count = element.int(5) ?? 0;
    if (physical === undefined && (element.has(1) || count < 0))
      throw damaged(`column ${path.join('.')} is of no type`);
    const shared = { name, isOptional: repeats === 1, isRepeated: repeats === 2, definition, repetition };
    if (physical === undefined)
      return {
        ...shared,
        group: groupOf(element),
        leaf: null,
        children: this.children(count, { path, definition, repetition }),
      };
    const length = physical === 'FIXED_LEN_BYTE_ARRAY' ? element.count(2) : 0;
    const meaning = meaningOf(element, physical);
    const index = this.#leaves++;
    return {
      ...shared,
      group: 'plain',
      children: [],
      leaf: { index, path, physical, length, meaning, definition, repetition },
    };
  }

  get isAtEnd(): boolean {
    return this.#at === this.#elements.length;
  }
}

/** The columns of a file. @throws ParquetDamage where they make no tree */
export function readSchema(elements: readonly Struct[]): readonly SchemaNode[] {
  const count = elements[0]?.int(5) ?? 0;
  if (count < 0) throw damaged('it has fewer than no columns');
  const reader = new SchemaReader(elements);
  const columns = reader.children(count, { path: [], definition: 0, repetition: 0 });
  if (!reader.isAtEnd) throw damaged('it has parts that belong to no column');
  return columns;
}

/** The leaves of a column, in their order. */
export function leavesOf(node: SchemaNode): readonly Leaf[] {
  return node.leaf ? [node.leaf] : node.children.flatMap(leavesOf);
}
