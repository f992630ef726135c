import { create } from 'zustand';

export interface QueueFilter {
  readonly kind: string;
  readonly state: string;
  readonly text: string;
}

export const NO_FILTER: QueueFilter = { kind: 'all', state: 'asking', text: '' };

/** Where a reviewer is: kept while they look at the history or at another screen. */
interface ReviewPlace {
  readonly grantId: string | null;
  readonly filter: QueueFilter;
  readonly item: string | null;
  /** The identity that was chosen by hand; null: the first that asks. */
  readonly identity: number | null;
  /** Whether scores are hidden, so that they sway nobody. */
  readonly hidesScores: boolean;
}

export const useReviewPlace = create<ReviewPlace>(() => ({
  grantId: null,
  filter: NO_FILTER,
  item: null,
  identity: null,
  hidesScores: false,
}));

const set = useReviewPlace.setState;

/** Begins at the top of the queue when another folder is open than before. */
export function reviewIn(grantId: string): void {
  if (useReviewPlace.getState().grantId !== grantId)
    set({ grantId, filter: NO_FILTER, item: null, identity: null });
}

/** Goes to an item; to its first identity that asks where none is named. */
export const goToItem = (item: string | null, identity: number | null = null): void => {
  set({ item, identity });
};

export const filterQueue = (filter: QueueFilter): void => {
  set({ filter, item: null, identity: null });
};

export const toggleScores = (): void => {
  set(({ hidesScores }) => ({ hidesScores: !hidesScores }));
};
