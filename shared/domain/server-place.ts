import { LeadlensError } from './fault';
import { hasUnprintable } from './printable';

/** A folder on a server that is reached by SFTP. */
export interface ServerPlace {
  readonly user: string;
  /** Name or address; of IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** As the server takes it: from its root with `/`, or from the user's home where it does not begin so. */
  readonly path: string;
}

const SFTP_PORT = 22;
const FORM = /^sftp:\/\/(?:([^@/]*)@)?(\[[0-9a-f:.]+\]|[^/:@[\]\s]+)(?::(\d{1,5}))?(\/.*)?$/i;
/** What must not be mistaken for another part of the address when it is read again. */
const TO_ESCAPE = /[%?#@\s]/g;

const bad = (what: string, hint: string): LeadlensError =>
  new LeadlensError({ kind: 'input', code: 'bad_place', message: what, hint });

const EXAMPLE = 'Write it as sftp://user@host/path, or sftp://user@host:2222/path with a port.';

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw bad('The address of the server has a % that stands for nothing.', 'Write a % as %25.');
  }
}

const escaped = (part: string): string => part.replace(TO_ESCAPE, encodeURIComponent);

/**
 * Reads `sftp://user@host[:port]/path`. The path begins at the server's root; `/~/path` begins at the user's home, as does
 * an address without a path.
 * @throws LeadlensError `bad_place`, which never quotes what was given: it may hold a password
 */
export function serverPlaceOf(text: string): ServerPlace {
  const [, login = '', host = '', port, way = '/~'] = FORM.exec(text.trim()) ?? [];
  if (host === '') throw bad('This is no address of a folder on a server.', EXAMPLE);
  if (login.includes(':'))
    throw bad(
      'A password does not belong into the address: it would be kept and shown with it.',
      'Give the address without it, and the password where it is asked for.',
    );
  if (login === '') throw bad('The address of the server does not say who signs in.', EXAMPLE);
  if (/[?#]/.test(way)) throw bad('The path has a ? or a #.', 'Write them as %3F and %23.');
  const number = port === undefined ? SFTP_PORT : Number(port);
  if (number < 1 || number > 65_535)
    throw bad('The address of the server has no such port.', 'A port is a number from 1 to 65535.');
  const path = decoded(way).replace(/(?<=.)\/+$/, '');
  const place = {
    user: decoded(login),
    host: host.replace(/^\[|\]$/g, '').toLowerCase(),
    port: number,
    path: path === '/~' ? '.' : path.startsWith('/~/') ? path.slice(3) : path,
  };
  if (hasUnprintable(place.user) || hasUnprintable(place.path))
    throw bad('The address of the server has control characters.', EXAMPLE);
  return place;
}

/** Whether `serverPlaceOf` reads it. */
export function isServerPlace(text: string): boolean {
  try {
    serverPlaceOf(text);
    return true;
  } catch {
    return false;
  }
}

/** `host` or `host:port`: what a key is pinned to. */
export function serverName({ host, port }: Pick<ServerPlace, 'host' | 'port'>): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === SFTP_PORT ? name : `${name}:${String(port)}`;
}

/** The address as it is kept and shown; `serverPlaceOf` reads it again. */
export function serverAddress(place: ServerPlace): string {
  const way = place.path === '.' ? '/~' : place.path.startsWith('/') ? place.path : `/~/${place.path}`;
  return `sftp://${escaped(place.user)}@${serverName(place)}${escaped(way)}`;
}
