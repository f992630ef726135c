import { contextBridge, ipcRenderer } from 'electron';
import type { HostBridge, HostReply } from '../shared/contract/host';
import { HOST_CHANNEL } from './app-origin';

const bridge: HostBridge = {
  call: (method, request) => ipcRenderer.invoke(HOST_CHANNEL, method, request) as Promise<HostReply>,
};

contextBridge.exposeInMainWorld('leadlens', bridge);
