import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const equal = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

function cookieOf(request: IncomingMessage, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value !== undefined) return value;
  }
  return null;
}

export type Verdict =
  /** @property path of what is asked for, within the room */
  | { readonly let: 'in'; readonly path: string }
  /** The first visit with the token of an address: sets the cookie and goes on without the token. */
  | { readonly let: 'welcome'; readonly setCookie: string; readonly isFromElsewhere: boolean }
  | { readonly let: 'out'; readonly reason: string };

/** A path without the room in which everything lies; null outside of it. */
const within = (room: string, pathname: string): string | null =>
  pathname.startsWith(room) ? pathname.slice(room.length - 1) : null;

/** Decides who may speak to the loopback server: only the browser that was opened with a printed address. */
export class Access {
  /** Stands in the printed address. */
  readonly token = randomBytes(32).toString('hex');
  /**
   * The path before all others. Browsers send a cookie to every port of a host, but only where the path is that of the
   * cookie: other servers on this machine never see it, as they cannot know which path to ask a browser for.
   */
  readonly room = `/${randomBytes(16).toString('hex')}/`;
  /** Whether a browser has come with it: others may have read it since. */
  #isUsed = false;
  /** Stands in the cookie; not the token, which the browser's history keeps. */
  readonly #session = randomBytes(32).toString('hex');

  judge(request: IncomingMessage, port: number, url: URL): Verdict {
    const host = request.headers.host ?? '';
    // Another host name that leads here is a page of someone else, rebound to this address.
    if (host !== `127.0.0.1:${String(port)}` && host !== `localhost:${String(port)}`) {
      return { let: 'out', reason: 'The address of the request is not the address of this server.' };
    }
    const origin = request.headers.origin;
    if (origin !== undefined && origin !== `http://${host}`) {
      return { let: 'out', reason: 'The request comes from another page.' };
    }
    // Cookies do not tell ports apart, so the name does.
    const name = `leadlens-${String(port)}`;
    const token = url.searchParams.get('token');
    const site = request.headers['sec-fetch-site'];
    const isFromElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
    const cookie = cookieOf(request, name);
    const isKnown = cookie !== null && equal(cookie, this.#session);
    const path = within(this.room, url.pathname);
    if (request.method === 'GET' && path === '/' && token !== null) {
      const isRight = !this.#isUsed && equal(token, this.token);
      if (isRight) this.#isUsed = true;
      // Who is known already comes back by an old address.
      if (isRight || (isKnown && !isFromElsewhere))
        return {
          let: 'welcome',
          setCookie: `${name}=${this.#session}; HttpOnly; SameSite=Strict; Path=${this.room}`,
          isFromElsewhere,
        };
    }
    if (isFromElsewhere) return { let: 'out', reason: 'The request comes from another page.' };
    if (!isKnown || path === null) {
      return {
        let: 'out',
        reason:
          'This address was used already, or belongs to an earlier start of Leadlens. Start leadlens serve again for a new one.',
      };
    }
    if (request.method === 'POST' && origin === undefined) {
      return { let: 'out', reason: 'The request does not say which page it comes from.' };
    }
    return { let: 'in', path };
  }
}
