import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { COMMAND_CHANNEL, DROP_CHANNEL, EDIT_CHANNEL, HOST_CHANNEL } from './app-origin';

type DroppedFile = Parameters<typeof webUtils.getPathForFile>[0];

// Four functions and no more: the page gets no module and no channel of its own choice. Main answers every call with
// a `HostReply` and never rejects.
contextBridge.exposeInMainWorld('leadlensHost', {
  call: (method: string, request: unknown): Promise<unknown> =>
    ipcRenderer.invoke(HOST_CHANNEL, method, request),
  grantDropped: (file: DroppedFile): Promise<unknown> =>
    ipcRenderer.invoke(DROP_CHANNEL, webUtils.getPathForFile(file)),
  editText: (way: unknown): Promise<unknown> => ipcRenderer.invoke(EDIT_CHANNEL, way),
  onCommand: (listener: (id: unknown) => void): void => {
    ipcRenderer.on(COMMAND_CHANNEL, (_event, id: unknown) => {
      listener(id);
    });
  },
});
