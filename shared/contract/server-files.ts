import { z } from 'zod';
import { serverSource, type ServerSource } from './project';

const address = serverSource.shape.address;

/** Questions about the server that files come from. Only the host connects, to the host that is named and to no other. */
export const serverRequests = {
  /** What is set for the open folder, and what came last; `grantId` null: no folder is open. */
  serverNow: z.object({ grantId: z.string().nullable() }),
  /** Asks a server for its key; nobody signs in. */
  showServerKey: z.object({ address }),
  /** The user says that a key which was shown is the right one: the server is known by it from then on. */
  acceptServerKey: z.object({ address, fingerprint: z.string().max(100) }),
  /** Fetches what is new, and opens the folder in which it lies. `secret`: password or passphrase; null: the one that is kept. */
  fetchServer: z.object({
    grantId: z.string().nullable(),
    source: serverSource,
    secret: z.string().max(1000).nullable(),
    /** Whether the system's key store keeps the secret. */
    keepSecret: z.boolean(),
  }),
  fetchProgress: z.object({}),
  stopFetch: z.object({}),
} as const;

export interface ServerKeyShown {
  /** `ssh-ed25519`, … */
  readonly type: string;
  /** `SHA256:…` as OpenSSH prints it. */
  readonly fingerprint: string;
  /** The key by which the server was known so far; null: it was not. */
  readonly known: string | null;
}

export interface ServerNow {
  /** What the project says; null: its files lie in the folder. */
  readonly source: ServerSource | null;
  /** The key by which its server is known. */
  readonly key: string | null;
  /** Whether the system's key store can keep a password. */
  readonly canKeep: boolean;
  /** Whether one is kept for the place. */
  readonly isKept: boolean;
  /** Null: nothing was fetched into the open folder. */
  readonly last: {
    readonly place: string;
    /** ISO time when the last fetch ended; null: none did. */
    readonly fetchedAt: string | null;
    /** Files that came with the last fetch that brought any. */
    readonly came: readonly string[];
    readonly gone: number;
    readonly refused: number;
    readonly waiting: number;
  } | null;
}

export interface ServerFetched {
  readonly came: number;
  readonly bytes: number;
  readonly gone: number;
  readonly refused: number;
  readonly waiting: number;
}

export interface ServerAnswers {
  serverNow: ServerNow;
  /** @throws LeadlensError `server_unreachable`, `bad_place` */
  showServerKey: ServerKeyShown;
  /** @throws LeadlensError `server_key_unlike` where that key was not shown */
  acceptServerKey: null;
  /** Null: nothing is fetched now. */
  fetchProgress: { readonly label: string; readonly done: number; readonly total: number } | null;
  stopFetch: null;
}
