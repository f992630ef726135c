import { useShortcut } from '../../state/shortcuts';
import type { Actions } from './decision-bar';

export interface KeyActions extends Actions {
  readonly note: () => void;
  readonly find: () => void;
  readonly hideScores: () => void;
  readonly otherIdentity: (step: 1 | -1) => void;
}

/** Judging without the mouse; the keys stand in the registry of shortcuts. */
export function useJudgingKeys(act: KeyActions): void {
  useShortcut('review_accept', act.accept);
  useShortcut('review_reject', act.reject);
  useShortcut('review_unsure', act.unsure);
  useShortcut('review_pick', (key) => act.pick(Number(key) - 1));
  useShortcut('review_accept_alike', act.acceptAlike);
  useShortcut('review_reject_alike', act.rejectAlike);
  useShortcut('review_next', act.next);
  useShortcut('review_back', act.back);
  useShortcut('review_other', (key) => act.otherIdentity(key === 'arrowright' ? 1 : -1));
  useShortcut('undo', act.undo);
  useShortcut('review_redo', act.redo);
  useShortcut('review_note', act.note);
  useShortcut('review_find', act.find);
  useShortcut('review_scores', act.hideScores);
}
