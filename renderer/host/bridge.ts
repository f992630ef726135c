import type { FolderGrant, HostReply } from '../../shared/contract/host';

/** What the preload of the desktop window puts on `window`; absent in a browser page. */
export interface Bridge {
  /** Never rejects: errors would lose their shape on the way out of the preload. */
  call(method: string, request: unknown): Promise<HostReply>;
  /** Grants the folder that was dropped on the window. */
  grantDropped(file: File): Promise<HostReply>;
  /** Undoes or redoes what was typed in the field that has the focus. */
  editText(way: 'undo' | 'redo'): Promise<HostReply>;
  /** Tells `listener` the name of the shortcut that was chosen in the menu. */
  onCommand(listener: (id: unknown) => void): void;
}

declare global {
  interface Window {
    readonly leadlensHost?: Bridge;
  }
}

/** A dropped folder, opened; rejects with a `LeadlensError`. */
export type GrantDropped = (file: File) => Promise<FolderGrant>;
