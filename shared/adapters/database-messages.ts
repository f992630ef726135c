import type { FaultDetails } from '../domain/fault';

/** What the engine's thread asks of the thread of the database. `id` is unique on its port. */
export type DatabaseRequest =
  | { readonly id: number; readonly type: 'query'; readonly sql: string }
  | { readonly id: number; readonly type: 'check'; readonly sql: string }
  | { readonly id: number; readonly type: 'cancel' }
  | { readonly id: number; readonly type: 'lend'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly id: number; readonly type: 'release'; readonly path: string }
  | {
      readonly id: number;
      readonly type: 'append';
      readonly table: string;
      readonly streams: readonly Uint8Array[];
    }
  | { readonly id: number; readonly type: 'close' };

/** Each request but `cancel` is answered once. */
export type DatabaseReply =
  | { readonly id: number; readonly type: 'done'; readonly value: string | readonly Uint8Array[] | null }
  | { readonly id: number; readonly type: 'failed'; readonly fault: FaultDetails };

/** The buffers that hold these bytes and nothing else, each once: they may leave their thread. */
export const ownBuffers = (parts: readonly Uint8Array[]): ArrayBufferLike[] => [
  ...new Set(parts.filter((part) => part.byteLength === part.buffer.byteLength).map((part) => part.buffer)),
];
