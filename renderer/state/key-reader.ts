/** What of a key press matters here; a `KeyboardEvent` has it. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const isLetter = (key: string): boolean => /^\p{L}$/u.test(key);

/** Whether one step of a notation, `mod+shift+z`, is just what was pressed. */
function isStep(step: string, press: KeyPress): boolean {
  const parts = step.endsWith('++') ? [...step.slice(0, -2).split('+'), '+'] : step.split('+');
  const key = parts.at(-1) ?? '';
  const held = new Set(parts.slice(0, -1));
  const pressed = press.key === ' ' ? 'space' : press.key.toLowerCase();
  if (pressed !== key) return false;
  if (held.has('mod') !== (press.ctrlKey || press.metaKey)) return false;
  if (held.has('alt') !== press.altKey) return false;
  // Signs such as `?` need Shift on some keyboards and not on others.
  const shiftMatters = isLetter(pressed) || pressed.length > 1 || held.has('shift');
  return !shiftMatters || held.has('shift') === press.shiftKey;
}

/** How long the second key of `g f` may take, in milliseconds. */
const PATIENCE = 1500;

/**
 * Tells which of the notations a press completes, the first key of a sequence being remembered for a moment.
 * Gives its place in the list; null where the press completes none.
 */
export function createKeyReader() {
  let before: { readonly press: KeyPress; readonly at: number } | null = null;
  return (notations: readonly string[], press: KeyPress, now: number): number | null => {
    const first = before && now - before.at <= PATIENCE ? before.press : null;
    before = null;
    const found = notations.findIndex((notation) => {
      const [one = '', two] = notation.split(' ');
      return two === undefined
        ? first === null && isStep(one, press)
        : first !== null && isStep(one, first) && isStep(two, press);
    });
    if (found >= 0) return found;
    const begins = notations.some((notation) => {
      const [one = '', two] = notation.split(' ');
      return two !== undefined && isStep(one, press);
    });
    if (begins) before = { press, at: now };
    return null;
  };
}
