import { fieldText } from '../values/field-text';

/** Words that sum up, in English, German, Spanish, French, Portuguese and Italian; folded. */
const BASE =
  '(?:sub|sous)?[ -]?total(?:e|i|s|es|en)?|totaux|sous[ -]?totaux|subtotais|totais|totaal|(?:gesamt|end|zwischen|teil)?summen?|' +
  'gesamt(?:summe|ergebnis|betrag|wert)?|insgesamt|soma|suma|somme|somma|sum|sums|overall';
const WHOLE = '(?:grand|general|generale?|geral|global(?:e)?|overall|report|page|final|gesamt|en)';
/** Things that exports sum up over; not the names of anything. */
const NOUN =
  '(?:all )?(?:the )?(?:accounts?|campaigns?|campaign groups?|ad ?(?:groups?|sets?)|ads?|search|display|video|shopping|network|results?|rows?|records?|' +
  'reports?|pages?|spend|costs?|amounts?|invoices?|leads?|sales|revenue|days?|months?|year|period|konten|konto|kampagnen?|anzeigengruppen?|' +
  'ergebnisse?|zeilen|kosten|cuentas?|campanas?|resultados?|filas|gastos?|comptes?|campagnes?|resultats?|lignes|depenses?|' +
  'contas?|campanhas?|linhas|conti|campagne|risultati|righe)';
const COUNTED = String.raw`(?:of|from|for|over|de|des|do|da|du|del|di|von|aus|uber|fur|par|por)?\s*\(?\d[\d.,]*\)?(?:\s+\S+){0,3}`;

/** The whole cell sums up, whatever else it names. */
const STRONG = new RegExp(
  `^(?:${WHOLE} )?(?:${BASE})(?: ${WHOLE})?(?:$|\\s*[:：].{0,60}$|\\s+${COUNTED}$|\\s*[-–—]?\\s*(?:of |for |de |des |do |da |du |del |von |per )?${NOUN}(?:\\s*[:：=]\\s*\\d[\\d.,]*)?$)` +
    `|^${NOUN} (?:${BASE})\\s*:?$`,
);
const ALL = '^(?:all|alle|todos|todas|tous|toutes|tutti|tutte|combined|averages?|avg|counts?)$';
/**
 * It may as well be a name: *Total Wine*, *All campaigns*; and *All* or *Average*, which reports write in place of a part, may be one of the
 * parts.
 */
const WEAK = new RegExp(
  `^(?:${BASE})\\b|\\b(?:sub)?totals?$|${ALL}|^(?=all )${NOUN}$` +
    '|^(?:results?|ergebnisse?|resultados?|resultats?|risultati) (?:from|of|for|across|von|aus|de|des|da|di) \\d',
);

/** No person is named so: all together, *Austin Total*, *Totals for Acme*. */
const NO_PERSON = new RegExp(`${ALL}|\\b(?:sub)?totals?$|^(?:${BASE}) (?:for|fur|para|pour|per) .`);

const FIRST_LETTERS = [
  ...[
    'to',
    'su',
    'so',
    'ge',
    'en',
    'zw',
    'te',
    'in',
    'gr',
    'co',
    'tu',
    'ov',
    're',
    'pa',
    'fi',
    'gl',
    'al',
    'ac',
    'ca',
    'ad',
    'se',
    'av',
    'er',
    'ri',
  ],
];
const LONGEST = 100;
const A = 0x61;

/** By the first two letters of a cell: whether it can sum up. Most cells are ruled out by this alone. */
const BEGINS = new Uint8Array(26 * 26);
for (const [first = 'a', second = 'a'] of FIRST_LETTERS) {
  BEGINS[(first.charCodeAt(0) - A) * 26 + second.charCodeAt(0) - A] = 1;
}

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09;
const letter = (byte: number | undefined): number => ((byte ?? 0) | 0x20) - A;

/** Lower case, without accents, white space folded, without signs around it. */
export const foldedWords = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\d]+|[\s*.=]+$/gu, '');

/** What a cell says: nothing of the kind, that its row sums up, or words that may as well be a name. */
export type Saying = 'none' | 'strong' | 'weak';

/** Whether a text, in place of the name of a person, says what a row is that sums people up. */
export const saysManyPeople = (text: string): boolean => NO_PERSON.test(foldedWords(text));

/** Whether a text says that its row sums others up. */
export function sayingOf(text: string): Saying {
  const words = foldedWords(text);
  if (STRONG.test(words)) return 'strong';
  return WEAK.test(words) ? 'weak' : 'none';
}

/** The same of a cell in its bytes, from `start` to before `end`. */
export function cellSaying(bytes: Uint8Array, start: number, end: number): Saying {
  let from = start;
  while (from < end && !isLetter(bytes[from] as number)) {
    if (from - start > 4) return 'none';
    from++;
  }
  if (end - from < 3 || end - from > LONGEST) return 'none';
  const first = letter(bytes[from]);
  const second = letter(bytes[from + 1]);
  const begins = second >= 0 && second < 26 && BEGINS[first * 26 + second] === 1;
  if (!begins && !endsWithTotal(bytes, from, end)) return 'none';
  return sayingOf(fieldText(bytes, start, end));
}

const isLetter = (byte: number): boolean => letter(byte) >= 0 && letter(byte) < 26 && byte >= 0x41;

function endsWithTotal(bytes: Uint8Array, start: number, end: number): boolean {
  let last = end - 1;
  while (last > start && isBlank(bytes[last])) last--;
  if (letter(bytes[last]) === 18) last--;
  return (
    last - start >= 4 &&
    letter(bytes[last]) === 11 &&
    letter(bytes[last - 1]) === 0 &&
    letter(bytes[last - 2]) === 19
  );
}

const FOOTER = new RegExp(
  [
    '^(?:generated|exported|created|printed|downloaded|run) (?:by|on|at|from|with|date)\\b',
    '^(?:generated|exported|downloaded) [\\d:]',
    '^(?:report|list|export) (?:name|title|id|date|time|range|period|generated|created|run|filter|owner|type)\\b',
    '^(?:copyright|all rights reserved)',
    '\\b(?:all rights reserved|confidential|do not distribute|proprietary|vertraulich|confidentiel|confidencial|riservato)\\b',
    '^end of (?:report|file|list|data|export)',
    '^(?:ende|fin|fim|fine) (?:des|der|du|de|del|do|della) ',
    '^(?:page|seite|pagina|página) \\d',
    '^(?:rows?|records?|count|results?|number of (?:rows|records)|zeilen|datensatze|anzahl|filas|registros|lignes|linhas)\\s*[:=]?\\s*\\d',
    '^\\d[\\d.,]* (?:rows?|records?|results?|zeilen|datensatze|filas|registros|lignes|linhas)\\b',
    '^(?:start|end) date\\s*:',
    '^(?:date range|time zone|timezone|time period|filters?|filtered by|sorted by|source|data source|currency|notes?|disclaimer|legend)\\s*:',
    '^(?:erstellt|exportiert|generado|exportado|gerado|genere|exporte|generato|esportato) ',
    '^(?:hinweis|nota|remarque|observacao)\\s*:',
  ].join('|'),
);

/** Whether a text reads like a line that closes a report or says where it comes from. */
export const saysFooter = (text: string): boolean =>
  /^\s*(?:#|\/\/|©|\(c\) ?\d)/i.test(text) || FOOTER.test(foldedWords(text));
