/** Why a number could not be read, from its text. */
function numberReason(text: string): string {
  if (!/\d/.test(text)) return 'it is no number';
  if (/\d\s*[eE][+-]?\d/.test(text)) return 'it is written with an exponent, so its last digits are lost';
  if (text.includes('%')) return 'it is a percentage';
  if (/^[(].*[^)]$|^[^(].*[)]$/.test(text)) return 'one of its brackets is missing';
  if (/[-+−].*[-+−]/.test(text)) return 'it has two signs';
  if (/[A-Za-z]/.test(text)) return 'it holds letters that are no currency code';
  if (/[.,]/.test(text)) return 'its separators fit no way to write a number';
  if (/\s/.test(text)) return 'its groups of digits have not three digits';
  return 'it is no number that can be read';
}

const NO_DATE = 'no date in the format of its column';
const NO_BOOLEAN = 'neither yes nor no';
const NO_HASH = 'neither a hash of 32, 40 or 64 hex digits nor';

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
  currency: 'no currency code, or another currency than stands next to the amount; the amount is kept apart',
  event_type: 'broken JSON',
  is_conversion: NO_BOOLEAN,
};

/** Why a text could not be read as a canonical field, for people. Fields without a reason of their own are numbers. */
export function unreadableReason(field: string, text: string): string {
  const reason = REASONS[field];
  if (reason !== undefined) return reason;
  const isCount = field === 'impressions' || field === 'clicks';
  if (isCount && /^[-(−]/.test(text)) return 'a count cannot be negative';
  if (isCount && /^\d+[.,]\d+$/.test(text)) return 'a count has no decimals';
  return numberReason(text);
}
