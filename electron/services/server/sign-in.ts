import { readFile } from 'node:fs/promises';
import type { ConnectConfig } from 'ssh2';
import type { ServerPlace } from '../../../shared/domain/server-place';
import { codeOf, keyFileFault, nothingToShow } from './server-faults';

/** What a user can prove with who they are. Passwords and passphrases are never kept with a project, logged or quoted. */
export interface Proof {
  /** Where the agent listens (`SSH_AUTH_SOCK`); null: none is asked. */
  readonly agent: string | null;
  /** Path of a private key; null: none. */
  readonly keyFile: string | null;
  readonly passphrase: string | null;
  readonly password: string | null;
}

/** What stands for an agent on Windows where no environment says otherwise: the pipe of the one that comes with it. */
const WINDOWS_AGENT = '\\\\.\\pipe\\openssh-ssh-agent';

/** The agent that the environment names; null: none. */
export function agentOf(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string = process.platform,
): string | null {
  const named = environment['SSH_AUTH_SOCK'];
  if (named !== undefined && named !== '') return named;
  return platform === 'win32' ? WINDOWS_AGENT : null;
}

/** How a proof is called when it was not enough. */
export const inWords = (proof: Proof): readonly string[] => [
  ...(proof.keyFile === null ? [] : ['this key file']),
  ...(proof.agent === null ? [] : ['a key of the agent']),
  ...(proof.password === null ? [] : ['this password']),
];

/**
 * A proof as the library takes it; the key file is read and decrypted.
 * @throws LeadlensError `key_file`, `server_no_proof`
 */
export async function signInWith(
  proof: Proof,
  place: ServerPlace,
): Promise<
  Pick<ConnectConfig, 'username' | 'agent' | 'privateKey' | 'passphrase' | 'password' | 'tryKeyboard'>
> {
  if (proof.agent === null && proof.keyFile === null && proof.password === null) throw nothingToShow(place);
  return {
    username: place.user,
    ...(proof.agent === null ? {} : { agent: proof.agent }),
    ...(proof.keyFile === null ? {} : { privateKey: await privateKeyOf(proof.keyFile, proof.passphrase) }),
    ...(proof.keyFile === null || proof.passphrase === null ? {} : { passphrase: proof.passphrase }),
    // Many servers ask for the password in a dialog of their own.
    ...(proof.password === null ? {} : { password: proof.password, tryKeyboard: true }),
  };
}

async function privateKeyOf(file: string, passphrase: string | null): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const why = codeOf(error) === 'ENOENT' ? 'it is not there' : `it cannot be read (${codeOf(error)})`;
    throw keyFileFault(file, why, 'Check its path, and that you may read it.', error);
  }
  const { utils } = (await import('ssh2')).default;
  const key = utils.parseKey(bytes, passphrase ?? undefined);
  // What the library says of it is not told on: it may quote the file.
  if (!(key instanceof Error)) {
    if ([key].flat().every((each) => each.isPrivateKey())) return bytes;
    throw keyFileFault(file, 'it is a public key', 'Give the private key: the file without .pub.');
  }
  if (/passphrase given|encrypted/i.test(key.message) && passphrase === null)
    throw keyFileFault(
      file,
      'it has a passphrase',
      'Give it: LEADLENS_SFTP_PASSPHRASE on the command line, or the field on the screen; or add the key to an agent.',
    );
  if (passphrase !== null && /passphrase|decrypt|integrity|checkint|malformed/i.test(key.message))
    throw keyFileFault(file, 'the passphrase does not open it', 'Check the passphrase.');
  throw keyFileFault(file, 'it is no private key that is known', 'Give a key that ssh-keygen made.');
}
