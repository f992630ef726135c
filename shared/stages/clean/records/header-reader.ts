import { fieldText } from '../values/field-text';
import { Glance } from '../values/glance';
import { kindOf, KIND } from './column-types';
import type { RecordFields } from './record-fields';
import type { RecordShape } from './record-shape';

/** Longer names are not looked for. */
const LONGEST_NAME = 63;
/** So many of the first fields are looked at: a further header may begin with names that the first has not. */
const LOOK_AT_FIELDS = 3;
/** Share of a header's names that differ; a few repeat in real ones. */
const DISTINCT_SHARE = 0.8;

/** What is known of an output column. */
export interface ColumnNames {
  /** Names of the column, as `keyOf` compares them, the best first; none where the first header does not feed it. */
  readonly names: readonly string[];
  /** Whether it says what a record is about: an id, a day, a campaign. */
  readonly isKey: boolean;
  /** Whether a table without it is another table. */
  readonly isNeeded: boolean;
}

export interface HeaderNames {
  /** Names of the first header. */
  readonly headers: readonly string[];
  /** Further names that a header of the source can have. */
  readonly aliases: readonly string[];
  readonly columns: readonly ColumnNames[];
  /** A name as it is compared. */
  readonly keyOf: (name: string) => string;
}

/** The currency that a header itself states in brackets: amounts of two currencies are not one column. */
const statedIn = (header: string): string | null => /[([]([A-Z]{3})[)\]]/.exec(header)?.[1] ?? null;

/** What no name of a column looks like. */
const VALUES = KIND.whole | KIND.date | KIND.hash | KIND.email;

/** Knows the header of a table when it comes again, also in another order or with more columns. */
export class HeaderReader {
  readonly #names: HeaderNames;
  readonly #known = new Set<string>();
  /** By what a glance at a name says, as it was written: nearly all fields are ruled out by this alone. */
  readonly #glance = new Glance([]);
  readonly #currencies: ReadonlySet<string>;

  constructor(names: HeaderNames) {
    this.#names = names;
    const encoder = new TextEncoder();
    for (const name of [...names.headers, ...names.aliases]) {
      this.#known.add(names.keyOf(name));
      const bytes = encoder.encode(name.trim());
      if (bytes.length <= LONGEST_NAME) this.#glance.add(bytes);
    }
    this.#currencies = new Set(names.headers.flatMap((name) => statedIn(name) ?? []));
  }

  /** Whether a record can be a header, by a glance at its first fields. */
  mayBe(fields: RecordFields): boolean {
    const { source, starts, ends } = fields;
    for (let f = 0; f < fields.count && f < LOOK_AT_FIELDS; f++) {
      if (this.#glance.mayBe(source, starts[f] as number, ends[f] as number)) return true;
    }
    return false;
  }

  /**
   * A record as a header of the same table.
   * @returns where the fields of the records below it are; null where it is none
   */
  read(fields: RecordFields): RecordShape | null {
    const placed = this.#place(fields);
    return placed === null || this.#lacksNeeded(placed) ? null : placed;
  }

  /** Whether a record is a header with names of this table, but of a table that lacks what its records are about. */
  isOfOtherTable(fields: RecordFields): boolean {
    const placed = this.#place(fields);
    return placed !== null && this.#lacksNeeded(placed);
  }

  #lacksNeeded({ fields }: RecordShape): boolean {
    return this.#names.columns.some((c, i) => c.isNeeded && c.names.length > 0 && fields[i] === -1);
  }

  /** A record of names as the header of a table; null where it is no header. */
  #place(fields: RecordFields): RecordShape | null {
    const { headers, columns, keyOf } = this.#names;
    const texts = Array.from({ length: fields.count }, (_, f) =>
      fieldText(fields.source, fields.starts[f] as number, fields.ends[f] as number).trim(),
    );
    const keys = texts.map(keyOf);
    const filled = keys.filter((key) => key !== '');
    const known = filled.filter((key) => this.#known.has(key)).length;
    if (known < Math.min(2, headers.length) || known * 2 < filled.length) return null;
    if (new Set(filled).size < filled.length * DISTINCT_SHARE) return null;
    if (texts.some((text) => (kindOf(text) & VALUES) !== 0 || this.#isOtherCurrency(text))) return null;
    const taken = new Set<number>();
    const indexes = columns.map(({ names }) => {
      for (const name of names) {
        const at = keys.findIndex((key, i) => key === name && !taken.has(i));
        if (at < 0) continue;
        taken.add(at);
        return at;
      }
      return -1;
    });
    return { fieldCount: texts.length, fields: indexes, keys: keyColumns(columns, indexes) };
  }

  #isOtherCurrency(name: string): boolean {
    const stated = statedIn(name);
    return stated !== null && this.#currencies.size > 0 && !this.#currencies.has(stated);
  }
}

/** The columns of a file that say what a record is about. @param indexes of the output columns in the file; -1: none */
export const keyColumns = (columns: readonly ColumnNames[], indexes: readonly number[]): readonly number[] =>
  columns.flatMap(({ isKey }, i) => {
    const index = indexes[i] ?? -1;
    return isKey && index >= 0 ? [index] : [];
  });
