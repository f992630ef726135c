import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ServerPlace } from '../../shared/domain/server-place';

const firstOf = (...paths: readonly string[]): string | undefined => paths.find((path) => existsSync(path));
const SSHD = firstOf('/usr/sbin/sshd', '/usr/local/sbin/sshd');
const SFTP_SERVER = firstOf(
  '/usr/lib/openssh/sftp-server',
  '/usr/libexec/openssh/sftp-server',
  '/usr/lib/ssh/sftp-server',
);
const SETPRIV = firstOf('/usr/bin/setpriv');

/** Root reads everything: where the server runs as root, what serves the files runs as a user without rights. */
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;

/** Why the tests against OpenSSH cannot run here; null where they can. */
export const whyNoSshd: string | null =
  SSHD === undefined || SFTP_SERVER === undefined
    ? 'OpenSSH is not installed (Debian: openssh-server)'
    : asRoot && SETPRIV === undefined
      ? 'there is no setpriv, which takes the rights of root from the server'
      : null;

const serving = asRoot
  ? `${SETPRIV ?? ''} --reuid=${String(NOBODY)} --regid=${String(NOBODY)} --clear-groups ${SFTP_SERVER ?? ''}`
  : (SFTP_SERVER ?? '');

export interface SshServer {
  /** The folder that is served, by its real path. */
  readonly folder: string;
  readonly place: ServerPlace;
  readonly port: number;
  /** Private key that the server takes; without a passphrase. */
  readonly keyFile: string;
  /** As OpenSSH itself prints it. */
  readonly fingerprint: string;
  readonly hostKeyFile: string;
  /** Puts a file into the folder, as readable as others; `modifiedAt` in seconds since 1970. */
  readonly put: (path: string, content: string | Uint8Array, modifiedAt?: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const makeKey = (file: string, passphrase: string, type = 'ed25519'): void => {
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', file]);
};

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    const [greeting] = (await once(socket, 'data')) as [Buffer];
    return greeting.toString().startsWith('SSH-');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Gives what is in a folder to the user that the server runs as. */
async function handOver(folder: string): Promise<void> {
  if (!asRoot) return;
  await chown(folder, NOBODY, NOBODY);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), NOBODY, NOBODY);
  }
}

/**
 * Starts an OpenSSH server on this machine with a folder, a key and a port of its own, which ends with the test. It knows
 * one user, who signs in with a key.
 * @param given of a server that was there before: the same port or the same key
 */
export async function startSshd(
  given: { port?: number; hostKeyFile?: string; moreHostKeys?: readonly string[] } = {},
): Promise<SshServer> {
  if (SSHD === undefined) throw new Error(whyNoSshd ?? '');
  const room = await realpath(await mkdtemp(join(tmpdir(), 'leadlens-sshd-')));
  await chmod(room, 0o755);
  const folder = join(room, 'served');
  await mkdir(folder);
  const hostKeyFile = given.hostKeyFile ?? join(room, 'host-key');
  if (given.hostKeyFile === undefined) makeKey(hostKeyFile, '');
  const keyFile = join(room, 'user-key');
  makeKey(keyFile, '');
  const port = given.port ?? (await freePort());
  const config = join(room, 'sshd_config');
  await writeFile(
    config,
    [
      `Port ${String(port)}`,
      'ListenAddress 127.0.0.1',
      ...[hostKeyFile, ...(given.moreHostKeys ?? [])].map((file) => `HostKey ${file}`),
      'PidFile none',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      `AuthorizedKeysFile ${keyFile}.pub`,
      'StrictModes no',
      'MaxStartups 100',
      `Subsystem sftp ${serving}`,
      `ForceCommand ${serving}`,
      '',
    ].join('\n'),
  );
  await handOver(folder);
  // Where OpenSSH, as root, shuts in what has not signed in yet.
  if (asRoot) await mkdir('/run/sshd', { recursive: true });
  const child = spawn(SSHD, ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  onTestFinished(async () => {
    await stop();
    await rm(room, { recursive: true, force: true });
  });
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`sshd ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const printed = execFileSync('ssh-keygen', ['-l', '-f', `${hostKeyFile}.pub`], { encoding: 'utf8' });
  return {
    folder,
    place: { user: userInfo().username, host: '127.0.0.1', port, path: folder },
    port,
    keyFile,
    fingerprint: printed.split(' ')[1] ?? '',
    hostKeyFile,
    put: async (path, content, modifiedAt = 1_700_000_000) => {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      await utimes(file, modifiedAt, modifiedAt);
      await handOver(folder);
    },
    stop,
  };
}

/** Makes a private key with a passphrase beside that of a server. @returns its path */
export async function lockedKeyOf(server: SshServer, passphrase: string): Promise<string> {
  const file = `${server.keyFile}-locked`;
  await writeFile(file, '');
  await rm(file);
  execFileSync('cp', [server.keyFile, file]);
  execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', passphrase, '-f', file]);
  return file;
}

/** A way to a server that can be cut: counts what comes from it, and cuts where it is told. */
export async function cuttingWay(port: number): Promise<{
  readonly port: number;
  readonly cutAfter: (...bytes: readonly number[]) => void;
  readonly cuts: () => number;
}> {
  let next: number[] = [];
  let cuts = 0;
  const server = createServer((incoming) => {
    const outgoing = connect(port, '127.0.0.1');
    let came = 0;
    const end = (): void => {
      incoming.destroy();
      outgoing.destroy();
    };
    const limit = next.shift();
    outgoing.on('data', (data: Buffer) => {
      came += data.length;
      if (limit !== undefined && came > limit) {
        cuts += 1;
        // A part of what was under way arrives.
        incoming.write(data.subarray(0, data.length - (came - limit)), end);
      } else if (!incoming.write(data)) outgoing.pause();
    });
    incoming.on('drain', () => outgoing.resume());
    incoming.on('data', (data: Buffer) => outgoing.write(data));
    for (const socket of [incoming, outgoing]) {
      socket.on('error', end);
      socket.on('close', end);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    cutAfter: (...bytes) => {
      next = [...bytes];
    },
    cuts: () => cuts,
  };
}
