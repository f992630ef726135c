import type { FolderGrant, HostReply } from '../../shared/contract/host';

/** What the preload of the desktop window puts on `window`; absent in a browser page. */
export interface Bridge {
  /** Never rejects: errors would lose their shape on the way out of the preload. */
  call(method: string, request: unknown): Promise<HostReply>;
  /** Grants the folder that was dropped on the window. */
  grantDropped(file: File): Promise<HostReply>;
}

declare global {
  interface Window {
    readonly leadlensHost?: Bridge;
  }
}

/** A dropped folder, opened; rejects with a `LeadlensError`. */
export type GrantDropped = (file: File) => Promise<FolderGrant>;
