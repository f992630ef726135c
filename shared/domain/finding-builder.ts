import type { Finding, Repair, RowsReference } from './finding';
import { EN_US, file, joined, say, write, type Sentence } from './sentence';
import { compareText } from './text-order';

/** What there is to say in a finding; most parts may be absent. */
interface FindingParts
  extends Pick<Finding, 'code' | 'severity'>, Partial<Pick<Finding, 'source' | 'column' | 'rows'>> {
  readonly message: Sentence;
  /** Paths in any order, also more than once. */
  readonly files?: readonly string[];
  /** `kind`: a repair where absent. */
  readonly repair?: {
    readonly code: string;
    readonly kind?: Repair['kind'];
    readonly effect: Sentence;
  } | null;
  /** Measured facts behind the message: label and value. */
  readonly evidence?: readonly { readonly label: string; readonly value: Sentence | string }[];
}

/** A finding: its sentences as they are written on every machine, and as template and values for the reader's locale. */
export const finding = (parts: FindingParts): Finding => ({
  code: parts.code,
  severity: parts.severity,
  source: parts.source ?? null,
  column: parts.column ?? null,
  files: [...new Set(parts.files)].sort(compareText),
  message: write(parts.message, EN_US),
  sentence: parts.message,
  repair: parts.repair
    ? {
        code: parts.repair.code,
        kind: parts.repair.kind ?? 'repair',
        effect: write(parts.repair.effect, EN_US),
        sentence: parts.repair.effect,
      }
    : null,
  evidence: (parts.evidence ?? []).map(({ label, value }) => ({ label, value: say`${value}` })),
  rows: parts.rows ?? null,
});

/** A way to the rows of a table of the catalogue. @param where the values that the columns of those rows have */
export const rowsOf = (
  { name }: { readonly name: string },
  where: Readonly<Record<string, string | number | boolean | null>> = {},
  more: Pick<RowsReference, 'counts' | 'filled'> = {},
): RowsReference => ({
  table: name,
  where: Object.entries(where).map(([column, value]) => ({ column, value })),
  ...more,
});

/** Paths for people: their last parts, of many the first and the last. */
export const fileNames = (files: readonly string[]): Sentence => {
  const names = files.map((path) => file(path.slice(path.lastIndexOf('/') + 1)));
  const [first, last] = [names[0], names.at(-1)];
  if (names.length <= 3 || !first || !last) return joined(names);
  return say`${first} … ${last} (${String(names.length)} files)`;
};
