import { Component, Suspense, type ReactNode } from 'react';
import { faultOf } from '../../../shared/domain/fault';
import { useBeside } from '../../state/beside-project';
import { notifyFault } from '../../state/notices';
import { openPalette, showShortcuts, useOverlays } from '../../state/overlays';
import { useShortcut } from '../../state/shortcuts';
import { lazyPart } from '../../ui/lazy-part';

const Palette = lazyPart(async () => (await import('./palette')).Palette);
const BesideQuestion = lazyPart(async () => (await import('./beside-question')).BesideQuestion);
const ShortcutList = lazyPart(async () => (await import('./shortcut-list')).ShortcutList);

/** Keeps a fault of what lies over the screen away from the screen: it is said as a notice. */
class Overlay extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    notifyFault('overlay', faultOf(error));
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}

/** What lies over the screen for a moment; each comes when it is first asked for. */
export function Overlays() {
  const { paletteAsked, shortcutsOpen } = useOverlays();
  const isAsked = useBeside((s) => s.question !== null);
  useShortcut('palette', openPalette);
  useShortcut('shortcuts', () => showShortcuts(true));
  return (
    <Suspense fallback={null}>
      {paletteAsked > 0 && (
        <Overlay key={`palette ${String(paletteAsked)}`}>
          <Palette asked={paletteAsked} />
        </Overlay>
      )}
      {isAsked && (
        <Overlay>
          <BesideQuestion />
        </Overlay>
      )}
      {shortcutsOpen && (
        <Overlay>
          <ShortcutList onClose={() => showShortcuts(false)} />
        </Overlay>
      )}
    </Suspense>
  );
}
