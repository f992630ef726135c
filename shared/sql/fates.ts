import { queryRows, int, text } from './records';
import type { Columns } from './model';
import { sql, type Relation } from './sql';
import type { Workspace } from './workspace';

/** What becomes of a row that was read. */
export const FATES = ['counted', 'merged', 'not_counted', 'rejected'] as const;
export type Fate = (typeof FATES)[number];

/** The columns of models that say what became of rows. */
export const FATE_COLUMNS = {
  source: { type: 'VARCHAR', description: 'Kind of export.', notNull: true },
  file: { type: 'VARCHAR', description: 'File.', notNull: true },
  fate: {
    type: 'VARCHAR',
    description:
      'counted; merged (part of another row, which counts); not_counted; rejected (belongs to nobody).',
    notNull: true,
  },
  reason: { type: 'VARCHAR', description: 'Why it does not count, or not by itself.' },
  unconverted_currency: {
    type: 'VARCHAR',
    description: 'Currency of amounts that have no rate; unknown where none is stated; null for all others.',
  },
  rows: { type: 'BIGINT', description: 'Rows.', notNull: true },
  written_cents: {
    type: 'BIGINT',
    description: 'What is written in them, in cents of the project currency; null without money.',
  },
  counted_cents: { type: 'BIGINT', description: 'What of it counts, in cents.', notNull: true },
  unconverted_amount: {
    type: 'DOUBLE',
    description: 'Sum of the amounts that have no rate, in their own currency.',
  },
} as const satisfies Columns;

/** Rows of one file that share a fate. */
export interface FateRow {
  readonly source: string;
  readonly file: string;
  readonly fate: Fate;
  readonly reason: string | null;
  readonly unconvertedCurrency: string | null;
  readonly rows: number;
  readonly writtenCents: number;
  readonly countedCents: number;
  readonly unconvertedAmount: number;
}

/** What the cleaned rows of one file add up to, before anything is made of them. */
export interface ControlTotal {
  readonly file: string;
  readonly cents: number;
}

/** What a question says of the rows that belong to it. */
export interface QuestionAccount {
  readonly fates: readonly FateRow[];
  readonly controls: readonly ControlTotal[];
}

const fateOf = (value: string | null): Fate => FATES.find((fate) => fate === value) ?? 'not_counted';

/** The rows of a model with `FATE_COLUMNS`, of the run that is being built. */
export async function readFates(
  workspace: Workspace,
  model: Relation,
  signal?: AbortSignal,
): Promise<readonly FateRow[]> {
  // Whose rows come in another order with every number of threads.
  const rows = await queryRows(
    workspace,
    sql`select * from ${model} order by source, file, fate, reason nulls first, unconverted_currency nulls first`,
    signal,
  );
  return rows.map((row) => ({
    source: String(row['source']),
    file: String(row['file']),
    fate: fateOf(text(row, 'fate')),
    reason: text(row, 'reason'),
    unconvertedCurrency: text(row, 'unconverted_currency'),
    rows: int(row, 'rows'),
    writtenCents: int(row, 'written_cents'),
    countedCents: int(row, 'counted_cents'),
    unconvertedAmount: int(row, 'unconverted_amount'),
  }));
}

/** Sums of money by file, of a query for `file` and `cents`. */
export const controlsOf = (rows: readonly Readonly<Record<string, unknown>>[]): readonly ControlTotal[] =>
  rows.map((row) => ({ file: String(row['file']), cents: Number(row['cents'] ?? 0) }));
