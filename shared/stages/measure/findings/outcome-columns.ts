import { placeholderCode } from '../../../domain/placeholder-date';
import { readWrittenDate } from '../../../domain/written-date';
import { headerKey } from '../../classify/header-key';

/** What a column says of a lead by its name: that it was sold, that it was and still is, that its sale was taken back. */
export type Outcome = 'sold' | 'net' | 'cancelled';

const NAMES: { readonly [O in Outcome]: readonly string[] } = {
  sold: [
    'Sold, Is Sold, Was Sold, Sold Flag, Sold Date, Date Sold, Sold On, Sold At, Sold Amount, Sale, Is Sale, Sale Flag',
    'Sale Made, Sale Date, Date of Sale, Sale Amount, Sales Amount, Gross Sale, Gross Sales, Closed Won, Is Closed Won',
    'Won, Is Won, Won Date, Closed Won Date, Contract Date, Contract Signed, Contract Signed Date, Signed Date, Contract Amount',
    'Vendido, Vendida, Venta, Fecha de venta, Monto de venta, Ganado, Verkauft, Verkauf, Verkauft am, Verkaufsdatum, Abschluss',
    'Abschlussdatum, Gewonnen, Vendu, Vente, Date de vente, Venda, Data da venda, Ganho',
  ],
  net: ['Net, Net Sale, Net Sales, Net Sold, Is Net, Venta neta, Netto, Vente nette, Venda líquida'],
  cancelled: [
    'Cancelled, Canceled, Cancel, Is Cancelled, Is Canceled, Cancelled Date, Canceled Date, Cancel Date, Cancelled On',
    'Canceled On, Date Cancelled, Date Canceled, Cancellation Date, Cancel Flag, Rescinded, Rescinded Date, Rescission Date',
    'Sale Cancelled, Sale Canceled, Cancelado, Cancelada, Fecha de cancelación, Anulado, Storniert, Storniert am, Storno',
    'Stornodatum, Annulé, Annulée, Date d’annulation, Data de cancelamento',
  ],
};

const OUTCOMES: ReadonlyMap<string, Outcome> = new Map(
  (Object.keys(NAMES) as Outcome[]).flatMap((outcome) =>
    NAMES[outcome].flatMap((line) => line.split(', ').map((name) => [headerKey(name), outcome] as const)),
  ),
);

/** @returns null for a column that by its name says nothing of a sale */
export const outcomeOf = (header: string): Outcome | null => OUTCOMES.get(headerKey(header)) ?? null;

const YES: ReadonlySet<string> = new Set(
  ['true t yes y x si sí ja j oui o sim s wahr vrai sold sale won cancelled canceled checked on']
    .join(' ')
    .split(' '),
);
const NO: ReadonlySet<string> = new Set('false f no n nein non não falsch faux unchecked off'.split(' '));
/** An amount or a flag in digits, perhaps with a sign of a currency. */
const NUMBER = /^[^\p{L}\d]{0,3}(?:[A-Z]{3} ?)?(\d[\d., ]*)(?: ?[A-Z€]{1,3})?$/u;

/** Whether a value says yes: a flag, a day, or an amount above 0. @returns null where it says nothing */
export function saysYes(value: string): boolean | null {
  const text = value.trim();
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  const number = NUMBER.exec(text)?.[1];
  if (number !== undefined) return /[1-9]/.test(number);
  const written = readWrittenDate(text) ?? text;
  const isDay = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:$|[T ])/.test(written);
  return isDay && placeholderCode(text) === 0 && placeholderCode(written) === 0 ? true : null;
}
