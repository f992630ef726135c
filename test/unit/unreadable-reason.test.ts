import { expect, test } from 'vitest';
import { unreadableReason } from '../../shared/stages/clean/records/unreadable-reason';

const LOST = 'it is written with an exponent, so its last digits are lost';
const NO_DATE = 'no date in the format of its column';
const SERIAL =
  'it can be a day as spreadsheets number them, but the other values of its column are no such numbers';

test.each([
  ['abc', 'it is no number'],
  ['-', 'it is no number'],
  ['1.5e3', LOST],
  ['1E+5', LOST],
  ['1 e-5', LOST],
  ['1  E5', LOST],
  ['5%', 'it is a percentage'],
  ['(5', 'one of its brackets is missing'],
  ['5)', 'one of its brackets is missing'],
  ['--5', 'it has two signs'],
  ['-5+', 'it has two signs'],
  ['−5−', 'it has two signs'],
  ['- 1.000 -', 'it has two signs'],
  ['12abc', 'it holds letters that are no currency code'],
  ['Z9', 'it holds letters that are no currency code'],
  ['1.2.3', 'its separators fit no way to write a number'],
  ['12,34,5', 'its separators fit no way to write a number'],
  ['12 34', 'its groups of digits have not three digits'],
  ['1/2', 'it is no number that can be read'],
  ['(1)(2)', 'it is no number that can be read'],
  ['(5)a', 'one of its brackets is missing'],
])('The amount %s cannot be read: %s', (text, reason) => {
  expect(unreadableReason('amount', text)).toBe(reason);
});

test.each([
  ['2026-01-01 - 2026-01-31', 'it is a range of days, and no day'],
  ['1.1.2026–31.1.2026', 'it is a range of days, and no day'],
  ['1.1.—31.1.', 'it is a range of days, and no day'],
  ['2026-01-01 to 2026-01-31', 'it is a range of days, and no day'],
  ['1.1. bis 31.1.', 'it is a range of days, and no day'],
  ['1/1 au 31/1', 'it is a range of days, and no day'],
  ['1/1 al 31/1', 'it is a range of days, and no day'],
  ['1/1 até 31/1', 'it is a range of days, and no day'],
  ['1/1 a 31/1', 'it is a range of days, and no day'],
  ['1.7E+09', LOST],
  ['1e+9', LOST],
  ['45306', SERIAL],
  ['45306.5', SERIAL],
  ['45306,25', SERIAL],
  ['145306', NO_DATE],
  ['4530', NO_DATE],
  ['45306.', NO_DATE],
  ['someday', NO_DATE],
])('The date %s cannot be read: %s', (text, reason) => {
  for (const field of ['delivered_on', 'entry_on', 'invoiced_on', 'event_on', 'spend_on'])
    expect(unreadableReason(field, text)).toBe(reason);
});

test.each([
  ['email_hash', 'x', 'neither a hash of 32, 40 or 64 hex digits nor an e-mail address'],
  ['phone_hash', 'x', 'neither a hash of 32, 40 or 64 hex digits nor a phone number'],
  ['appointment_at', 'noon', 'no date and time in the format of its column'],
  ['appointment_at', '45306', SERIAL],
  ['is_set', 'maybe', 'neither yes nor no'],
  ['is_demo', 'maybe', 'neither yes nor no'],
  ['is_conversion', 'maybe', 'neither yes nor no'],
  ['captured', 'maybe', 'neither yes nor no'],
  ['is_refunded', 'maybe', 'neither yes nor no'],
  ['period', 'Q9', 'no week, month, quarter or year that could be read'],
  [
    'currency',
    'euro',
    'no currency code, or another currency than stands next to the amount; the amount is kept apart',
  ],
  ['event_type', '{', 'broken JSON'],
  ['email', 'a@b.co, c@d.co', 'several e-mail addresses in one cell: the first is the key'],
  ['email', 'a@b.co', 'it is no number'],
  ['user_uid', '1.2E+17', LOST],
  ['email_hash', '1.2E+17', LOST],
  ['amount', '#REF!', 'a spreadsheet could not compute the value'],
  ['entry_on', '#N/A', 'a spreadsheet could not compute the value'],
  ['entry_on', '####', 'a spreadsheet had no room to show the value'],
  ['clicks', '-5', 'a count cannot be negative'],
  ['impressions', '(5)', 'a count cannot be negative'],
  ['clicks', '−5', 'a count cannot be negative'],
  ['clicks', '5.5', 'a count has no decimals'],
  ['impressions', '12,25', 'a count has no decimals'],
  ['clicks', '5-5', 'it is no number that can be read'],
  ['clicks', '1.2.5', 'its separators fit no way to write a number'],
  ['amount', '-5', 'it is no number that can be read'],
  ['amount', '5.5', 'its separators fit no way to write a number'],
])('Of the field %s the text %s cannot be read: %s', (field, text, reason) => {
  expect(unreadableReason(field, text)).toBe(reason);
});
