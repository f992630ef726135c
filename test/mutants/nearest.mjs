import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { ROOMS, WHOLE_RUNS } from './rooms.mjs';

/** Test files that a mutant is given to. More would find a few more of them, and take hours. */
const MOST_FILES = 4;

/** Words at the beginning of the names of models that tell nothing of what they are about. */
const LAYERS = new Set(['int', 'rpt', 'stg', 'dim', 'fct', 'raw', 'model', 'step', 'stage', 'ts']);

/**
 * Of the tests that reach a mutant those of the files that are about its code: that import it or have its name, import a module
 * beside it, name its table, are of its room, share words of its name. Nearly every test with an engine reaches nearly every model, so that what
 * is reached tells little. What these leave alive, whole runs over exports of many kinds judge. Fewer tests can only leave more
 * mutants alive.
 * @param {readonly string[]} tests ids: `FILE#TITLE` @param {string} mutated path of the mutated file
 * @returns {{files: string[], tests: string[]}} the files, the nearest first, and their tests
 */
export function nearest(tests, mutated) {
  const files = [...new Set(tests.map(fileOf))];
  const near = new Map(files.map((file) => [file, nearnessOf(file, mutated)]));
  files.sort((a, b) => (near.get(b) ?? 0) - (near.get(a) ?? 0) || (a < b ? -1 : 1));
  // The host serves files to a run; it computes nothing.
  const whole = isRoomOf('electron/') ? [] : files.slice(MOST_FILES).filter(isWholeRun);
  const kept = [...files.slice(0, MOST_FILES), ...whole];
  return { files: kept, tests: tests.filter((test) => kept.includes(fileOf(test))) };
}

/** @param {string} file */
const isWholeRun = (file) => process.env['LEADLENS_MUTANTS_NEAR'] === undefined && WHOLE_RUNS.includes(file);

const isRoomOf = (/** @type {string} */ folder) =>
  (process.env['LEADLENS_MUTANTS_ROOM'] ?? '').startsWith(folder);

/** Whether a test file is of the room that is mutated. @param {string} file */
const isOfRoom = (file) =>
  (ROOMS[process.env['LEADLENS_MUTANTS_ROOM'] ?? ''] ?? []).some((pattern) =>
    new RegExp(
      `^${pattern
        .replaceAll('.', String.raw`\.`)
        .replaceAll('*', '[^/]*')
        .replaceAll(/\{([^}]*)\}/g, (_, names) => `(?:${String(names).replaceAll(',', '|')})`)}$`,
    ).test(file),
  );

/** @param {string} file @param {string} mutated @returns {number} greater: nearer */
function nearnessOf(file, mutated) {
  const text = readFileSync(file, 'utf8');
  const module = basename(mutated).replace(/\.ts$/, '');
  const name = module.replace(/\.(?:model|step|stage)$/, '');
  const table = name.replaceAll('-', '_');
  const words = basename(mutated)
    .split(/[-.]/)
    .filter((word) => !LAYERS.has(word));
  const shared = words.filter((word) => basename(file).includes(word.replace(/s$/, ''))).length;
  const told = words.filter((word) => text.includes(word.replace(/s$/, ''))).length;
  return (
    (text.includes(`/${module}'`) ? 8 : 0) +
    (basename(file) === `${name}.test.ts` ? 8 : 0) +
    (table.includes('_') && text.includes(table) ? 4 : 0) +
    (text.includes(`/${basename(dirname(mutated))}/`) ? 3 : 0) +
    (isOfRoom(file) ? 2 : 0) +
    (3 * shared) / words.length +
    told / words.length
  );
}

const fileOf = (/** @type {string} */ test) => test.slice(0, test.indexOf('#'));
