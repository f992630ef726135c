/** What the text of a cell looks like, as far as that tells values from the names of columns. */
export type CellKind =
  | 'empty'
  | 'number'
  /** A whole number that may be the year in the name of a column. */
  | 'year'
  | 'date'
  | 'email'
  | 'digest'
  | 'uuid'
  | 'boolean'
  | 'url'
  | 'text';

const EMPTY =
  /^(?:[-–—_.\s]*|n\/?a|null|nil|none|\(not set\)|\(none\)|#n\/a|#ref!|#value!|#div\/0!|#name\?|#+)$/i;
const NUMBER = /^\(?[-+−]?\s*[$€£¥₹]?\s*[-+−]?\d[\d.,'’\s]*(?:e[-+]?\d+)?\s*[%$€£¥₹]?\)?$/i;
const MONTH =
  '(?:jan|ene|feb|fev|fév|mar|mär|mae|mrz|apr|abr|avr|may|mai|maio|jun|juin|jul|juil|aug|ago|aoû|aou|sep|set|oct|okt|out|nov|dec|dez|dic|déc)';
/** What may stand behind a day: a time, an offset. */
const REST = '(?:(?:t|,?\\s+|,?\\s+at\\s+)\\d{1,2}[:h]\\d{2}.*|z|\\s*utc)?$';
const DATE = new RegExp(
  [
    `^\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}${REST}`,
    `^\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}${REST}`,
    `^(?:[a-zà-ÿ]{2,10}\\.?,\\s*)?${MONTH}[a-zà-ÿ]*\\.?[\\s-]+\\d{1,2},?[\\s-]+\\d{2,4}${REST}`,
    `^(?:[a-zà-ÿ]{2,10}\\.?,\\s*)?\\d{1,2}\\.?[\\s-]+(?:de\\s+)?${MONTH}[a-zà-ÿ]*\\.?(?:\\s+de)?[\\s-]+\\d{2,4}${REST}`,
  ].join('|'),
  'i',
);
const YEAR = /^(?:19|20)\d\d$/;
const TIME = /^\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?$/i;
const EMAIL = /^(?:mailto:)?[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/i;
const DIGEST = /^(?:sha\d+:|md5:|0x)?[0-9a-f]{32,64}$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const BOOLEAN = /^(?:true|false|yes|no)$/i;
const URL_LIKE = /^(?:https?:)?\/\/\S+$/i;

/** What one cell looks like; a number with a sign of currency or per cent is a number. */
export function cellKind(cell: string): CellKind {
  const text = cell.trim();
  if (EMPTY.test(text)) return 'empty';
  if (DATE.test(text) || TIME.test(text)) return 'date';
  if (DIGEST.test(text)) return 'digest';
  if (YEAR.test(text)) return 'year';
  if (NUMBER.test(text)) return 'number';
  if (UUID.test(text)) return 'uuid';
  if (EMAIL.test(text)) return 'email';
  if (BOOLEAN.test(text)) return 'boolean';
  return URL_LIKE.test(text) ? 'url' : 'text';
}

/** Share of a column's values that must look alike. */
const ALIKE = 0.7;

/**
 * What the values of a column look like, from a few records.
 * @returns `text` where they do not agree, `empty` where there are none
 */
export function columnKind(values: readonly string[]): CellKind {
  const counts = new Map<CellKind, number>();
  let filled = 0;
  for (const value of values) {
    const kind = cellKind(value);
    if (kind === 'empty') continue;
    filled++;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  if (filled === 0) return 'empty';
  const years = counts.get('year') ?? 0;
  if (years > 0 && counts.has('number')) {
    counts.set('number', years + (counts.get('number') ?? 0));
    counts.delete('year');
  }
  for (const [kind, count] of counts) if (count / filled >= ALIKE) return kind;
  return 'text';
}
