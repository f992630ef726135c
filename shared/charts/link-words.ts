import { headlineLinks } from '../domain/headline';
import type { LeadQualitySummary } from '../contract/summary';
import { LINK_WORDS } from '../domain/words/lead-words';
import { formatCount, formatCountOf, formatNumber } from './format';

/** What is left to review, in the unit of the queue with the identities beside it: "92 items (115 identities)". */
export const toJudgeWords = ({ items, identities }: LeadQualitySummary['toJudge']): string =>
  `${formatCountOf(items, 'item')} (${formatCountOf(identities, 'identity', 'identities')})`;

/** By which links the headline counts, how wrong they must be expected to be, or why it is not by likely ones. */
export function linkWords(quality: Pick<LeadQualitySummary, 'likely'>): string {
  const { likely } = quality;
  const links = headlineLinks(quality);
  if (links !== 'likely')
    return `Links count ${LINK_WORDS[links]}: weights could not be estimated${likely.reason === null ? '.' : `. ${likely.reason}`}`;
  return `Each identity counts for its most probable lead: of ${formatCount(likely.links)} likely links ${formatNumber(likely.wrongLinks)} are expected to be wrong, and ${formatNumber(likely.missedLinks)} true ones to be missing.`;
}
