import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ServerHostKeyAlgorithm } from 'ssh2';
import { z } from 'zod';
import { KeyedQueue } from '../../../shared/domain/keyed-queue';
import { serverName, type ServerPlace } from '../../../shared/domain/server-place';
import { readJsonFile, writeJsonFile } from '../json-file';

/** The key by which a server is known again. */
export interface HostKey {
  /** `ssh-ed25519`, `ssh-rsa`, … */
  readonly type: string;
  /** `SHA256:…` as OpenSSH prints it. */
  readonly fingerprint: string;
}

export const FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}$/;

const hostKey = z.object({ type: z.string(), fingerprint: z.string().regex(FINGERPRINT) });
const knownServers = z.object({ version: z.literal(1), servers: z.record(z.string(), hostKey) });
const VERSION = 1;

/** @param key as the server sends it: a text with its length before it says the type */
export function hostKeyOf(key: Buffer): HostKey {
  const length = key.readUInt32BE(0);
  const digest = createHash('sha256').update(key).digest('base64').replace(/=+$/, '');
  return { type: key.toString('latin1', 4, 4 + length), fingerprint: `SHA256:${digest}` };
}

/** What signs with SHA-1 is not among them. */
const ALGORITHMS: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/** How a server may prove which it is: by the key that is known before others, where it has several. */
export function hostKeyAlgorithms(known: HostKey | null): ServerHostKeyAlgorithm[] {
  const isOfKnown = (algorithm: string): boolean =>
    known !== null && (known.type === 'ssh-rsa' ? algorithm.startsWith('rsa-') : algorithm === known.type);
  return [...ALGORITHMS.filter(isOfKnown), ...ALGORITHMS.filter((algorithm) => !isOfKnown(algorithm))];
}

const writing = new KeyedQueue();

/** The keys of the servers that this user has been at, kept in the data directory: no project brings keys along. */
export class KnownServers {
  readonly #file: string;

  /** @param directory see `dataDirectory` */
  constructor(directory: string) {
    this.#file = join(directory, 'known-servers.json');
  }

  /** Null: nobody was there yet. @throws as `readJsonFile`: a file that cannot be read is no permission */
  async keyOf(place: ServerPlace): Promise<HostKey | null> {
    const { servers } = await this.#load();
    return Object.hasOwn(servers, serverName(place)) ? (servers[serverName(place)] ?? null) : null;
  }

  /** From now on the server is known by this key; it is on disk then. @throws as `writeJsonFile` */
  pin(place: ServerPlace, key: HostKey): Promise<void> {
    return writing.run(this.#file, async () => {
      const { servers } = await this.#load();
      await writeJsonFile(this.#file, {
        version: VERSION,
        servers: { ...servers, [serverName(place)]: key },
      });
    });
  }

  async #load(): Promise<z.infer<typeof knownServers>> {
    return (await readJsonFile(this.#file, knownServers, VERSION)) ?? { version: VERSION, servers: {} };
  }
}
