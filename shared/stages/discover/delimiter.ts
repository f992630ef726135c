import {
  PLAIN_QUOTING,
  splitText,
  type QuoteMark,
  type Quoting,
  type TextRecord,
} from '../../domain/split-text';

/** How the fields of a text are set apart. */
export interface FieldMarks extends Quoting {
  readonly delimiter: string;
}

/** What stands between fields in exports, the usual ones first: of two that fit alike the first is taken. */
export const DELIMITERS = [',', ';', '\t', '|', '^', '~', '\x01', '\x1f', ' '] as const;

const LOOK_AT_CHARACTERS = 1 << 16;
const LOOK_AT_RECORDS = 400;
/** A space is in every text: as a delimiter it must explain nearly all records, with at least so many fields. */
const SPACE = { share: 0.95, fields: 3 } as const;

/** A number of fields, and how many of the records have it. */
export interface UsualCount {
  readonly count: number;
  readonly records: number;
}

/** What a record counts that has no more than one or two fields: titles and notes around a table are such. */
const FEW_FIELDS: Readonly<Record<number, number>> = { 1: 0.25, 2: 0.6 };

/** The number of fields that most records of a text's table have; of two equally frequent numbers the larger. */
export function usualCount(records: readonly TextRecord[]): UsualCount {
  const frequency = new Map<number, number>();
  for (const { fields } of records) frequency.set(fields.length, (frequency.get(fields.length) ?? 0) + 1);
  let best: UsualCount = { count: 1, records: 0 };
  let most = 0;
  for (const [count, times] of frequency) {
    const weight = times * (FEW_FIELDS[count] ?? 1);
    if (weight > most || (weight === most && count > best.count)) {
      best = { count, records: times };
      most = weight;
    }
  }
  return best;
}

function worthOf(records: readonly TextRecord[], delimiter: string): number {
  const { count, records: usual } = usualCount(records);
  // Titles stand in lines without a delimiter: they say nothing against one that the others agree on.
  const split = records.filter((record) => record.fields.length > 1).length;
  const lone = records.length - split;
  const share = split === 0 ? 0 : usual / (split + lone / 2);
  if (delimiter === ' ' && (share < SPACE.share || count < SPACE.fields)) return 0;
  // One field tells nothing; the more fields the records agree on, the less it is chance.
  return share * (1 - 1 / count);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** How many fields stand between two of the marks, seen line by line. */
function quotedFields(text: string, delimiter: string, quote: QuoteMark): number {
  const d = escaped(delimiter);
  const field = new RegExp(`(?<=^|${d})[ ]*${quote}[^${quote}\\r\\n]*${quote}[ ]*(?=${d}|[\\r\\n]|$)`, 'gm');
  return text.match(field)?.length ?? 0;
}

function quotingOf(text: string, delimiter: string): Quoting {
  const double = quotedFields(text, delimiter, '"');
  const single = quotedFields(text, delimiter, "'");
  const quote = single >= 3 && single > double * 4 ? "'" : '"';
  const d = escaped(delimiter);
  const padded = new RegExp(`(?:${d} +${quote}|${quote} +${d})`);
  const backslashed = new RegExp(`[^${d}\\r\\n\\\\]\\\\${quote}(?!${d}|[\\r\\n]|$)`);
  return {
    quote,
    isPadded: delimiter !== ' ' && padded.test(text),
    hasBackslashes: !text.includes(quote + quote) && backslashed.test(text),
  };
}

/**
 * The delimiter and the quotes on which the records of a text agree.
 * @param given what is known of them already
 */
export function findMarks(
  text: string,
  given: { readonly delimiter?: string | undefined; readonly quote?: QuoteMark | undefined } = {},
): FieldMarks {
  const start = text.slice(0, LOOK_AT_CHARACTERS);
  const quotingFor = (delimiter: string): Quoting => {
    const found = quotingOf(start, delimiter);
    return given.quote === undefined ? found : { ...found, quote: given.quote };
  };
  if (given.delimiter !== undefined) return { delimiter: given.delimiter, ...quotingFor(given.delimiter) };
  let best: { readonly marks: FieldMarks; readonly worth: number } = {
    marks: { delimiter: ',', ...PLAIN_QUOTING, ...(given.quote && { quote: given.quote }) },
    worth: 0,
  };
  for (const delimiter of DELIMITERS) {
    if (!start.includes(delimiter)) continue;
    const quoting = quotingFor(delimiter);
    const worth = worthOf(splitText(start, delimiter, LOOK_AT_RECORDS, quoting), delimiter);
    if (worth > best.worth) best = { marks: { delimiter, ...quoting }, worth };
  }
  return best.marks;
}
