import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { SessionDouble } from './session-double';

const OWN = 'app://leadlens';

/** Where the scheme of the program is served to the browser, which has no origin for schemes that it does not know. */
export interface SchemeServer {
  /** An address of the browser as the program hears it. */
  readonly asProgram: (url: string) => string;
  readonly asBrowser: (url: string) => string;
  readonly close: () => void;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer | null> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length === 0 ? null : Buffer.concat(parts);
};

/** Serves what the program's own handler answers, on this machine alone. */
export async function serveScheme(session: SessionDouble): Promise<SchemeServer> {
  const server: Server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const handler = session.handlers.get('app');
      if (!handler) throw new Error('The program serves no pages.');
      const body = await bodyOf(request);
      const headers = Object.entries(request.headers).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      );
      const asked = new Request(OWN + (request.url ?? ''), {
        method: request.method ?? 'GET',
        headers,
        ...(body === null ? {} : { body: new Uint8Array(body) }),
      });
      const given = await handler(asked);
      response.writeHead(given.status, Object.fromEntries(given.headers));
      if (given.body === null) response.end();
      else await pipeline(Readable.fromWeb(given.body as ReadableStream), response);
    };
    // The page may be gone before its answer.
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const served = `http://leadlens.localhost:${String((server.address() as AddressInfo).port)}`;
  const moved = (from: string, to: string) => (url: string) =>
    url === from || url.startsWith(`${from}/`) ? to + url.slice(from.length) : url;
  return {
    asProgram: moved(served, OWN),
    asBrowser: moved(OWN, served),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
