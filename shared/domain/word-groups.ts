import { ownValue } from './own-value';

/** A group of words that count alike, such as dispositions that are a sale. */
export interface WordGroup {
  /** Stable name. */
  readonly group: string;
  readonly label: string;
  /** Its words; a trailing `*` stands for any rest. Compared folded. */
  readonly codes: readonly string[];
}

/** A word as it is compared: without case, and with one space for all that is neither a letter nor a digit. */
export const foldWord = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What is sold has been through these: a beginning that says so says nothing of what stands behind it. */
const BEFORE_SOLD: ReadonlySet<string> = new Set(['set', 'demo']);
const SOLD = 'sold';
const NOT: ReadonlySet<string> = new Set([
  'no',
  'not',
  'non',
  'un',
  'never',
  'kein',
  'nicht',
  'sin',
  'sem',
  'pas',
  'lost',
]);

/** Whether a word of a sale stands behind the first of several: `Demo - Sold`, other than `Demo, not sold`. */
function isSoldBehind(key: string, groups: readonly WordGroup[]): boolean {
  const sold = new Set(groups.find(({ group }) => group === SOLD)?.codes.map(foldWord));
  return key.split(' ').some((word, at, words) => at > 0 && sold.has(word) && !NOT.has(words[at - 1] ?? ''));
}

/**
 * The group that a word is in: an exact word first, then the longest beginning that fits.
 * @returns null where no group has it, and where a sale stands behind the beginning of one that is none
 */
export function wordGroupOf(word: string, groups: readonly WordGroup[]): WordGroup | null {
  const key = foldWord(word);
  let best: { readonly group: WordGroup; readonly length: number } | null = null;
  for (const group of groups) {
    for (const code of group.codes) {
      const folded = foldWord(code);
      if (!code.endsWith('*')) {
        if (folded === key) return group;
      } else if (key.startsWith(folded) && folded.length > (best?.length ?? 0)) {
        best = { group, length: folded.length };
      }
    }
  }
  if (best && BEFORE_SOLD.has(best.group.group) && isSoldBehind(key, groups)) return null;
  return best?.group ?? null;
}

/**
 * The label of the group of a word: as the project chose, else as the profile has it.
 * @param chosen word → label; compared folded
 * @returns null where neither knows the word
 */
export function groupLabelOf(
  word: string,
  groups: readonly WordGroup[],
  chosen: Readonly<Record<string, string>>,
): string | null {
  const key = foldWord(word);
  const own =
    ownValue(chosen, word) ?? Object.entries(chosen).find(([other]) => foldWord(other) === key)?.[1];
  return own ?? wordGroupOf(word, groups)?.label ?? null;
}
