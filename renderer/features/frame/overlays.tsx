import { lazy, Suspense } from 'react';
import { openPalette, showShortcuts, useOverlays } from '../../state/overlays';
import { useShortcut } from '../../state/shortcuts';

const Palette = lazy(async () => ({ default: (await import('./palette')).Palette }));
const ShortcutList = lazy(async () => ({ default: (await import('./shortcut-list')).ShortcutList }));

/** What lies over the screen for a moment; each comes when it is first asked for. */
export function Overlays() {
  const { paletteAsked, shortcutsOpen } = useOverlays();
  useShortcut('palette', openPalette);
  useShortcut('shortcuts', () => showShortcuts(true));
  return (
    <Suspense fallback={null}>
      {paletteAsked > 0 && <Palette asked={paletteAsked} />}
      {shortcutsOpen && <ShortcutList onClose={() => showShortcuts(false)} />}
    </Suspense>
  );
}
