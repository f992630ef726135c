import { createSpotlight } from '@mantine/spotlight';

const [store, list] = createSpotlight();

/** What the list of the palette has open and selected. */
export const paletteStore = store;

/** Opens the list. */
export const openPaletteList = (): void => list.open();

/**
 * Selects the first entry anew, unless its reader went on to another: the kit does so as one types, and what is found
 * later comes before what was first then. Enter takes what is selected.
 */
export function preselectFirst(): void {
  const { listId, selected } = store.getState();
  const shown = document.getElementById(listId);
  const [first] = shown?.querySelectorAll('[data-action]') ?? [];
  if (selected > 0 || !first) return;
  shown?.querySelector('[data-selected]')?.removeAttribute('data-selected');
  first.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}
