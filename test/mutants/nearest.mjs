import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ROOT } from './rooms.mjs';

/** Words at the beginning of the names of models that tell nothing of what they are about. */
const LAYERS = new Set(['int', 'rpt', 'stg', 'dim', 'fct', 'raw', 'model', 'step', 'stage', 'ts']);

/** @type {Map<string, string>} */
const texts = new Map();
const textOf = (/** @type {string} */ file) => {
  const known = texts.get(file) ?? readFileSync(join(ROOT, file), 'utf8');
  texts.set(file, known);
  return known;
};

/**
 * How near a test file is to code: whether it imports it or has its name, imports a module beside it, names its table, shares
 * words of its name.
 * @param {string} test @param {string} mutated paths in the checkout
 * @returns {number} greater: nearer
 */
export function nearness(test, mutated) {
  const text = textOf(test);
  const module = basename(mutated).replace(/\.ts$/, '');
  const name = module.replace(/\.(?:model|step|stage)$/, '');
  const table = name.replaceAll('-', '_');
  const words = basename(mutated)
    .split(/[-.]/)
    .filter((word) => !LAYERS.has(word));
  const shared = words.filter((word) => basename(test).includes(word.replace(/s$/, ''))).length;
  const told = words.filter((word) => text.includes(word.replace(/s$/, ''))).length;
  return (
    (text.includes(`/${module}'`) ? 8 : 0) +
    (basename(test) === `${name}.test.ts` ? 8 : 0) +
    (table.includes('_') && text.includes(table) ? 4 : 0) +
    (text.includes(`/${basename(dirname(mutated))}/`) ? 3 : 0) +
    (3 * shared) / words.length +
    told / words.length
  );
}
