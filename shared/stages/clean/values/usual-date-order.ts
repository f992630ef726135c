import type { DateOrder } from '../../../sql/dialect';

/** Words of headers in Spanish, French, German and Portuguese that English headers do not have; without accents. */
const DAY_FIRST_WORDS = new Set(
  [
    'dia fecha campana importe gastado gasto coste costo divisa moneda impresiones informe usuario sesion',
    'jour campagne montant depense depenses cout devise clics utilisateur rapport rapports debut',
    'datum kampagne kampagnen kosten klicks wahrung wahrungscode betrag ausgaben nutzer sitzung berichtsstart',
    'campanha custo moeda cliques gasto usuario sessao relatorio relatorios inicio',
  ].flatMap((words) => words.split(' ')),
);
const DOTTED = /^\s*\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?:\D|$)/;

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z]+/);

/**
 * The order of day and month that is usual where neither values nor other files tell: the day first in dates with dots, and
 * in exports whose header is in Spanish, French, German or Portuguese (Unicode CLDR, short dates of these languages).
 * @param dates values of the column of dates
 * @param inAnyLanguage the order in which the service writes dates whatever the language of its headers; null: it follows it
 * @returns null where nothing speaks for one
 */
export function usualDateOrder(
  headers: readonly string[],
  dates: readonly string[],
  inAnyLanguage: DateOrder | null,
): DateOrder | null {
  const filled = dates.filter((date) => date.trim() !== '');
  if (filled.length > 0 && filled.every((date) => DOTTED.test(date))) return 'DMY';
  if (inAnyLanguage !== null) return null;
  return headers.flatMap(wordsOf).some((word) => DAY_FIRST_WORDS.has(word)) ? 'DMY' : null;
}
