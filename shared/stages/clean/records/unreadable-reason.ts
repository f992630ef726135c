import { isSpreadsheetError } from '../../../domain/spreadsheet-error';
import { isDamagedId } from '../values/id-reader';

const LOST_DIGITS = 'it is written with an exponent, so its last digits are lost';

/** Why a number could not be read, from its text. */
function numberReason(text: string): string {
  if (!/\d/.test(text)) return 'it is no number';
  if (/\d\s*[eE][+-]?\d/.test(text)) return LOST_DIGITS;
  if (text.includes('%')) return 'it is a percentage';
  if (/^[(].*[^)]$|^[^(].*[)]$/.test(text)) return 'one of its brackets is missing';
  if (/[-+−].*[-+−]/.test(text)) return 'it has two signs';
  if (/[A-Za-z]/.test(text)) return 'it holds letters that are no currency code';
  if (/[.,]/.test(text)) return 'its separators fit no way to write a number';
  if (/\s/.test(text)) return 'its groups of digits have not three digits';
  return 'it is no number that can be read';
}

const RANGE = /\d\S*(?: ?[-–—] |[–—]| to | bis | au | al | até | a )\S*\d/;

/** Why a text is no day, where more can be said than that. */
function dateReason(text: string): string | null {
  if (RANGE.test(text)) return 'it is a range of days, and no day';
  if (/\d[eE]\+\d/.test(text)) return LOST_DIGITS;
  if (/^\d{5}(?:[.,]\d+)?$/.test(text))
    return 'it can be a day as spreadsheets number them, but the other values of its column are no such numbers';
  return null;
}

const NO_DATE = 'no date in the format of its column';
const NO_BOOLEAN = 'neither yes nor no';
const NO_HASH = 'neither a hash of 32, 40 or 64 hex digits nor';

const DATE_FIELDS: ReadonlySet<string> = new Set([
  'delivered_on',
  'entry_on',
  'appointment_at',
  'invoiced_on',
  'event_on',
  'spend_on',
]);

const REASONS: Readonly<Record<string, string>> = {
  email_hash: `${NO_HASH} an e-mail address`,
  phone_hash: `${NO_HASH} a phone number`,
  delivered_on: NO_DATE,
  entry_on: NO_DATE,
  appointment_at: 'no date and time in the format of its column',
  is_set: NO_BOOLEAN,
  is_demo: NO_BOOLEAN,
  invoiced_on: NO_DATE,
  event_on: NO_DATE,
  spend_on: NO_DATE,
  period: 'no week, month, quarter or year that could be read',
  currency: 'no currency code, or another currency than stands next to the amount; the amount is kept apart',
  event_type: 'broken JSON',
  is_conversion: NO_BOOLEAN,
  captured: NO_BOOLEAN,
  is_refunded: NO_BOOLEAN,
};

/** No other field has two signs of an e-mail. */
const SEVERAL_EMAILS = /@.*@/;

/** Why a text could not be read as a canonical field, for people. Fields without a reason of their own are numbers. */
export function unreadableReason(field: string, text: string): string {
  if (isSpreadsheetError(text)) {
    return text.startsWith('##')
      ? 'a spreadsheet had no room to show the value'
      : 'a spreadsheet could not compute the value';
  }
  if (SEVERAL_EMAILS.test(text)) return 'several e-mail addresses in one cell: the first is the key';
  if (isDamagedId(text) && !DATE_FIELDS.has(field)) return LOST_DIGITS;
  const reason = (DATE_FIELDS.has(field) ? dateReason(text) : null) ?? REASONS[field];
  if (reason !== undefined) return reason;
  const isCount = field === 'impressions' || field === 'clicks';
  if (isCount && /^[-(−]/.test(text)) return 'a count cannot be negative';
  if (isCount && /^\d+[.,]\d+$/.test(text)) return 'a count has no decimals';
  return numberReason(text);
}
