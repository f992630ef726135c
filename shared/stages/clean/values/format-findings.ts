import { PROJECT_CURRENCY } from '../../../domain/money';
import type { Finding } from '../../../domain/finding';
import type { SourceId } from '../../../domain/source';
import { fileCurrency, type FileFormats } from './column-formats';
import { doubtInWords } from './number-doubts';
import { ambiguousDate } from './date-findings';
import { fileNames, finding } from '../../../domain/finding-builder';
import { agree, plural, say } from '../../../domain/sentence';

const bySource = (formats: readonly FileFormats[]): ReadonlyMap<SourceId, readonly FileFormats[]> => {
  const sources = new Map<SourceId, FileFormats[]>();
  for (const file of formats) sources.set(file.source, [...(sources.get(file.source) ?? []), file]);
  return sources;
};

/** What the way dates, numbers and currencies are written leaves open. */
export function findInFormats(formats: readonly FileFormats[]): readonly Finding[] {
  return [...bySource(formats)].flatMap(([source, files]) => [
    ...ambiguousDates(source, files),
    ...files.flatMap(ambiguousNumbers),
    ...files.flatMap(contradictedHeader),
    ...files.flatMap(currencyOfOthers),
  ]);
}

function ambiguousDates(source: SourceId, files: readonly FileFormats[]): readonly Finding[] {
  return (['default', 'usage'] as const).flatMap((by) => {
    const unclear = files.filter((file) => file.date?.by === by);
    const { date, dateField } = unclear[0] ?? {};
    if (!date || !dateField) return [];
    const paths = unclear.map((file) => file.path);
    return [ambiguousDate(source, dateField, date, paths)];
  });
}

const ambiguousNumbers = ({ source, path, numbers, evidence }: FileFormats): readonly Finding[] =>
  [...numbers].flatMap(([field, decision]) =>
    decision.doubts.map((doubt) =>
      finding({
        code: 'ambiguous_number',
        severity: 'warning',
        source,
        column: field,
        files: [path],
        message: say`${fileNames([path])}, column ${field}: ${doubtInWords(doubt, decision, evidence.writtenNumbers.get(field))}`,
      }),
    ),
  );

/** Records that state no currency, in a file whose others all state one: it is theirs too. */
function currencyOfOthers(file: FileFormats): readonly Finding[] {
  const { silentCurrencies } = file.evidence;
  const currency = fileCurrency(file);
  if (file.header !== null || currency === null || silentCurrencies === 0) return [];
  return [
    finding({
      code: 'currency_assumed',
      severity: 'info',
      source: file.source,
      column: 'currency',
      files: [file.path],
      message: say`${fileNames([file.path])}: ${plural(silentCurrencies, 'record')} ${agree(silentCurrencies, 'states', 'state')} no currency. All others of the file state ${currency}, so theirs was taken to be ${currency}.`,
    }),
  ];
}

/** A header such as `amount_usd` over records that state another currency: the records were believed. */
function contradictedHeader({ source, path, header, evidence }: FileFormats): readonly Finding[] {
  const others = header === null ? [] : [...evidence.stated].filter(([code]) => code !== header);
  if (header === null || others.length === 0) return [];
  const records = others.reduce((sum, [, count]) => sum + count, 0);
  return [
    finding({
      code: 'currency_assumed',
      severity: 'warning',
      source,
      column: 'currency',
      files: [path],
      message: say`${fileNames([path])}: the header of the amounts says ${header}, but ${plural(records, 'record')} ${agree(records, 'states', 'state')} ${others
        .map(([code]) => code)
        .sort()
        .join(
          ', ',
        )}. The records were believed, and their amounts converted into ${PROJECT_CURRENCY}. If the column holds converted amounts already, take the currency column out of the mapping on the Sources screen.`,
    }),
  ];
}
