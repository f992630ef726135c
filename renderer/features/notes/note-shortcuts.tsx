import { thing, type Thing } from '../../../shared/contract/thing';
import { togglePin } from '../../state/board';
import { notify } from '../../state/notices';
import { showPanel } from '../../state/panel';
import { useSession } from '../../state/session';
import { useShortcut } from '../../state/shortcuts';

interface Focused {
  readonly thing: Thing;
  readonly title: string;
}

/** What the focus is in, or what the panel is about that it is in. */
function focusedThing(): Focused | null {
  const at = document.activeElement;
  const frame =
    at?.closest<HTMLElement>('[data-thing]') ??
    at?.closest('aside')?.querySelector<HTMLElement>('[data-thing]') ??
    document.querySelector<HTMLElement>('aside [data-thing]');
  const { thing: text, title } = frame?.dataset ?? {};
  if (text === undefined || title === undefined) return null;
  const parsed = thing.safeParse(JSON.parse(text));
  return parsed.success ? { thing: parsed.data, title } : null;
}

const tellHow = (): void =>
  notify({
    kind: 'things',
    text: 'Go to a number, a chart or a finding first: with Tab, or by opening its rows.',
  });

/** The keys that write a note on what has the focus, pin it, and show all notes; draws nothing. */
export function NoteShortcuts() {
  const open = useSession((s) => s.grant !== null);
  useShortcut('notes', () => showPanel({ kind: 'notes', on: null }), open);
  useShortcut(
    'note',
    () => {
      const on = focusedThing();
      if (on) showPanel({ kind: 'notes', on });
      else tellHow();
    },
    open,
  );
  useShortcut(
    'pin',
    () => {
      const on = focusedThing();
      if (on && on.thing.kind !== 'subject') void togglePin(on.thing, on.title);
      else tellHow();
    },
    open,
  );
  return null;
}
