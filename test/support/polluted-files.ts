import fc from 'fast-check';

/** The columns of the tables that are polluted. */
export const COLUMNS = ['day', 'campaign', 'cost', 'impressions', 'clicks', 'note'] as const;

/** A text file with what should be read from it. */
export interface PollutedFile {
  readonly text: string;
  readonly delimiter: string;
  /** The records as they were before, in the order of `COLUMNS`. */
  readonly records: readonly (readonly string[])[];
  /** The lines of the same records, as they stand in the file. */
  readonly lines: readonly string[];
}

/** What is done to the line of one record. */
type Harm = (fields: readonly string[], delimiter: string, place: number) => string;

const HARMS: Readonly<Record<string, Harm>> = {
  none: (fields, delimiter) => fields.join(delimiter),
  surplusSeparator: (fields, delimiter, place) =>
    fields.map((field, i) => (i === place ? `${delimiter}${field}` : field)).join(delimiter),
  surplusAtEnd: (fields, delimiter) => fields.join(delimiter) + delimiter,
  missingSeparator: (fields, delimiter, place) => {
    const at = place % (fields.length - 1);
    return fields.map((field, i) => (i === 0 ? field : (i - 1 === at ? '' : delimiter) + field)).join('');
  },
  missingField: (fields, delimiter, place) => fields.filter((_, i) => i !== place).join(delimiter),
  cut: (fields, delimiter, place) => fields.slice(0, place + 1).join(delimiter),
  otherDelimiter: (fields, delimiter) => fields.join(delimiter === ';' ? ',' : ';'),
  oneOtherDelimiter: (fields, delimiter, place) =>
    fields.map((field, i) => (i === 0 ? '' : i === place ? '|' : delimiter) + field).join(''),
  quoteBefore: (fields, delimiter, place) =>
    fields.map((field, i) => (i === place ? `"${field}` : field)).join(delimiter),
  quoteBehind: (fields, delimiter, place) =>
    fields.map((field, i) => (i === place ? `${field}"` : field)).join(delimiter),
  quoteInside: (fields, delimiter, place) =>
    fields
      .map((field, i) => (i === place ? `${field.slice(0, 1)}"${field.slice(1)}` : field))
      .join(delimiter),
  groups: (fields, delimiter) =>
    fields.map((field, i) => (i === 3 ? `1${delimiter}${field.padStart(3, '5')}` : field)).join(delimiter),
  delimiterInText: (fields, delimiter) =>
    fields.map((field, i) => (i === 5 ? `so${delimiter} so` : field)).join(delimiter),
  nul: (fields, delimiter, place) =>
    fields.map((field, i) => (i === place ? `\0${field}` : field)).join(delimiter),
};
/** Harms after which the record is another one: what it says is not in the line any more. */
const CHANGES: ReadonlySet<string> = new Set(['groups', 'delimiterInText']);

const two = (n: number): string => String(n).padStart(2, '0');

const record = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
    campaign: fc.constantFrom('Brand', 'Summer Sale', 'B2B Demo', 'Retargeting', ''),
    cents: fc.integer({ min: 1, max: 9_999_999 }),
    impressions: fc.integer({ min: 100, max: 999_999 }),
    clicks: fc.integer({ min: 0, max: 5000 }),
    note: fc.constantFrom('', '', 'late', 'checked twice', 'x1'),
  })
  .map(({ day, month, campaign, cents, impressions, clicks, note }) => [
    `2025-${two(month)}-${two(day)}`,
    campaign,
    (cents / 100).toFixed(2),
    String(impressions),
    String(clicks),
    note,
  ]);

const between = fc.constantFrom(
  '',
  '',
  '',
  '',
  'blank',
  'emptyFields',
  'drawn',
  'total',
  'footer',
  'header',
  'widerHeader',
);

/** A table of ads, its records harmed one in some, and lines of other kinds between them. */
export const pollutedFile: fc.Arbitrary<PollutedFile> = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t', '|', '^', '~', '\x01'),
    entries: fc.array(
      fc.record({
        record,
        harm: fc.oneof(
          { weight: 3, arbitrary: fc.constant('none') },
          { weight: 1, arbitrary: fc.constantFrom(...Object.keys(HARMS)) },
        ),
        place: fc.integer({ min: 0, max: COLUMNS.length - 1 }),
        between,
        lineEnd: fc.oneof(
          { weight: 9, arbitrary: fc.constant('\n') },
          { weight: 1, arbitrary: fc.constantFrom('\r\n', '\r') },
        ),
      }),
      { minLength: 1, maxLength: 60 },
    ),
  })
  .map(({ delimiter, entries }) => {
    let order: readonly number[] = [0, 1, 2, 3, 4, 5];
    let text = `${COLUMNS.join(delimiter)}\n`;
    const records: (readonly string[])[] = [];
    const lines: string[] = [];
    for (const entry of entries) {
      if (entry.between === 'header') order = [0, 1, 2, 3, 4, 5];
      if (entry.between === 'widerHeader') order = [2, 6, 1, 0, 4, 3, 5];
      text += lineBetween(entry.between, order, delimiter);
      const fields = order.map((column) => (column === 6 ? 'mobile' : (entry.record[column] ?? '')));
      const harm = HARMS[entry.harm];
      // A harm that is about a column is about another one where columns have changed places.
      const name = CHANGES.has(entry.harm) && order.length > COLUMNS.length ? 'none' : entry.harm;
      const line = name === 'none' || !harm ? fields.join(delimiter) : harm(fields, delimiter, entry.place);
      text += line + entry.lineEnd;
      records.push(CHANGES.has(name) ? changed(name, entry.record, delimiter) : entry.record);
      lines.push(line.replaceAll('\0', ''));
    }
    return { text, delimiter, records, lines };
  });

function changed(harm: string, fields: readonly string[], delimiter: string): readonly string[] {
  return fields.map((field, i) => {
    if (harm === 'groups' && i === 3) return `1${delimiter}${field.padStart(3, '5')}`;
    return harm === 'delimiterInText' && i === 5 ? `so${delimiter} so` : field;
  });
}

function lineBetween(kind: string, order: readonly number[], delimiter: string): string {
  const filled = (texts: readonly string[]): string =>
    `${order.map((column) => texts[column] ?? '').join(delimiter)}\n`;
  switch (kind) {
    case 'blank':
      return '\n';
    case 'emptyFields':
      return filled([]);
    case 'drawn':
      return filled(['---', '---', '---', '---', '---', '---']);
    case 'total':
      return filled(['Total: Account', '--', '60.75', '7240', '182']);
    case 'footer':
      return 'Generated by Acme Reports\n';
    case 'header':
    case 'widerHeader':
      return `${order.map((column) => COLUMNS[column] ?? 'device').join(delimiter)}\n`;
    default:
      return '';
  }
}
