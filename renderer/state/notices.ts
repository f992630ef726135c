import { create } from 'zustand';
import type { FaultDetails } from '../../shared/domain/fault';

export interface NewNotice {
  /** A notice takes the place of the one of its kind. */
  readonly kind: string;
  readonly text: string;
  readonly title?: string;
  /** `bad` stays until it is closed. */
  readonly tone?: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
}

export interface Notice extends NewNotice {
  /** Counts up: another text of the same kind is another notice. */
  readonly id: number;
}

const MOST = 3;

/** The notices with one more: it replaces the one of its kind, and of more than three the oldest goes. */
export const withNotice = (notices: readonly Notice[], notice: Notice): readonly Notice[] =>
  [...notices.filter((other) => other.kind !== notice.kind), notice].slice(-MOST);

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

let count = 0;

/** Says something in the corner of the window. */
export function notify(notice: NewNotice): void {
  count += 1;
  const next = { ...notice, id: count };
  useNotices.setState(({ notices }) => ({ notices: withNotice(notices, next) }));
}

/** Says what went wrong, with the next step; stays until it is closed. */
export function notifyFault(kind: string, fault: FaultDetails, action?: NewNotice['action']): void {
  notify({ kind, tone: 'bad', title: fault.message, text: fault.hint ?? '', ...(action ? { action } : {}) });
}

export const dismissNotice = (id: number): void =>
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
