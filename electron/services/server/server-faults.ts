import { LeadlensError } from '../../../shared/domain/fault';
import { printableName } from '../../../shared/domain/printable';
import { serverName, type ServerPlace } from '../../../shared/domain/server-place';

/** The connection is gone: what was asked may be asked again over a new one. */
export class ConnectionLost extends Error {
  constructor(why: string, options?: { cause?: unknown }) {
    super(why, options);
    this.name = 'ConnectionLost';
  }
}

/** What a server answers in its status, as SFTP numbers it. */
export const SFTP_STATUS = { end: 1, noSuchFile: 2, noRight: 3 } as const;

export const statusOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : null;

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What the system says of a connection, in words. */
const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no server has this name',
  EAI_AGAIN: 'its name cannot be looked up now',
  ECONNREFUSED: 'nothing answers at this port',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
};

export const whyLost = (error: unknown): string =>
  WORDS[codeOf(error)] ??
  (error instanceof Error && /timed out/i.test(error.message)
    ? 'it does not answer'
    : 'the connection was cut');

export const unreachable = (place: ServerPlace, cause: Error): LeadlensError =>
  new LeadlensError(
    {
      kind: 'input',
      code: 'server_unreachable',
      message: `The server ${serverName(place)} cannot be reached: ${cause.message}.`,
      hint: 'Check its name and port, and that this machine has a network; then fetch again. What came before is kept.',
    },
    { cause },
  );

export const notLetIn = (place: ServerPlace, tried: readonly string[]): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'server_refused_user',
    message: `The server ${serverName(place)} does not let ${printableName(place.user)} in with ${tried.join(' or ')}.`,
    hint: 'Check user, password and key file, and that the server knows the public key.',
  });

export const nothingToShow = (place: ServerPlace): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'server_no_proof',
    message: `There is nothing that ${printableName(place.user)} could sign in to ${serverName(place)} with.`,
    hint: 'Start an agent (SSH_AUTH_SOCK), give a key file (--key-file), or a password (LEADLENS_SFTP_PASSWORD).',
  });

export const keyFileFault = (file: string, why: string, hint: string, cause?: unknown): LeadlensError =>
  new LeadlensError(
    {
      kind: 'input',
      code: 'key_file',
      message: `The key file ${printableName(file)} cannot be used: ${why}.`,
      hint,
      file,
    },
    { cause },
  );

export const keyChanged = (place: ServerPlace, known: string, now: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'server_key_changed',
    message: `The server ${serverName(place)} shows another key than before: ${now}, not ${known}. It may be another machine that takes its place, so nothing was sent to it.`,
    hint: `Ask who runs the server. If the new key is right, accept it: --host-key ${now} on the command line, or “Accept this key” on the screen.`,
  });

export const keyUnlike = (place: ServerPlace, expected: string, now: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'server_key_unlike',
    message: `The server ${serverName(place)} shows the key ${now}, not ${expected}, which was given. Nothing was sent to it.`,
    hint: 'Ask who runs the server which key it has.',
  });

export const notSftp = (place: ServerPlace, cause: unknown): LeadlensError =>
  new LeadlensError(
    {
      kind: 'input',
      code: 'server_no_sftp',
      message: `The server ${serverName(place)} offers no SFTP to ${printableName(place.user)}.`,
      hint: 'Ask who runs the server to switch it on.',
    },
    { cause },
  );

export const noFolder = (place: ServerPlace, cause: unknown): LeadlensError =>
  new LeadlensError(
    {
      kind: 'input',
      code: 'server_folder',
      message: `The folder ${printableName(place.path)} on ${serverName(place)} cannot be read: ${
        statusOf(cause) === SFTP_STATUS.noRight
          ? `${printableName(place.user)} has no right to read it`
          : 'it is not there, or is no folder'
      }.`,
      hint: 'Check the path, and the rights of the user on the server.',
    },
    { cause },
  );

export const tooMuch = (place: ServerPlace, what: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'server_folder',
    message: `The folder ${printableName(place.path)} on ${serverName(place)} has ${what}.`,
    hint: 'Give the folder that holds the exports alone.',
  });
