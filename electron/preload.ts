import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { DROP_CHANNEL, HOST_CHANNEL } from './app-origin';

type DroppedFile = Parameters<typeof webUtils.getPathForFile>[0];

// Two functions and no more: the page gets no module and no channel of its own choice. Main answers every call with
// a `HostReply` and never rejects.
contextBridge.exposeInMainWorld('leadlensHost', {
  call: (method: string, request: unknown): Promise<unknown> =>
    ipcRenderer.invoke(HOST_CHANNEL, method, request),
  grantDropped: (file: DroppedFile): Promise<unknown> =>
    ipcRenderer.invoke(DROP_CHANNEL, webUtils.getPathForFile(file)),
});
