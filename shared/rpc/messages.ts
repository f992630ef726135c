import type { FaultDetails } from '../domain/fault';

/** From client to server. `id` is unique on its port. */
export type ClientMessage =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly request: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  /** A chunk was taken: the next may come. */
  | { readonly type: 'taken'; readonly id: number };

/** From server to client. Every call ends with exactly one `answer` or `fault`. */
export type ServerMessage =
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'fault'; readonly id: number; readonly fault: FaultDetails }
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  /** One at a time: the server waits until it was taken. */
  | { readonly type: 'chunk'; readonly id: number; readonly chunk: unknown };
