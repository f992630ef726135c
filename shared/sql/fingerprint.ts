import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Twelve hex digits of the SHA-1 of a text: enough to tell the versions of one model apart. */
export const fingerprint = (text: string): string => bytesToHex(sha1(utf8ToBytes(text)).subarray(0, 6));
