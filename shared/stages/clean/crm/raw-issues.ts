import { IntTable } from '../records/int-table';
import { MOST_KEPT } from '../records/cell-issues';

/** A cell of a raw record that could not be read. */
interface RawIssue {
  readonly column: string;
  readonly reason: string;
}

/**
 * The cells of raw records that could not be read. Of every record it is known which these are; the text is kept of the
 * first of each column and reason in each file, since they can be as many as the records.
 */
export class RawIssues {
  /** By record: the place of its cells in `#lists`. */
  readonly #listOf = new IntTable(0);
  readonly #lists: (readonly RawIssue[])[] = [[]];
  readonly #placeOf = new Map<string, number>([['', 0]]);
  /** Record and column → text. */
  readonly #texts = new Map<number, Map<string, string>>();
  /** Texts that the file that is being noted has already, by column and reason. */
  #kept = new Map<string, number>();

  /** The records of another file follow. */
  nextFile(): void {
    this.#kept = new Map();
  }

  add(id: number, column: string, text: string, reason: string): void {
    const list = [...this.#listAt(id), { column, reason }];
    const key = list.map((of) => `${of.column}\n${of.reason}`).join('\n');
    let place = this.#placeOf.get(key);
    if (place === undefined) {
      place = this.#lists.length;
      this.#lists.push(list);
      this.#placeOf.set(key, place);
    }
    this.#listOf.set(id, place);
    const kind = `${column}\n${reason}`;
    const kept = this.#kept.get(kind) ?? 0;
    if (kept >= MOST_KEPT) return;
    this.#kept.set(kind, kept + 1);
    const texts = this.#texts.get(id) ?? new Map<string, string>();
    this.#texts.set(id, texts.set(column, text));
  }

  /** The cells of a record; `text` is null where it was not kept. */
  of(id: number): readonly (RawIssue & { readonly text: string | null })[] {
    const list = this.#listAt(id);
    if (list.length === 0) return [];
    const texts = this.#texts.get(id);
    return list.map((issue) => ({ ...issue, text: texts?.get(issue.column) ?? null }));
  }

  /** Forgets the records from number `size` on. */
  rollback(size: number): void {
    this.#listOf.clear(size);
    for (const id of this.#texts.keys()) if (id >= size) this.#texts.delete(id);
  }

  #listAt(id: number): readonly RawIssue[] {
    return this.#lists[this.#listOf.get(id)] ?? [];
  }
}
