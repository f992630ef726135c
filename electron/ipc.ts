import { ipcMain, type IpcMainInvokeEvent, type WebFrameMain } from 'electron';
import type { HostReply } from '../shared/contract/host';
import { LeadlensError } from '../shared/domain/fault';
import { HOST_CHANNEL, isAppUrl } from './app-origin';
import { replyToHostCall, type HostMethods } from './services/host-methods';

/** Whether a message comes from the top frame of our own page, in the window that we opened. */
function isTrusted(event: IpcMainInvokeEvent, mainFrame: WebFrameMain | null): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === mainFrame && frame.parent === null && isAppUrl(frame.url);
}

/**
 * Opens the one channel. Every call passes here: who sends is checked first, then name and arguments.
 * @param mainFrame the top frame of the window as it is at the time of a call
 */
export function answerHostCalls(methods: HostMethods, mainFrame: () => WebFrameMain | null): void {
  ipcMain.handle(HOST_CHANNEL, async (event, method: unknown, request: unknown): Promise<HostReply> => {
    if (isTrusted(event, mainFrame())) return replyToHostCall(methods, method, request);
    const stranger = new LeadlensError({
      kind: 'bug',
      code: 'untrusted_sender',
      message: 'The call does not come from the window of Leadlens.',
    });
    return { ok: false, fault: stranger.details };
  });
}
