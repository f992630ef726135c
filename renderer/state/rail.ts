import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { changePreferences, usePreferences } from './preferences';

/** Where the names in the rail take the room that the screen needs. */
const NARROW = '(max-width: 1099px)';

const isNarrowNow = (): boolean => window.matchMedia(NARROW).matches;

function onNarrow(changed: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Whether the reader unfolded it in a narrow window all the same. */
const useUnfolded = create(() => ({ isUnfolded: false }));

/** Whether the rail shows icons only, and what turns that over: in a narrow window it folds by itself. */
export function useRail(): { readonly isFolded: boolean; readonly toggle: () => void } {
  const chosen = usePreferences((p) => p.railFolded);
  const { isUnfolded } = useUnfolded();
  const isNarrow = useSyncExternalStore(onNarrow, isNarrowNow);
  return isNarrow
    ? { isFolded: !isUnfolded, toggle: () => useUnfolded.setState({ isUnfolded: !isUnfolded }) }
    : { isFolded: chosen, toggle: () => void changePreferences({ railFolded: !chosen }) };
}
