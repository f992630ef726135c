import { basename, dirname, join, resolve } from 'node:path';
import { formatBytes, formatCountOf } from '../../shared/charts/format';
import type { ServerSource } from '../../shared/contract/project';
import { printable } from '../../shared/domain/printable';
import { serverName, serverPlaceOf, type ServerPlace } from '../../shared/domain/server-place';
import { dataDirectory } from '../services/data-directory';
import { ENDING } from '../services/project-file';
import type { Fetched } from '../services/server/fetch-place';
import { mirrorName } from '../services/server/mirror-place';
import type { Proof } from '../services/server/sign-in';
import type { CliContext } from './cli-context';
import { usageFault } from './exit-codes';
import type { GivenProject } from './given-project';
import { progressLine } from './progress-line';

/** What the command line says of a server. Passwords come by the environment only: arguments are seen by others. */
export interface ServerOptions {
  /** `sftp://user@host[:port]/path` */
  readonly from?: string;
  /** Private key; else the agent and the password that the environment names. */
  readonly keyFile?: string;
  /** The key that the server has, as `SHA256:…`. */
  readonly hostKey?: string;
}

/** Where the files of a run lie. */
export interface GivenSource {
  readonly folder: string;
  /** Brings what is new on the server into the folder, and says what came; null: nothing is fetched. @throws LeadlensError */
  readonly fetch: (() => Promise<Fetched>) | null;
}

/** Beside the project; without one, in the data directory, where the window has it, too. */
function mirrorOf(place: ServerPlace, project: string | null): string {
  if (project !== null) {
    const folder = resolve(project);
    return join(dirname(folder), `${basename(folder, ENDING)}.files`);
  }
  return join(dataDirectory(), 'mirrors', mirrorName(place));
}

/**
 * The folder of a run: the one that was given, or the mirror of a server that was given or that the project names.
 * @throws LeadlensError `bad_usage`, `bad_place`, `mirror_taken`, `write_failed`
 */
export async function sourceOf(
  folder: string | undefined,
  options: ServerOptions,
  project: GivenProject,
  context: CliContext,
): Promise<GivenSource> {
  const { from } = options;
  if (folder !== undefined && from !== undefined)
    throw usageFault('A folder and --from are two places of the files.', 'Give one of them.');
  if (folder !== undefined) return { folder, fetch: null };
  const { server } = project.settings;
  const address = from ?? server?.address;
  if (address === undefined)
    throw usageFault(
      'It is not said where the files are.',
      'Give the folder that holds the exports, or --from sftp://user@host/path.',
    );
  const place = serverPlaceOf(address);
  // What is not used costs a start nothing.
  const { mirrorFolder } = await import('../services/server/mirror');
  const mirror = await mirrorFolder(mirrorOf(place, project.folder), place);
  const proof = await proofOf(options, from === undefined ? server : null);
  return { folder: mirror, fetch: () => fetchInto(mirror, place, proof, options.hostKey ?? null, context) };
}

/** @param server what the project says, where the place is the project's */
async function proofOf({ keyFile }: ServerOptions, server: ServerSource | null): Promise<Proof> {
  const { agentOf } = await import('../services/server/sign-in');
  const said = (name: string): string | null => process.env[name] ?? null;
  const file = keyFile ?? (server?.signIn === 'key' ? server.keyFile : null);
  return {
    // A key that was named is the one to sign in with.
    agent: file === null ? agentOf(process.env) : null,
    keyFile: file,
    passphrase: said('LEADLENS_SFTP_PASSPHRASE'),
    password: said('LEADLENS_SFTP_PASSWORD'),
  };
}

async function fetchInto(
  mirror: string,
  place: ServerPlace,
  proof: Proof,
  expected: string | null,
  context: CliContext,
): Promise<Fetched> {
  const { fetchPlace } = await import('../services/server/fetch-place');
  const { FINGERPRINT, KnownServers } = await import('../services/server/host-key');
  if (expected !== null && !FINGERPRINT.test(expected))
    throw usageFault(
      'What --host-key gives is no key of a server.',
      'Give it as ssh-keygen -l prints it: SHA256: and 43 characters.',
    );
  const line = progressLine(context);
  try {
    const fetched = await fetchPlace({
      place,
      proof,
      expected,
      mirror,
      servers: new KnownServers(dataDirectory()),
      signal: context.signal,
      onProgress: ({ label, done, total }) => line.show(`Fetching ${label}`, done, total),
    });
    line.clear();
    context.stderr(printable(fetchedText(fetched, place)));
    return fetched;
  } finally {
    line.clear();
  }
}

/** What a fetch did, for standard error; the findings of the run say more of what did not come. */
function fetchedText(fetched: Fetched, place: ServerPlace): string {
  const { came, bytes, gone, refused, waiting, key, isFirst, mirror } = fetched;
  const parts = [
    came.length === 0
      ? 'nothing new'
      : `${formatCountOf(came.length, 'new or changed file')}, ${formatBytes(bytes)}`,
    ...(gone.length === 0 ? [] : [`${formatCountOf(gone.length, 'file')} not there any more`]),
    ...(refused.length === 0 ? [] : [`${formatCountOf(refused.length, 'file')} that cannot be fetched`]),
    ...(waiting.length === 0 ? [] : [`${formatCountOf(waiting.length, 'file')} that may still be written`]),
  ];
  return [
    ...(isFirst
      ? [
          `leadlens: ${serverName(place)} is known from now on by its key ${key.fingerprint} (${key.type}). Compare it with what its owner says.\n`,
        ]
      : []),
    `leadlens: ${fetched.place}: ${parts.join('; ')}${came.length === 0 ? '' : `. The files lie in ${mirror}`}.\n`,
  ].join('');
}
