import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** What people and programs write where there is no e-mail and no phone: hashed, it looks like a key. */
const NOTHING = [
  ...['', ' ', 'null', 'none', 'nil', 'nan', 'na', 'n/a', '#n/a', 'undefined', 'unknown', 'empty', 'blank'],
  ...[
    '-',
    '--',
    '.',
    '@',
    '0',
    '00',
    '0000000000',
    '00000000000',
    '1',
    'false',
    'test',
    'no',
    'not set',
    '(not set)',
  ],
];

/** Addresses and numbers that forms are filled with by those who will not give theirs. */
const DUMMIES = [
  ...[
    'test@test.com',
    'test@example.com',
    'test@gmail.com',
    'none@none.com',
    'no@no.com',
    'na@na.com',
    'a@a.com',
  ],
  ...['noemail@noemail.com', 'no@email.com', 'noemail@email.com', 'none@email.com', 'noreply@noreply.com'],
  ...['1111111111', '2222222222', '3333333333', '4444444444', '5555555555', '6666666666', '7777777777'],
  ...['8888888888', '9999999999', '1234567890', '0123456789'],
];

const ALGORITHMS = [
  ['MD5', md5],
  ['SHA-1', sha1],
  ['SHA-256', sha256],
] as const;

/** How one of these texts may have been written before it was hashed: case, and the plus and country code of phones. */
function writtenForms(text: string): readonly string[] {
  const isNumber = /^\d*$/.test(text);
  const cased = [text, text.toUpperCase(), text.charAt(0).toUpperCase() + text.slice(1)];
  const prefixed = isNumber
    ? ['+', '1', '+1'].map((prefix) => prefix + text)
    : text === 'null'
      ? ['+null']
      : [];
  return [...new Set([...cased, ...prefixed])];
}

/** A key that stands for nobody. */
export interface NobodysKey {
  /** A digest in hex digits, or the text itself. */
  readonly key: string;
  /** By which the text was hashed; null where it stands as it is. */
  readonly algorithm: string | null;
  /** What was hashed: an empty text, or the text itself. */
  readonly text: string;
  readonly isDummy: boolean;
}

let keys: ReadonlyMap<string, NobodysKey> | null = null;

/** The MD5, SHA-1 and SHA-256 of texts that mean "no value" or are known dummies, and the dummies themselves, by key. */
export function nobodysKeys(): ReadonlyMap<string, NobodysKey> {
  keys ??= new Map(
    [
      ...NOTHING.map((text) => ({ text, isDummy: false })),
      ...DUMMIES.map((text) => ({ text, isDummy: true })),
    ].flatMap(({ text, isDummy }) =>
      writtenForms(text).flatMap((written) =>
        [
          ...ALGORITHMS.map(([algorithm, digest]) => ({
            algorithm,
            key: bytesToHex(digest(utf8ToBytes(written))),
          })),
          ...(isDummy ? [{ algorithm: null, key: written }] : []),
        ].map(({ algorithm, key }): [string, NobodysKey] => [
          key,
          { key, algorithm, text: written, isDummy },
        ]),
      ),
    ),
  );
  return keys;
}
