import { createHash } from 'node:crypto';

/**
 * So many mutants by chance: those with the smallest digests of what they are, so that the same seed gives the same ones as
 * long as their files stand.
 * @param {readonly import('@stryker-mutator/api/core').Mutant[]} mutants @param {number} size @param {string} seed
 * @returns {ReadonlySet<string>} ids
 */
export function sampleOf(mutants, size, seed) {
  const drawn = mutants.map((mutant) => ({ id: mutant.id, lot: lotOf(mutant, seed) }));
  drawn.sort((a, b) => (a.lot < b.lot ? -1 : 1));
  return new Set(drawn.slice(0, size).map(({ id }) => id));
}

/** @param {import('@stryker-mutator/api/core').Mutant} mutant @param {string} seed */
const lotOf = ({ fileName, location, mutatorName, replacement }, seed) =>
  createHash('sha256')
    .update(JSON.stringify([seed, fileName.split(/[\\/]/).slice(-3), location, mutatorName, replacement]))
    .digest('hex');
