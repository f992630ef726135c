import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Actions } from './decision-bar';

export interface KeyActions extends Actions {
  readonly note: () => void;
  readonly jump: () => void;
  readonly hideScores: () => void;
  readonly otherIdentity: (step: 1 | -1) => void;
}

/** What each key does; shown by `?`. */
export const JUDGING_KEYS: readonly (readonly [keys: string, meaning: string])[] = [
  ['A', 'Accept'],
  ['R', 'Reject'],
  ['U', 'Unsure: changes nothing and stays open'],
  ['1 … 9', 'Pick a delivered lead where there are several'],
  ['Shift A, Shift R', 'The same for all that look the same'],
  ['J or ↓', 'Next item'],
  ['K or ↑', 'Back'],
  ['← →', 'Another identity of the group'],
  ['Ctrl Z', 'Undo'],
  ['Ctrl Shift Z', 'Redo'],
  ['N', 'Note for the next decision'],
  ['G', 'Jump: find an item; Enter goes back to judging'],
  ['H', 'Hide or show scores'],
  ['?', 'These keys'],
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type)));

const GOING: ReadonlySet<string> = new Set(['j', 'k', 'arrowdown', 'arrowup']);

/** Arrows on a switch move the switch. */
const isArrow = (key: string): boolean => key.startsWith('Arrow');

/** Judging without the mouse; quiet while somebody types or a dialog is open. */
export function useJudgingKeys(actions: KeyActions): void {
  const current = useRef(actions);
  // Before the next key can come: it must act on what is on the screen.
  useLayoutEffect(() => {
    current.current = actions;
  }, [actions]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
      if (document.querySelector('[aria-modal="true"]')) return;
      if (isArrow(event.key) && event.target instanceof HTMLInputElement) return;
      // A key that is held goes through the queue; it does not judge what nobody has looked at.
      if (event.repeat && !GOING.has(event.key.toLowerCase())) return;
      const act = actionFor(event, current.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, []);
}

function actionFor(event: KeyboardEvent, act: KeyActions): (() => void) | null {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return event.shiftKey ? act.redo : act.undo;
    return key === 'y' ? act.redo : null;
  }
  if (event.altKey) return null;
  if (/^[1-9]$/.test(key)) return () => act.pick(Number(key) - 1);
  switch (key) {
    case 'a':
      return event.shiftKey ? act.acceptAlike : act.accept;
    case 'r':
      return event.shiftKey ? act.rejectAlike : act.reject;
    case 'u':
      return act.unsure;
    case 'j':
    case 'arrowdown':
      return act.next;
    case 'k':
    case 'arrowup':
      return act.back;
    case 'arrowright':
      return () => act.otherIdentity(1);
    case 'arrowleft':
      return () => act.otherIdentity(-1);
    case 'n':
      return act.note;
    case 'g':
      return act.jump;
    case 'h':
      return act.hideScores;
    case '?':
      return act.help;
    default:
      return null;
  }
}
