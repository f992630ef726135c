import type { Verdict } from '../trend-verdict';

/** What a verdict is called, in one word or two and in full. */
export const VERDICT_WORDS: { readonly [V in Verdict]: { readonly short: string; readonly full: string } } = {
  worse: { short: 'Worse', full: 'Gets worse' },
  better: { short: 'Better', full: 'Gets better' },
  unchanged: { short: 'No change told', full: 'No change that could be told from chance' },
  few: { short: 'Too few', full: 'Too few to judge' },
};
