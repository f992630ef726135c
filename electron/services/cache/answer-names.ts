import { createHash } from 'node:crypto';
import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Names of answers: what they are of, then what was asked of it. Of a file that was never whole: with a number behind it. */
const NAME = /^(?<folder>[0-9a-f]{32})-[0-9a-f]{32}\.answer(?<unfinished>\.\d+)?$/;

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The file of the answer to a question about a folder. @param folder its real path @param question its digest */
export const answerName = (folder: string, question: string): string =>
  `${short(folder)}-${short(question)}.answer`;

/** Whether a file of the cache is one of ours, and whether its writer was stopped before it was whole; null: neither. */
export function kindOfName(name: string): 'answer' | 'unfinished' | null {
  const groups = NAME.exec(name)?.groups;
  if (!groups) return null;
  return groups['unfinished'] === undefined ? 'answer' : 'unfinished';
}

/** Where the answers lie within the folder of the cache. */
export const answersFolder = (cache: string): string => join(cache, 'answers');

/** The names of what lies in the cache; none where there is no cache. */
function namesIn(cache: string): readonly string[] {
  try {
    return readdirSync(answersFolder(cache));
  } catch {
    return [];
  }
}

/** The real path of a place; null where there is none. */
function realPathOf(place: string): string | null {
  try {
    return realpathSync(place);
  } catch {
    return null;
  }
}

/**
 * Whether the cache has any answer about one of these words of a command line, of which it is not known yet which are
 * folders.
 */
export function mayBeKept(cache: string, places: readonly string[]): boolean {
  const kept = new Set(namesIn(cache).map((name) => NAME.exec(name)?.groups?.['folder']));
  if (kept.size === 0) return false;
  return places.some((place) => {
    const path = realPathOf(place);
    return path !== null && kept.has(short(path));
  });
}
