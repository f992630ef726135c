import { create } from 'zustand';
import { showShortcuts } from './overlays';
import { followHistory, showPanel } from './panel';

export const SCREENS = [
  'home',
  'board',
  'sources',
  'findings',
  'matches',
  'review',
  'funnel',
  'revenue',
  'explore',
  'report',
  'preferences',
] as const;
export type Screen = (typeof SCREENS)[number];

export interface Place {
  readonly screen: Screen;
  /** What the screen shows: basis, links, a table. */
  readonly params: Readonly<Record<string, string>>;
}

const isScreen = (name: string): name is Screen => (SCREENS as readonly string[]).includes(name);

/** `#/funnel?basis=latest` as a place; anything unknown is home. */
export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return {
    screen: isScreen(path) ? path : 'home',
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

export function hashOf(place: Place): string {
  const query = new URLSearchParams(place.params).toString();
  return `#/${place.screen}${query === '' ? '' : `?${query}`}`;
}

export const useNavigation = create<Place>(() => ({ screen: 'home', params: {} }));

/** Follows the address and what its entry in the history holds, so that back and forward work. */
export function followAddress(): void {
  const read = (): void => {
    const place = placeOf(window.location.hash);
    // A step to the same place, as a panel is, leaves the screen as it is.
    if (hashOf(place) !== hashOf(useNavigation.getState())) {
      useNavigation.setState(place, true);
      // What lay over the screen before was about that one.
      showShortcuts(false);
    }
    followHistory(window.history.state);
  };
  window.addEventListener('popstate', read);
  window.addEventListener('hashchange', read);
  // The rows of a panel are those of a run: after a reload there is none yet.
  showPanel(null);
  read();
}

export function goTo(screen: Screen, params: Place['params'] = {}): void {
  window.location.hash = hashOf({ screen, params });
}

type Change = Readonly<Record<string, string | null>>;

/** The parameters that are shown, changed; null takes one away. */
function changed(change: Change): Place {
  const { screen, params } = useNavigation.getState();
  const all = Object.entries<string | null>({ ...params, ...change });
  return {
    screen,
    params: Object.fromEntries(all.flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
  };
}

/** Changes parameters of the screen that is shown, without a new entry in the history. */
export function setParams(change: Change): void {
  const next = changed(change);
  window.history.replaceState(window.history.state, '', hashOf(next));
  useNavigation.setState(next, true);
}

/** Changes parameters of the screen that is shown, as a step that *back* takes back. */
export function stepTo(change: Change): void {
  const next = changed(change);
  showPanel(null);
  window.history.pushState(null, '', hashOf(next));
  useNavigation.setState(next, true);
}
