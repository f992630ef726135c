import type { Leaves } from './compare-leaves';

/** What the differential test does not compare, or not to the last digit, with the reason. */
export const LEAVES: Leaves = {
  left: {
    version: 'of the shape, no number of the data',
    engine: 'name and version of the program',
    findings: 'sentences; each kind has tests of its own',
  },
  near: {
    // Sums of probabilities, rounded to thousandths: the order of adding can turn the last digit.
    'leadQuality.likely.wrongLinks': 0.00101,
    'leadQuality.likely.missedLinks': 0.00101,
    'leadQuality.likely.expectedError.*.wrong': 0.00101,
    'leadQuality.likely.expectedError.*.missed': 0.00101,
  },
};
