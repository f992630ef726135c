import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, expect } from 'vitest';
import { compareText } from '../../shared/domain/text-order';
import { takeWhatWasTold } from './told-of-runs';

/**
 * After each test of `test/stages`: whatever a run said is what people have read, word for word. `test/golden/told` has for
 * each file of tests all that its runs may say; a sentence that changes is either meant, and said in the message of the commit,
 * or a fault. `LEADLENS_TOLD=keep` before the command writes the files anew.
 */
const KEEPS = process.env['LEADLENS_TOLD'] === 'keep';
const FOLDER = join(import.meta.dirname, '../golden/told');

const fileOf = (test: string): string => join(FOLDER, `${basename(test, '.test.ts')}.txt`);

function readBefore(file: string): ReadonlySet<string> {
  try {
    return new Set(readFileSync(file, 'utf8').split('\n'));
  } catch {
    return new Set();
  }
}

let seen: { readonly file: string; readonly lines: Set<string> } | null = null;

afterEach(({ task }) => {
  const told = takeWhatWasTold();
  const { filepath } = task.file;
  if (told.length === 0 || !filepath.includes('/test/stages/')) return;
  const file = fileOf(filepath);
  if (KEEPS) {
    seen = seen?.file === file ? seen : { file, lines: new Set() };
    for (const line of told) seen.lines.add(line);
    return;
  }
  const known = readBefore(file);
  expect(told.filter((line) => !known.has(line))).toEqual([]);
});

afterAll(() => {
  if (seen === null) return;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(seen.file, `${[...seen.lines].sort(compareText).join('\n')}\n`);
});
