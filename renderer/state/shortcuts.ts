import { useEffect, useEffectEvent } from 'react';
import { isShortcutId, SHORTCUTS, type Shortcut, type ShortcutId } from '../../shared/domain/shortcuts';
import { createKeyReader } from './key-reader';
import { notify } from './notices';
import { openPalette } from './overlays';
import { usePreferences } from './preferences';

interface Binding {
  readonly id: ShortcutId;
  readonly run: (notation: string) => void;
}

/** What the keys do now; what was bound last comes first. */
let bindings: readonly Binding[] = [];

function bind(binding: Binding): () => void {
  bindings = [binding, ...bindings];
  return () => {
    bindings = bindings.filter((other) => other !== binding);
  };
}

/**
 * Lets a key of the registry (`shared/domain/shortcuts.ts`) do something while the component is shown. Where several
 * components bind the same key, the one that came last answers.
 * @param run is given the notation that was pressed
 */
export function useShortcut(id: ShortcutId, run: (notation: string) => void, enabled = true): void {
  const latest = useEffectEvent(run);
  useEffect(() => (enabled ? bind({ id, run: (notation) => latest(notation) }) : undefined), [id, enabled]);
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])'));

/** Parts in which the arrow keys mean something of their own. */
const takesArrows = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    '[role=grid], [role=tablist], [role=menu], [role=slider], [role=separator], input[type=radio]',
  ) !== null;

/** A dialog takes all keys for itself. */
const dialogIsOpen = (): boolean => document.querySelector('[aria-modal="true"]') !== null;

const needsNoModifier = (keys: string): boolean => !/\b(mod|alt)\+/.test(keys);

/**
 * Does what the key of this name would do now, as the menu of the desktop window asks. In a text field undo and redo are
 * the field's own. Where nothing answers it says so.
 */
export function runCommand(id: unknown): void {
  if (!isShortcutId(id)) return;
  if ((id === 'undo' || id === 'review_redo') && isField(document.activeElement)) {
    // The history of a field is the window's, and no script of the page reaches it.
    void window.leadlensHost?.editText(id === 'undo' ? 'undo' : 'redo');
    return;
  }
  if (dialogIsOpen()) return;
  const answer = bindings.find((binding) => binding.id === id);
  if (answer) answer.run(SHORTCUTS[id].keys[0]);
  else if (id === 'find') openPalette();
  else notify({ kind: 'command', text: `${SHORTCUTS[id].label}: not on this screen.` });
}

/** Hears every key of the window, once. What the focused part answered itself is left alone. */
export function listenToShortcuts(): void {
  const read = createKeyReader();
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    if (event.key.startsWith('Arrow') && takesArrows(event.target)) return;
    const typing = isField(event.target);
    const { singleKeys } = usePreferences.getState();
    const open = dialogIsOpen() ? [] : bindings;
    const active = open.flatMap(({ id, run }) => {
      const { keys, inFields, repeats }: Shortcut = SHORTCUTS[id];
      if ((typing && !inFields) || (event.repeat && !repeats)) return [];
      return keys
        .filter((notation) => singleKeys || !needsNoModifier(notation))
        .map((notation) => ({ notation, run }));
    });
    const found = read(
      active.map(({ notation }) => notation),
      event,
      event.timeStamp,
    );
    if (found === null) return;
    event.preventDefault();
    const answer = active[found];
    answer?.run(answer.notation);
  });
}
