/**
 * @typedef {import('./instrumented.mjs').Mutant} Mutant
 * @typedef {Mutant & {verdict: 'noticed' | 'refused' | 'survived' | 'unsound' | 'unreached', by?: string}} Judged
 * @typedef {{room: string, noticed: number, judged: number, population: number}} Tally
 */

/** Nothing more is to be said of these. */
const SETTLED = new Set(['noticed', 'refused']);
export const isSettled = (/** @type {Judged} */ { verdict }) => SETTLED.has(verdict);

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
 * As StrykerJS defines the score: what does not compile is no valid mutant and counts neither way.
 * https://stryker-mutator.io/docs/mutation-testing-elements/mutant-states-and-metrics/
 * @param {string} room @param {readonly Judged[]} judged @param {number} population
 * @returns {Tally} what no test reaches, or only one that fails anyhow, is not noticed
 */
export function tallyOf(room, judged, population) {
  const valid = judged.filter(({ verdict }) => verdict !== 'refused');
  return {
    room,
    noticed: valid.filter(({ verdict }) => verdict === 'noticed').length,
    judged: valid.length,
    population,
  };
}

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
