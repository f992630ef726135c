import { create } from 'zustand';
import { showPanel } from './panel';

export const SCREENS = [
  'home',
  'sources',
  'findings',
  'matches',
  'funnel',
  'revenue',
  'explore',
  'report',
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

/** Follows the address, so that back and forward work. */
export function followAddress(): void {
  const read = (): void => {
    const place = placeOf(window.location.hash);
    if (place.screen !== useNavigation.getState().screen) showPanel(null);
    useNavigation.setState(place, true);
  };
  window.addEventListener('hashchange', read);
  read();
}

export function goTo(screen: Screen, params: Place['params'] = {}): void {
  window.location.hash = hashOf({ screen, params });
}

/** Changes parameters of the screen that is shown, without a new entry in the history. */
export function setParams(params: Place['params']): void {
  const place = useNavigation.getState();
  const next = { screen: place.screen, params: { ...place.params, ...params } };
  window.history.replaceState(null, '', hashOf(next));
  useNavigation.setState(next, true);
}
