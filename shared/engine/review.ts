import type { ReviewItemDetail, ReviewQueue } from '../contract/review';
import { readLinkDetails } from '../queries/review-detail';
import { readLinkReview, type LinkReview } from '../queries/review-queue';
import { leadQualityOf, weightModelOf } from './answers';
import type { Engine } from './engine';
import type { RunState } from './run-state';

/** The groups of a run are found once: items are asked for one by one, and quickly. */
const reviews = new WeakMap<RunState, Promise<LinkReview>>();

function linkReview(engine: Engine): Promise<LinkReview> {
  const { state } = engine;
  const known = reviews.get(state);
  if (known) return known;
  const found = readLinkReview(engine.workspace, leadQualityOf(engine));
  reviews.set(state, found);
  found.catch(() => {
    reviews.delete(state);
  });
  return found;
}

/** Everything that can be judged in the last run. */
export async function reviewQueue(engine: Engine, signal: AbortSignal): Promise<ReviewQueue> {
  const { summary } = engine.state.outcome;
  if (!summary.leadQuality) {
    return { items: [], outside: null, delivered: 0, notApplied: [] };
  }
  const { groups, outside } = await linkReview(engine);
  signal.throwIfAborted();
  return {
    items: groups.map((group) => group.item),
    outside,
    delivered: summary.leadQuality.delivered,
    notApplied: engine.state.notApplied,
  };
}

/** The items with these ids, in this order; those that are gone are left out. */
export async function reviewItems(
  engine: Engine,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly ReviewItemDetail[]> {
  const { groups } = await linkReview(engine);
  const wanted = ids.flatMap((id) => groups.filter((group) => group.item.id === id));
  return readLinkDetails(
    engine.workspace,
    wanted,
    weightModelOf(engine),
    leadQualityOf(engine).snapshots,
    signal,
  );
}
