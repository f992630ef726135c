import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export const HASHINGS = ['sha1', 'sha256', 'md5'] as const;
/** How the keys of a side are made: SHA-1 (40 hex digits), SHA-256 (64) or MD5 (32). */
export type Hashing = (typeof HASHINGS)[number];

const DIGESTS = { sha1, sha256, md5 };

/** Lower-case hex digest of a text in UTF-8. */
export const hexDigest = (hashing: Hashing, text: string): string =>
  bytesToHex(DIGESTS[hashing](utf8ToBytes(text)));
