import { compareText } from '../../../domain/text-order';
import type { CellIssue } from './unreadable';

/** Unreadable values of one column and reason that are kept of a file; more are counted. */
export const MOST_KEPT = 1000;

/** The unreadable values of one column of a file that cannot be read for one reason. */
export interface IssueGroup {
  readonly column: string;
  readonly reason: string;
  /** All of them. */
  readonly values: number;
  /** The first ones, at most `MOST_KEPT`. */
  readonly kept: readonly CellIssue[];
}

/** The unreadable values of one file: all are counted by column and reason, and the first of each are kept. */
export class CellIssues {
  readonly #groups = new Map<string, { column: string; reason: string; values: number; kept: CellIssue[] }>();

  /** @param value null where the text is not known: it is counted alone */
  add(record: number, column: string, value: string | null, reason: string): void {
    const group = this.#groupOf(column, reason);
    group.values++;
    if (value !== null && group.kept.length < MOST_KEPT) group.kept.push({ record, column, value, reason });
  }

  /** How many values could not be read. */
  get total(): number {
    return this.groups.reduce((sum, { values }) => sum + values, 0);
  }

  get groups(): readonly IssueGroup[] {
    return [...this.#groups.values()];
  }

  /** Those that are kept, in the order of their records. */
  get kept(): readonly CellIssue[] {
    return this.groups
      .flatMap(({ kept }) => kept)
      .sort((a, b) => a.record - b.record || compareText(a.column, b.column));
  }

  /** These and others of the same file, whose records come in any order. */
  with(others: CellIssues): CellIssues {
    const both = new CellIssues();
    for (const { column, reason, values, kept } of [...this.groups, ...others.groups]) {
      const group = both.#groupOf(column, reason);
      group.values += values;
      group.kept = [...group.kept, ...kept].sort((a, b) => a.record - b.record).slice(0, MOST_KEPT);
    }
    return both;
  }

  /** These but for the values of some records, as far as they are kept. */
  without(records: ReadonlySet<number>): CellIssues {
    const rest = new CellIssues();
    for (const { column, reason, values, kept } of this.groups) {
      const left = kept.filter(({ record }) => !records.has(record));
      if (values === kept.length - left.length) continue;
      const group = rest.#groupOf(column, reason);
      group.values = values - (kept.length - left.length);
      group.kept = left;
    }
    return rest;
  }

  #groupOf(column: string, reason: string) {
    const key = `${column}\n${reason}`;
    let group = this.#groups.get(key);
    if (!group) {
      group = { column, reason, values: 0, kept: [] };
      this.#groups.set(key, group);
    }
    return group;
  }
}
