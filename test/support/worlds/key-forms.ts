import { createHash } from 'node:crypto';
import type { ReportRow } from '../plain/leads/facts';
import type { Dice } from './dice';

type Snapshots = readonly (readonly ReportRow[])[];

const isMail = (text: string): boolean => /^[a-z0-9]+@x\.com$/.test(text);
const isPhone = (text: string): boolean => text.startsWith('+1415');

/**
 * Reports whose keys are made in another way than those of the delivered leads: from some report on by another algorithm,
 * or by the same of another text; or raw in all of them.
 * @param plain hash → what was hashed
 * @returns the rows, and the raw values that are hashes of the other side
 */
export function reformed(
  snapshots: Snapshots,
  plain: ReadonlyMap<string, string>,
  dice: Dice,
): { readonly rows: Snapshots; readonly sameKeys: ReadonlyMap<string, string> } {
  const from = dice.int(1, Math.max(1, snapshots.length - 1));
  const textOf = (key: string): string => plain.get(key) ?? '';
  const change = (
    make: (key: string) => string,
    keys: 'email' | 'phone' | 'both',
    first: number,
  ): Snapshots =>
    snapshots.map((rows, i) =>
      i < first
        ? rows
        : rows.map((row) => ({
            ...row,
            email: row.email === null || keys === 'phone' ? row.email : make(row.email),
            phone: row.phone === null || keys === 'email' ? row.phone : make(row.phone),
          })),
    );
  const keys = dice.pick(['email', 'phone', 'both'] as const);
  const digest = (algorithm: string, text: string): string =>
    createHash(algorithm).update(text).digest('hex');
  const lengths = { 32: 'md5', 40: 'sha1', 64: 'sha256' } as Readonly<Record<number, string>>;
  switch (dice.pick(['algorithm', 'algorithm', 'text', 'raw'])) {
    case 'algorithm': {
      const algorithm = dice.pick(['md5', 'sha1', 'sha256']);
      return { rows: change((key) => digest(algorithm, textOf(key)), keys, from), sameKeys: new Map() };
    }
    case 'text':
      return {
        rows: change((key) => digest(lengths[key.length] ?? 'sha1', `${textOf(key)} `), keys, from),
        sameKeys: new Map(),
      };
    default: {
      const sameKeys = new Map<string, string>();
      const raw = (key: string): string => {
        const text = textOf(key);
        if (!isMail(text) && !isPhone(text)) return key;
        sameKeys.set(text, key);
        return text;
      };
      return { rows: change(raw, keys, 0), sameKeys };
    }
  }
}
