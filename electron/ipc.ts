import { ipcMain, type IpcMainInvokeEvent, type WebFrameMain } from 'electron';
import type { HostReply } from '../shared/contract/host';
import { LeadlensError } from '../shared/domain/fault';
import { DROP_CHANNEL, EDIT_CHANNEL, HOST_CHANNEL, isAppUrl } from './app-origin';
import { replyToHostCall, type Host } from './services/host-methods';

/** Whether a message comes from the top frame of our own page, in the window that we opened. */
function isTrusted(event: IpcMainInvokeEvent, mainFrame: WebFrameMain | null): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === mainFrame && frame.parent === null && isAppUrl(frame.url);
}

/**
 * Opens the channels. Every message passes the one wrapper here, which looks at who sends it; names and arguments
 * are checked behind it.
 * @param mainFrame the top frame of the window as it is at the time of a call
 * @param editText undoes or redoes what was typed in the field that has the focus
 */
export function answerHostCalls(
  host: Host,
  mainFrame: () => WebFrameMain | null,
  editText: (way: 'undo' | 'redo') => void,
): void {
  const handle = (channel: string, reply: (...args: readonly unknown[]) => Promise<HostReply>): void => {
    ipcMain.handle(channel, async (event, ...args: unknown[]): Promise<HostReply> => {
      if (isTrusted(event, mainFrame())) return reply(...args);
      const stranger = new LeadlensError({
        kind: 'bug',
        code: 'untrusted_sender',
        message: 'The call does not come from the window of Leadlens.',
      });
      return { ok: false, fault: stranger.details };
    });
  };
  handle(HOST_CHANNEL, (method, request) => replyToHostCall(host.methods, method, request));
  handle(EDIT_CHANNEL, (way) => {
    editText(way === 'redo' ? 'redo' : 'undo');
    return Promise.resolve({ ok: true, answer: null });
  });
  handle(DROP_CHANNEL, (path) => host.openDropped(path));
}
