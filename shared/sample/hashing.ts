import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

export const HASHINGS = ['sha1', 'sha256', 'md5'] as const;
/** How the keys of a side are made: SHA-1 (40 hex digits), SHA-256 (64) or MD5 (32). */
export type Hashing = (typeof HASHINGS)[number];

const DIGESTS = { sha1, sha256, md5 };
const HEX_CODES = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** Lower-case hex digest of a text in UTF-8. */
export function hexDigest(hashing: Hashing, text: string): string {
  const codes: number[] = [];
  for (const byte of DIGESTS[hashing](utf8ToBytes(text))) {
    codes.push(HEX_CODES[byte >> 4] as number, HEX_CODES[byte & 15] as number);
  }
  // Made in one go: a text grown digit by digit keeps all its parts, which counts with a million of them.
  return String.fromCharCode(...codes);
}
