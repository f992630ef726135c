import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchPlace, type Fetched, type FetchOptions } from '../../electron/services/server/fetch-place';
import { KnownServers } from '../../electron/services/server/host-key';
import type { Proof } from '../../electron/services/server/sign-in';
import { MIRROR_FOLDER } from '../../electron/services/server/mirror-state';
import { onTestFinished } from 'vitest';
import { startMadeUpServer, type MadeUp, type MadeUpServer } from './made-up-server';
import { temporaryFolder } from './temporary-folder';

export const NO_PROOF: Proof = { agent: null, keyFile: null, passphrase: null, password: null };

/** Somebody who fetches from servers: what they know of them, and the mirror of one. */
export interface Fetcher {
  readonly home: string;
  readonly mirror: string;
  /** Fetches; without pauses where a test does not ask for one. */
  readonly fetch: (options?: Partial<FetchOptions>) => Promise<Fetched>;
}

export async function fetcher(
  given: Pick<FetchOptions, 'place'> & Partial<FetchOptions> & { readonly keyFile?: string },
): Promise<Fetcher> {
  const home = await temporaryFolder();
  const mirror = join(home, 'mirror');
  const { keyFile = null, ...options } = given;
  return {
    home,
    mirror,
    fetch: (more = {}) =>
      fetchPlace({
        proof: { ...NO_PROOF, keyFile },
        servers: new KnownServers(home),
        expected: null,
        signal: new AbortController().signal,
        mirror,
        restsAfterMs: 0,
        firstPauseMs: 1,
        ...options,
        ...more,
      }),
  };
}

/** All files of a mirror by path, with their content; also what is not whole yet. */
export async function filesIn(mirror: string): Promise<Readonly<Record<string, string>>> {
  const all: [string, string][] = [];
  for (const entry of await readdir(mirror, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(mirror.length + 1);
    if (path !== `${MIRROR_FOLDER}/state.json`) all.push([path, await readFile(file, 'utf8')]);
  }
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A server that is gone with the test. */
export async function madeUpServer(made: MadeUp): Promise<MadeUpServer> {
  const server = await startMadeUpServer(made);
  onTestFinished(server.close);
  return server;
}
