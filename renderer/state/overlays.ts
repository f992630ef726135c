import { create } from 'zustand';

interface Overlays {
  /** How often the palette was asked for; it closes by itself. */
  readonly paletteAsked: number;
  readonly shortcutsOpen: boolean;
}

/** What lies over the screen for a moment. */
export const useOverlays = create<Overlays>(() => ({ paletteAsked: 0, shortcutsOpen: false }));

export const openPalette = (): void =>
  useOverlays.setState(({ paletteAsked }) => ({ paletteAsked: paletteAsked + 1 }));

export const showShortcuts = (shortcutsOpen: boolean): void => useOverlays.setState({ shortcutsOpen });
