import { NOBODY_EMAILS, NOBODY_WORDS, NO_CAMPAIGN_WORDS } from '../../../domain/placeholder-words';
import { Glance } from './glance';

/** What a field names, by which records are joined. */
export type KeyKind = 'campaign' | 'person' | 'lead' | 'email';

const codes = (signs: string): ReadonlySet<number> => new Set([...signs].map((sign) => sign.charCodeAt(0)));

const SPACE = 0x20;
const UNDERSCORE = 0x5f;
const AT = 0x40;
/** Signs of encodings and of placeholders in a campaign. */
const CAMPAIGN_SIGNS = codes('%+{([<$#');
/** Signs of an id that is none, such as `0000` or `-`. */
const NOTHING_SIGNS = codes('0-_. #?*');
/** Signs of a name or of several e-mails beside an e-mail. */
const EMAIL_SIGNS = codes(' :<,;|');
const SEVERAL = codes(';');
const NO_SIGNS = codes('');

const spaced = (word: string): readonly string[] => [
  word,
  word.replace('not', 'not '),
  word.replace('notprovided', 'not provided').replace('datanotavailable', 'data not available'),
];

const NO_CAMPAIGN = new Glance(NO_CAMPAIGN_WORDS.flatMap(spaced));
const NOBODY = new Glance(NOBODY_WORDS);
const NOBODYS_EMAIL = new Glance(NOBODY_EMAILS);

function isPlainCampaign(bytes: Uint8Array, start: number, end: number): boolean {
  let before = SPACE;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte < SPACE || byte > 0x7e || CAMPAIGN_SIGNS.has(byte)) return false;
    if ((byte === SPACE || byte === UNDERSCORE) && byte === before) return false;
    before = byte;
  }
  return before !== SPACE && !NO_CAMPAIGN.mayBe(bytes, start, end);
}

/** @param several signs that stand between several ids */
function isPlainId(bytes: Uint8Array, start: number, end: number, several: ReadonlySet<number>): boolean {
  let isNothing = true;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === AT || several.has(byte)) return false;
    if (!NOTHING_SIGNS.has(byte)) isNothing = false;
  }
  return !isNothing && !NOBODY.mayBe(bytes, start, end);
}

function isPlainEmail(bytes: Uint8Array, start: number, end: number): boolean {
  let hasAt = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (EMAIL_SIGNS.has(byte)) return false;
    if (byte === AT) hasAt = true;
  }
  return hasAt && !NOBODYS_EMAIL.mayBe(bytes, start, end);
}

/**
 * Whether a value is its own key but for case: the verbs `campaignKey`, `personKey` and `emailKeyOfPerson` do no more
 * with it than `lower`. A value that is may be taken for one that is not, never the other way round.
 * @param bytes UTF-8, trimmed, from `start` to before `end`
 */
export function isPlainKey(kind: KeyKind, bytes: Uint8Array, start: number, end: number): boolean {
  switch (kind) {
    case 'campaign':
      return isPlainCampaign(bytes, start, end);
    case 'person':
      return isPlainId(bytes, start, end, NO_SIGNS);
    case 'lead':
      return isPlainId(bytes, start, end, SEVERAL);
    case 'email':
      return isPlainEmail(bytes, start, end);
  }
}
