import { kindOf, KIND, LEARNT_FROM, type ColumnTypes } from './column-types';

/** More fields than this too many are no slip. */
const MOST_SURPLUS = 6;
/** A wider table is none that slips of a single record can be found in. */
const MOST_COLUMNS = 500;
/** A value that holds the delimiter falls into so many fields at most. */
const LONGEST_MERGE = 3;

/** One way that was gone so far. */
interface Way {
  readonly count: number;
  readonly texts: readonly string[];
}
const NO_WAY: Way = { count: 0, texts: [] };

/**
 * Places the fields of a record that has too many or too few of them in its columns: fields that are missing are empty,
 * surplus empty ones are dropped, and neighbours are parts of one value that holds the delimiter without quotes. Every
 * column must get what fits it.
 * @returns the texts of the columns; null unless exactly one way fits
 */
export function placeFields(
  fields: readonly string[],
  columns: number,
  types: ColumnTypes,
  delimiter: string,
): readonly string[] | null {
  if (types.records < LEARNT_FROM || columns > MOST_COLUMNS) return null;
  if (fields.length === columns || fields.length - columns > MOST_SURPLUS) return null;
  const { count, texts } = new Placer(fields, columns, types, delimiter).best();
  return count === 1 && !lacksInside(texts, types) ? texts : null;
}

/** Whether a column before the last filled one is empty that never was: too much to take for granted. */
function lacksInside(texts: readonly string[], types: ColumnTypes): boolean {
  const last = texts.findLastIndex((text) => text !== '');
  return texts.some((text, column) => column < last && text === '' && !types.hasLacked(column));
}

class Placer {
  readonly #isLong: boolean;
  readonly #known = new Map<number, Way>();
  readonly #isEmpty: readonly boolean[];

  constructor(
    private readonly fields: readonly string[],
    private readonly columns: number,
    private readonly types: ColumnTypes,
    private readonly delimiter: string,
  ) {
    this.#isLong = fields.length > columns;
    this.#isEmpty = fields.map((text) => kindOf(text) === KIND.empty && text.trim() === '');
  }

  best(): Way {
    return this.#from(0, 0, false);
  }

  /**
   * The ways for the fields from `field` on in the columns from `column` on.
   * @param afterEmpty an empty field was dropped or put in just now: the same result must not be reached twice
   */
  #from(field: number, column: number, afterEmpty: boolean): Way {
    const left = this.fields.length - field;
    const room = this.columns - column;
    if (this.#isLong ? left < room : left > room) return NO_WAY;
    if (room === 0) return left === 0 ? { count: 1, texts: [] } : this.#dropRest(field);
    const key = (field * (this.columns + 1) + column) * 2 + Number(afterEmpty);
    const known = this.#known.get(key);
    if (known) return known;
    const ways = this.#isLong
      ? this.#long(field, column, afterEmpty)
      : this.#short(field, column, afterEmpty);
    const count = ways.reduce((sum, way) => Math.min(2, sum + way.count), 0);
    const way = { count, texts: ways.find((w) => w.count > 0)?.texts ?? [] };
    this.#known.set(key, way);
    return way;
  }

  /** All columns are filled: what is left must be empty. */
  #dropRest(field: number): Way {
    for (let f = field; f < this.fields.length; f++) if (this.#isEmpty[f] !== true) return NO_WAY;
    return { count: 1, texts: [] };
  }

  #long(field: number, column: number, afterEmpty: boolean): Way[] {
    const ways: Way[] = [];
    const isEmpty = this.#isEmpty[field] === true;
    if (!(afterEmpty && isEmpty)) ways.push(this.#put(this.fields[field] ?? '', column, field + 1));
    if (isEmpty) ways.push(this.#from(field + 1, column, true));
    for (let parts = 2; parts <= LONGEST_MERGE; parts++) {
      // A value does not begin or end with the delimiter.
      if (field + parts > this.fields.length || isEmpty || this.#isEmpty[field + parts - 1] === true)
        continue;
      const text = this.fields.slice(field, field + parts).join(this.delimiter);
      ways.push(this.#put(text, column, field + parts));
    }
    return ways;
  }

  #short(field: number, column: number, afterEmpty: boolean): Way[] {
    const ways: Way[] = [];
    const isEmpty = this.#isEmpty[field] === true;
    if (field < this.fields.length && !(afterEmpty && isEmpty)) {
      ways.push(this.#put(this.fields[field] ?? '', column, field + 1));
    }
    const isTrailing = field >= this.fields.length;
    if (isTrailing || this.types.mayLack(column)) {
      const rest = this.#from(field, column + 1, true);
      ways.push({ count: rest.count, texts: ['', ...rest.texts] });
    }
    return ways;
  }

  #put(text: string, column: number, next: number): Way {
    if (!this.types.fits(column, text)) return NO_WAY;
    const rest = this.#from(next, column + 1, false);
    return rest.count === 0 ? NO_WAY : { count: rest.count, texts: [text, ...rest.texts] };
  }
}
