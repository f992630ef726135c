/**
 * @typedef {import('./instrumented.mjs').Mutant} Mutant
 * @typedef {Mutant & {verdict: 'noticed' | 'refused' | 'survived' | 'unsound' | 'unreached', by?: string}} Judged
 * @typedef {{room: string, noticed: number, judged: number, population: number}} Tally
 */

/** Noticed by a test that runs the code. */
export const BY_TESTS = new Set(['noticed']);
/** The same, or refused by the type check, which is a part of `npm test`. */
export const BY_ALL = new Set(['noticed', 'refused']);

/** Wilson's z of 95 %. */
const Z = 1.959964;

/** @param {Judged} mutant */
export const inWords = ({ file, line, column, mutator, becomes, verdict }) =>
  `${file}:${String(line)}:${String(column)} ${mutator} → ${becomes}${
    verdict === 'unreached'
      ? ' (no test reaches it)'
      : verdict === 'unsound'
        ? ' (its tests fail without it, too)'
        : ''
  }`;

/**
 * @param {string} room @param {readonly Judged[]} judged @param {number} population
 * @param {ReadonlySet<string>} noticed the verdicts that count
 * @returns {Tally} what no test reaches, or only one that fails anyhow, is not noticed
 */
export const tallyOf = (room, judged, population, noticed = BY_TESTS) => ({
  room,
  noticed: judged.filter(({ verdict }) => noticed.has(verdict)).length,
  judged: judged.length,
  population,
});

const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;

/** @param {Tally} tally */
export const tallyInWords = ({ room, noticed, judged, population }) =>
  `${room}: ${String(noticed)} of ${String(judged)} noticed (${percent(noticed / judged)}), of ${String(population)} mutants`;

/**
 * The share of mutants that tests notice, and how far a sample can be from it. Each room counts by its mutants.
 * @param {readonly Tally[]} tallies @returns {string}
 */
export function scoreOf(tallies) {
  const rooms = tallies.filter(({ judged }) => judged > 0);
  const population = rooms.reduce((sum, room) => sum + room.population, 0);
  let [score, variance] = [0, 0];
  for (const room of rooms) {
    const [weight, share] = [room.population / population, room.noticed / room.judged];
    score += weight * share;
    variance += ((weight ** 2 * share * (1 - share)) / room.judged) * (1 - room.judged / room.population);
  }
  const half = Z * Math.sqrt(variance);
  return half === 0
    ? percent(score)
    : `${percent(score)} (95 %: ${percent(score - half)} to ${percent(Math.min(1, score + half))})`;
}
