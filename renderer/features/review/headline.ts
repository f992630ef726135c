import type { LinkItem, ReviewItem, ReviewQueue } from '../../../shared/contract/review';
import { addTally, tallyGroup, type Choice, type Tally } from '../../../shared/domain/review-tally';
import { choiceOf, standingsIn, type Standing, type Standings } from './item-state';

export interface Headline {
  readonly strict: Tally;
  readonly linked: Tally;
}

interface Counted {
  readonly key: string;
  readonly strict: Tally;
  readonly linked: Tally;
}

const choicesIn = (item: LinkItem, standings: readonly Standing[]): readonly Choice[] =>
  item.identities.map((identity, i) => {
    const standing = standings[i];
    return standing ? choiceOf(identity, item.leads, standing) : null;
  });

const count = (item: LinkItem, choices: readonly Choice[]): Omit<Counted, 'key'> => ({
  strict: tallyGroup(item.identities, choices, 'strict'),
  linked: tallyGroup(item.identities, choices, 'linked'),
});

/** Counts the headline of a queue; an item whose choices are as before is not counted again. */
export function headlineCounter(queue: ReviewQueue): (standings: Standings) => Headline | null {
  const known = new Map<string, Counted>();
  const items = queue.items.filter((item: ReviewItem): item is LinkItem => item.what === 'links');
  return (standings) => {
    if (!queue.outside) return null;
    let { strict, linked } = queue.outside;
    for (const item of items) {
      const choices = choicesIn(item, standingsIn(item, standings));
      const key = JSON.stringify(choices);
      let counted = known.get(item.id);
      if (counted?.key !== key) {
        counted = { key, ...count(item, choices) };
        known.set(item.id, counted);
      }
      strict = addTally(strict, counted.strict);
      linked = addTally(linked, counted.linked);
    }
    return { strict, linked };
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
  return {
    strict: addTally(after.strict, before.strict, -1),
    linked: addTally(after.linked, before.linked, -1),
  };
}
