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

const REASONS: Readonly<Record<string, string>> = {
  invoiced_on: 'no date in the format of its column',
  event_on: 'no date in the format of its column',
  spend_on: 'no date in the format of its column',
  currency: 'no currency code, or another currency than stands next to the amount; the amount is kept apart',
  event_type: 'broken JSON',
  is_conversion: 'neither yes nor no',
};

/** Why a text of a marketing export could not be read as a field, for people. */
export function unreadableReason(field: string, text: string): string {
  const reason = REASONS[field];
  if (reason !== undefined) return reason;
  const isCount = field === 'impressions' || field === 'clicks';
  if (isCount && /^[-(−]/.test(text)) return 'a count cannot be negative';
  if (isCount && /^\d+[.,]\d+$/.test(text)) return 'a count has no decimals';
  return numberReason(text);
}
