import { ByteReader, PackedLevels, Runs, type Levels } from './bits';
import { ParquetDamage } from './damage';
import { Dictionary, dictionaryPlaces, isDictionary, pageValues } from './encodings';
import type { Chunk, Reading } from './footer';
import { Pages, type Page } from './pages';
import type { Raw } from './raw-values';
import type { Leaf } from './schema';
import { LOOKED_AT, type Texts } from './texts';

type DataPage = Extract<Page, { is: 'data' }>;

interface OpenPage {
  readonly repetition: Levels | null;
  readonly definition: Levels | null;
  readonly values: { next(): string; finish(): void };
  readonly page: DataPage;
}

const bitsFor = (level: number): number => 32 - Math.clz32(level);

const RLE = 3;
const BIT_PACKED = 4;

/** The levels at the start of a page of the first version, each with its length before it. */
function leadingLevels(reader: ByteReader, most: number, encoding: number, count: number): Levels | null {
  if (most === 0) return null;
  const width = bitsFor(most);
  if (encoding === RLE) return new Runs(reader.take(reader.uint32()), width);
  if (encoding === BIT_PACKED) return new PackedLevels(reader.take(Math.ceil((count * width) / 8)), width);
  throw new ParquetDamage('the levels of a page are written in a way that is not known here');
}

/**
 * The values of one leaf in one row group, entry by entry, with their levels. A page is unpacked when its first entry is
 * asked for, and its values are read one by one: what is held is a page, whatever a header claims.
 */
export class LeafValues {
  readonly #leaf: Leaf;
  readonly #texts: Texts;
  readonly #chunk: Chunk;
  readonly #pages: Pages;
  #dictionary: ((place: number) => string) | null = null;
  #open: OpenPage | null = null;
  /** Entries that are left in the page. */
  #left = 0;
  #taken = 0;
  #nulls = 0;

  constructor(reading: Reading, chunk: Chunk, leaf: Leaf, texts: Texts) {
    if (chunk.refused) throw chunk.refused;
    this.#chunk = chunk;
    this.#leaf = leaf;
    this.#texts = texts;
    this.#pages = new Pages(reading, chunk);
  }

  /** Entries that can be taken without waiting. */
  get ready(): number {
    return this.#left;
  }

  /** Opens the next page with entries. @returns false at the end of the chunk */
  async advance(): Promise<boolean> {
    this.#close();
    for (;;) {
      const page = await this.#pages.next();
      if (page === null) {
        this.#finish();
        return false;
      }
      if (page.is === 'dictionary') this.#keep(page);
      else if (page.count > 0) {
        this.#start(page);
        return true;
      }
    }
  }

  #keep(page: Extract<Page, { is: 'dictionary' }>): void {
    if (this.#dictionary !== null) throw new ParquetDamage('it has two dictionaries in one row group');
    const dictionary = new Dictionary(this.#leaf, page.data, page.count, page.encoding);
    const texts = this.#texts;
    if (texts.isUndecided)
      texts.decide(Array.from({ length: Math.min(page.count, LOOKED_AT) }, (_, i) => dictionary.raw(i)));
    const known = new Array<string | undefined>(page.count);
    this.#dictionary = (place) => {
      if (place >= dictionary.count) throw new ParquetDamage('a value stands outside of its dictionary');
      return (known[place] ??= texts.of(dictionary.raw(place)));
    };
  }

  #start(page: DataPage): void {
    const { definition: deepest, repetition: innermost } = this.#leaf;
    if (page.count > this.#chunk.values - this.#taken)
      throw new ParquetDamage(
        `its pages hold more than the ${String(this.#chunk.values)} values that were promised`,
      );
    const levels = (): Pick<OpenPage, 'repetition' | 'definition'> & { readonly data: Uint8Array } => {
      if (page.levels !== null)
        return {
          repetition: innermost > 0 ? new Runs(page.levels.repetition, bitsFor(innermost)) : null,
          definition: deepest > 0 ? new Runs(page.levels.definition, bitsFor(deepest)) : null,
          data: page.data,
        };
      const reader = new ByteReader(page.data);
      const repetition = leadingLevels(reader, innermost, page.levelEncodings.repetition, page.count);
      const definition = leadingLevels(reader, deepest, page.levelEncodings.definition, page.count);
      return { repetition, definition, data: reader.take(reader.left) };
    };
    const { repetition, definition, data } = levels();
    const there = definition === null ? page.count : this.#countThere(levels().definition, page.count);
    const nulls = page.count - there;
    if (page.nulls !== null && page.nulls !== nulls && innermost === 0)
      throw new ParquetDamage(`a page claims ${String(page.nulls)} nulls and has ${String(nulls)}`);
    this.#open = { repetition, definition, page, values: this.#values(page, data, there) };
    this.#left = page.count;
    this.#taken += page.count;
    this.#nulls += nulls;
  }

  /** Goes through the levels once before: only so is known how many values follow them. */
  #countThere(levels: Levels | null, count: number): number {
    const { definition: deepest } = this.#leaf;
    let there = 0;
    for (let i = 0; levels !== null && i < count; i++) {
      const level = levels.next();
      if (level > deepest) throw new ParquetDamage('a level of a page is deeper than the column');
      if (level === deepest) there++;
    }
    levels?.finish();
    return there;
  }

  #values(page: DataPage, data: Uint8Array, there: number): OpenPage['values'] {
    const { of } = this.#texts;
    if (isDictionary(page.encoding)) {
      const dictionary = this.#dictionary;
      if (dictionary === null && there > 0) throw new ParquetDamage('its dictionary is missing');
      const places = dictionaryPlaces(data, there);
      return {
        next: () => dictionary?.(places.next()) ?? '',
        finish: () => {
          places.finish();
        },
      };
    }
    if (this.#texts.isUndecided && there > 0) {
      const sample = pageValues(this.#leaf, page.encoding, data, there);
      const looked: Raw[] = [];
      while (looked.length < Math.min(there, LOOKED_AT)) looked.push(sample.next());
      this.#texts.decide(looked);
    }
    const values = pageValues(this.#leaf, page.encoding, data, there);
    return {
      next: () => of(values.next()),
      finish: () => {
        values.finish();
      },
    };
  }

  /** The repetition level of the next entry, which goes on to its definition level and value. */
  repetition(): number {
    const level = this.#open?.repetition?.next() ?? 0;
    if (level > this.#leaf.repetition) throw new ParquetDamage('a level of a page is deeper than the column');
    return level;
  }

  /** The definition level of the entry, and its value where it is at the deepest. */
  entry(): { readonly definition: number; readonly text: string | null } {
    const open = this.#open;
    if (open === null || this.#left === 0) throw new ParquetDamage('a page ends before its values');
    this.#left--;
    const definition = open.definition?.next() ?? this.#leaf.definition;
    return { definition, text: definition === this.#leaf.definition ? open.values.next() : null };
  }

  /** The values of a column that is no list and in no group; null where there is none. */
  fill(into: (string | null)[], at: number, count: number): void {
    const open = this.#open;
    if (open === null || this.#left < count) throw new ParquetDamage('a page ends before its values');
    const { definition: deepest } = this.#leaf;
    for (let i = 0; i < count; i++)
      into[at + i] =
        open.definition === null || open.definition.next() === deepest ? open.values.next() : null;
    this.#left -= count;
  }

  #close(): void {
    const open = this.#open;
    if (open === null) return;
    if (this.#left > 0) throw new ParquetDamage('a page was not read to its end');
    open.values.finish();
    open.repetition?.finish();
    this.#open = null;
  }

  #finish(): void {
    const { values, nulls } = this.#chunk;
    if (this.#taken !== values)
      throw new ParquetDamage(
        `its pages hold ${String(this.#taken)} values, not ${String(values)} as promised`,
      );
    if (nulls !== null && nulls >= 0 && nulls !== this.#nulls && this.#leaf.repetition === 0)
      throw new ParquetDamage(`it has ${String(this.#nulls)} nulls, not ${String(nulls)} as promised`);
  }
}
