import type { LinkItem, ReviewItem, ReviewQueue } from '../../../shared/contract/review';
import { LINK_SETTINGS, perCount, type LinkSetting } from '../../../shared/domain/lead-quality';
import { addTally, tallyGroup, type Choice, type Tally } from '../../../shared/domain/review-tally';
import { choiceOf, standingsIn, type Standing, type Standings } from './item-state';

/** The counts of *ever* under each link setting, or changes of them. */
export type Headline = { readonly [L in LinkSetting]: Tally };

interface Counted {
  readonly key: string;
  readonly tallies: Headline;
}

const choicesIn = (item: LinkItem, standings: readonly Standing[]): readonly Choice[] =>
  item.identities.map((identity, i) => {
    const standing = standings[i];
    return standing ? choiceOf(identity, item.leads, standing) : null;
  });

const count = (item: LinkItem, choices: readonly Choice[]): Headline =>
  perCount(LINK_SETTINGS, (links) => tallyGroup(item.identities, choices, links));

const added = (a: Headline, b: Headline, sign: 1 | -1 = 1): Headline =>
  perCount(LINK_SETTINGS, (links) => addTally(a[links], b[links], sign));

/** Counts the headline of a queue; an item whose choices are as before is not counted again. */
export function headlineCounter(queue: ReviewQueue): (standings: Standings) => Headline | null {
  const known = new Map<string, Counted>();
  const items = queue.items.filter((item: ReviewItem): item is LinkItem => item.what === 'links');
  return (standings) => {
    if (!queue.outside) return null;
    let headline: Headline = queue.outside;
    for (const item of items) {
      const choices = choicesIn(item, standingsIn(item, standings));
      const key = JSON.stringify(choices);
      let counted = known.get(item.id);
      if (counted?.key !== key) {
        counted = { key, tallies: count(item, choices) };
        known.set(item.id, counted);
      }
      headline = added(headline, counted.tallies);
    }
    return headline;
  };
}

/** What one choice about one identity would change, the rest of the item being as it stands. */
export function changeOf(
  item: LinkItem,
  standings: readonly Standing[],
  identity: number,
  choice: Choice,
): Headline {
  const now = choicesIn(item, standings);
  const before = count(item, now);
  const after = count(
    item,
    now.map((c, i) => (i === identity ? choice : c)),
  );
  return added(after, before, -1);
}
