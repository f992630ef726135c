import { join } from 'node:path';
import { z } from 'zod';
import { KeyedQueue } from '../../../shared/domain/keyed-queue';
import { serverAddress, type ServerPlace } from '../../../shared/domain/server-place';
import { readJsonFile, writeJsonFile } from '../json-file';

/** What the system's key store encrypts and decrypts for this user alone. */
export interface Cipher {
  readonly isThere: () => Promise<boolean>;
  readonly encrypt: (text: string) => Promise<Buffer>;
  /** Rejects where it was encrypted by another user or machine. */
  readonly decrypt: (bytes: Buffer) => Promise<string>;
}

const VERSION = 1;
const secretsFile = z.object({ version: z.literal(VERSION), secrets: z.record(z.string(), z.string()) });

/** Passwords and passphrases by place, encrypted by the system; without a key store nothing is kept. */
export class KeptSecrets {
  readonly #file: string;
  readonly #cipher: Cipher | null;
  readonly #writing = new KeyedQueue();

  /** @param directory see `dataDirectory` */
  constructor(directory: string, cipher: Cipher | null) {
    this.#file = join(directory, 'server-secrets.json');
    this.#cipher = cipher;
  }

  async canKeep(): Promise<boolean> {
    return (await this.#cipher?.isThere()) ?? false;
  }

  /** Null: none is kept, or it cannot be read any more. @throws as `readJsonFile` */
  async of(place: ServerPlace): Promise<string | null> {
    const secrets = await this.#load();
    const address = serverAddress(place);
    const kept = Object.hasOwn(secrets, address) ? secrets[address] : undefined;
    if (kept === undefined || this.#cipher === null) return null;
    try {
      return await this.#cipher.decrypt(Buffer.from(kept, 'base64'));
    } catch {
      // Of another machine, or the key store was made anew: it is asked for again.
      return null;
    }
  }

  /** Keeps a secret; null takes it away. @throws as `writeJsonFile` */
  keep(place: ServerPlace, secret: string | null): Promise<void> {
    return this.#writing.run('secrets', async () => {
      const { [serverAddress(place)]: before, ...others } = await this.#load();
      if (secret === null && before === undefined) return;
      const kept =
        secret === null || !(await this.canKeep()) ? undefined : await this.#cipher?.encrypt(secret);
      await writeJsonFile(this.#file, {
        version: VERSION,
        secrets: kept === undefined ? others : { ...others, [serverAddress(place)]: kept.toString('base64') },
      });
    });
  }

  async #load(): Promise<Readonly<Record<string, string>>> {
    return (await readJsonFile(this.#file, secretsFile, VERSION))?.secrets ?? {};
  }
}
