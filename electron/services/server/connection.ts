import type { Client, ConnectConfig, FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import { throwIfCancelled } from '../../../shared/domain/fault';
import type { ServerPlace } from '../../../shared/domain/server-place';
import { hostKeyAlgorithms, hostKeyOf, type HostKey } from './host-key';
import {
  ConnectionLost,
  notLetIn,
  notSftp,
  SFTP_STATUS,
  statusOf,
  unreachable,
  whyLost,
} from './server-faults';
import { inWords, signInWith, type Proof } from './sign-in';

/** A server that says nothing for so long while the connection is made, or that then answers no question. */
const PATIENCE_MS = 20_000;
/** How often a silent connection is asked whether it is still there; after three times without an answer it is not. */
const ALIVE_EVERY_MS = 5000;

export interface ConnectOptions {
  readonly place: ServerPlace;
  /** Null: the connection ends once the server has shown its key; nothing is sent that only the user knows. */
  readonly proof: Proof | null;
  /** The key that is known: it is asked for before others. */
  readonly known: HostKey | null;
  /** Says before anything secret is sent whether this is the right server. It must not throw. */
  readonly isRight: (key: HostKey) => boolean;
  readonly signal: AbortSignal;
  readonly patienceMs?: number;
}

type Asking<T> = (sftp: SFTPWrapper, done: (error: Error | null | undefined, answer?: T) => void) => void;

/** Files of a server over one connection. All methods reject with `ConnectionLost` when it is gone, else as the server says. */
export class Connection {
  readonly #client: Client;
  readonly #sftp: SFTPWrapper;
  readonly #patienceMs: number;
  #lost: ConnectionLost | null = null;
  readonly #waiting = new Set<(lost: ConnectionLost) => void>();

  constructor(client: Client, sftp: SFTPWrapper, patienceMs: number) {
    this.#client = client;
    this.#sftp = sftp;
    this.#patienceMs = patienceMs;
    let why: unknown = null;
    client.on('error', (error) => {
      why = error;
    });
    const lose = (): void => this.#lose(new ConnectionLost(whyLost(why), { cause: why }));
    client.on('close', lose);
    sftp.on('close', lose);
    sftp.on('error', (error: unknown) => {
      why = error;
    });
  }

  /** What a folder holds, as it comes; of links themselves, not of what they lead to. */
  async *list(folder: string): AsyncGenerator<readonly FileEntryWithStats[], void, void> {
    const handle = await this.#ask<Buffer>((sftp, done) => sftp.opendir(folder, done));
    try {
      for (;;) {
        const some = await this.#ask<readonly FileEntryWithStats[] | null>((sftp, done) =>
          sftp.readdir(handle, (error, entries) => {
            if (statusOf(error) === SFTP_STATUS.end) done(null, null);
            else done(error, entries);
          }),
        );
        if (some === null) return;
        yield some;
      }
    } finally {
      await this.close(handle);
    }
  }

  /** Of what a link leads to. */
  stat(path: string): Promise<Stats> {
    return this.#ask((sftp, done) => sftp.stat(path, done));
  }

  realPath(path: string): Promise<string> {
    return this.#ask((sftp, done) => sftp.realpath(path, done));
  }

  open(path: string): Promise<Buffer> {
    return this.#ask((sftp, done) => sftp.open(path, 'r', done));
  }

  statOpen(handle: Buffer): Promise<Stats> {
    return this.#ask((sftp, done) => sftp.fstat(handle, done));
  }

  /** @returns how many bytes came; 0 at the end of the file */
  read(handle: Buffer, into: Buffer, position: number): Promise<number> {
    return this.#ask<number>((sftp, done) =>
      sftp.read(handle, into, 0, into.length, position, (error, count) => {
        if (statusOf(error) === SFTP_STATUS.end) done(null, 0);
        else done(error, count);
      }),
    );
  }

  /** Never rejects: with the connection the server closes all. */
  async close(handle: Buffer): Promise<void> {
    await this.#ask<boolean>((sftp, done) => sftp.close(handle, (error) => done(error, true))).catch(
      () => false,
    );
  }

  end(): void {
    this.#lose(new ConnectionLost('it was ended'));
    this.#client.end();
    this.#client.destroy();
  }

  #ask<T>(asking: Asking<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#lost) {
        reject(this.#lost);
        return;
      }
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(lose);
      };
      const lose = (lost: ConnectionLost): void => {
        end();
        reject(lost);
      };
      const timer = setTimeout(() => {
        this.#lose(new ConnectionLost('it does not answer'));
        this.#client.destroy();
      }, this.#patienceMs);
      this.#waiting.add(lose);
      asking(this.#sftp, (error, answer) => {
        end();
        if (error) reject(this.#asLoss(error));
        else resolve(answer as T);
      });
    });
  }

  /** What is no answer of the server (a number) comes of a connection that broke. */
  #asLoss(error: Error): Error {
    return typeof statusOf(error) === 'number'
      ? error
      : (this.#lost ?? new ConnectionLost(whyLost(error), { cause: error }));
  }

  #lose(lost: ConnectionLost): void {
    this.#lost ??= lost;
    for (const lose of [...this.#waiting]) lose(this.#lost);
  }
}

/**
 * Connects, checks the key of the server, signs in, and begins SFTP.
 * @returns null where `proof` is null: the key was shown, and that was all
 * @throws ConnectionLost where it may be tried again; else LeadlensError `server_refused_user`, `server_no_sftp`,
 * `server_unreachable` (also where the key is not right: the caller knows), `key_file`, `server_no_proof`, `cancelled`
 */
export async function connect(options: ConnectOptions): Promise<Connection | null> {
  const { place, proof, known, isRight, signal, patienceMs = PATIENCE_MS } = options;
  const ssh2 = (await import('ssh2')).default;
  const signIn = proof === null ? { username: place.user } : await signInWith(proof, place);
  throwIfCancelled(signal);
  const client = new ssh2.Client();
  const stop = (): void => {
    client.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  const judged: boolean[] = [];
  const config: ConnectConfig = {
    ...signIn,
    host: place.host,
    port: place.port,
    readyTimeout: patienceMs,
    keepaliveInterval: ALIVE_EVERY_MS,
    algorithms: { serverHostKey: hostKeyAlgorithms(known) },
    hostVerifier: (key: Buffer) => {
      judged.push(isRight(hostKeyOf(key)) && proof !== null);
      return judged.at(-1) === true;
    },
  };
  try {
    await ready(client, config, proof?.password ?? null);
    return new Connection(client, await sftpOf(client), patienceMs);
  } catch (error) {
    client.destroy();
    throwIfCancelled(signal);
    if (judged.includes(false)) return null;
    const level: unknown = error instanceof Error && 'level' in error ? error.level : null;
    if (level === 'client-authentication') throw notLetIn(place, proof === null ? [] : inWords(proof));
    if (error instanceof NoSftp) throw notSftp(place, error);
    if (level === 'handshake') throw unreachable(place, new ConnectionLost('it speaks no SSH that is safe'));
    throw new ConnectionLost(whyLost(error), { cause: error });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

class NoSftp extends Error {}

function ready(client: Client, config: ConnectConfig, password: string | null): Promise<void> {
  return new Promise((resolve, reject) => {
    let why: Error | null = null;
    client.on('error', (error) => {
      // An agent that cannot sign is not the end: what else there is is tried then.
      if (error.level !== 'agent') why ??= error;
    });
    client.once('close', () => reject(why ?? new Error('closed')));
    client.once('ready', resolve);
    client.on('keyboard-interactive', (_name, _instructions, _language, prompts, finish) => {
      // Only the one question that is not shown while it is answered is for the password.
      const [only] = prompts;
      const isPassword = prompts.length === 1 && only?.echo !== true;
      finish(isPassword && password !== null ? [password] : prompts.map(() => ''));
    });
    client.connect(config);
    // Each question is small and waits for its answer: it is not to wait for the next one, too.
    client.setNoDelay(true);
  });
}

function sftpOf(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.once('close', () => reject(new Error('closed')));
    client.sftp((error, sftp) => {
      if (error) reject(new NoSftp('no subsystem', { cause: error }));
      else resolve(sftp);
    });
  });
}
