import type { ReviewItemDetail, ReviewQueue } from '../contract/review';
import { throwIfCancelled } from '../domain/fault';
import { readLinkDetails } from '../queries/review/review-detail';
import { readPairDetails, readPairReview, type ReviewPair } from '../queries/review/review-pairs';
import { readLinkReview, type LinkReview } from '../queries/review/review-queue';
import { leadQualityOf, weightModelOf } from './answers';
import type { Engine } from './engine';
import type { RunState } from './run-state';

/** The groups of a run are found once: items are asked for one by one, and quickly. */
const reviews = new WeakMap<RunState, Promise<Review>>();

interface Review {
  readonly links: LinkReview;
  readonly pairs: readonly ReviewPair[];
}

const NOTHING: LinkReview = { groups: [], outside: null };

async function readReview(engine: Engine): Promise<Review> {
  const { leadQuality, revenue } = engine.state.outcome.summary;
  return {
    links: leadQuality ? await readLinkReview(engine.workspace, leadQuality) : NOTHING,
    pairs: revenue ? await readPairReview(engine.workspace) : [],
  };
}

function review(engine: Engine): Promise<Review> {
  const { state } = engine;
  const known = reviews.get(state);
  if (known) return known;
  const found = readReview(engine);
  reviews.set(state, found);
  found.catch(() => {
    reviews.delete(state);
  });
  return found;
}

/** Everything that can be judged in the last run. */
export async function reviewQueue(engine: Engine, signal: AbortSignal): Promise<ReviewQueue> {
  const { outcome, notApplied } = engine.state;
  const { links, pairs } = await review(engine);
  throwIfCancelled(signal);
  return {
    items: [...links.groups.map((group) => group.item), ...pairs.map((pair) => pair.item)],
    outside: links.outside,
    delivered: outcome.summary.leadQuality?.delivered ?? 0,
    notApplied,
  };
}

/** The items with these ids, in this order; those that are gone are left out. */
export async function reviewItems(
  engine: Engine,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly ReviewItemDetail[]> {
  const { links, pairs } = await review(engine);
  const wanted = new Set(ids);
  const groups = links.groups.filter((group) => wanted.has(group.item.id));
  const details = [
    ...(groups.length === 0
      ? []
      : await readLinkDetails(
          engine.workspace,
          groups,
          weightModelOf(engine),
          leadQualityOf(engine).snapshots,
          signal,
        )),
    ...(await readPairDetails(
      engine.workspace,
      pairs.filter((pair) => wanted.has(pair.item.id)),
      signal,
    )),
  ];
  return ids.flatMap((id) => details.filter((detail) => detail.id === id));
}
