import type { Reading } from '../../../shared/contract/file-columns';
import { formatIsoDay, formatIsoTime, shortenHash } from '../../../shared/charts/format';

const FORMS = { md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256' } as const;

/** What a text was read as, in words. Numbers stay as plain decimals: what was made of a text is what is to be seen. */
export function readingInWords(text: string, reading: Reading): string {
  switch (reading.kind) {
    case 'date':
      return formatIsoDay(reading.value);
    case 'time':
      return formatIsoTime(reading.value);
    case 'number':
    case 'text':
      return reading.value === text ? 'as written' : reading.value;
    case 'money':
      return `${reading.value} ${reading.currency ?? '(currency not known)'}`;
    case 'boolean':
      return reading.value ? 'yes' : 'no';
    case 'key':
      return reading.form === 'raw' ? reading.value : `${FORMS[reading.form]} ${shortenHash(reading.value)}`;
    case 'unread':
      return `not read: ${reading.reason}`;
    case 'nobody':
      return 'nobody';
    case 'no_campaign':
      return 'no campaign';
    case 'nothing':
      return 'no value';
    case 'left_out':
      return 'left out: its record sums up others';
  }
}
