import type { ExpectedError } from './expected-error';
import { MOVING_COUNTS, perCount, type MovingCount } from './lead-quality';

type PerCount<T> = { readonly [C in MovingCount]: T };
type Span = PerCount<{ readonly low: number; readonly high: number }>;

/** Of the numbers of lead quality, what says by which links the headline counts. */
interface Weighed {
  readonly likely: { readonly estimated: boolean };
}

/** The links of the headline: *likely* where weights could be estimated, else *linked*. */
export const headlineLinks = ({ likely }: Weighed): 'likely' | 'linked' =>
  likely.estimated ? 'likely' : 'linked';

/** The basis and links of the headline. */
export const headlineKey = (numbers: Weighed): 'ever_likely' | 'ever_linked' =>
  `ever_${headlineLinks(numbers)}`;

/**
 * What the open reviews can still make of each count of a funnel; null where that is not known. They lead to the same
 * ends from *likely* as from *linked*, since they settle the links in which the two differ.
 * @param key basis and links of the funnel
 */
export function spanOf(
  { span, funnel }: { readonly span: Span; readonly funnel: { readonly ever_likely: PerCount<number> } },
  key: string,
): Span | null {
  if (key === 'ever_linked') return span;
  if (key !== 'ever_likely') return null;
  return perCount(MOVING_COUNTS, (count) => ({
    low: Math.min(span[count].low, funnel.ever_likely[count]),
    high: Math.max(span[count].high, funnel.ever_likely[count]),
  }));
}

/** How wrong each count of a funnel must be expected to be; null but for *ever*, *likely* with estimated weights. */
export const errorsOf = (
  {
    likely,
  }: { readonly likely: { readonly estimated: boolean; readonly expectedError: PerCount<ExpectedError> } },
  key: string,
): PerCount<ExpectedError> | null =>
  key === 'ever_likely' && likely.estimated ? likely.expectedError : null;
