import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { faultOf, LeadlensError } from '../../shared/domain/fault';
import { loggedMessage } from '../../shared/domain/log-words';
import { answer, faultAnswer, jsonAnswer, type Answer } from '../services/answer';
import { createFileProtocol, type FileProtocol } from '../services/file-protocol';
import type { Grants } from '../services/grants';
import { replyToHostCall, type HostMethods } from '../services/host-methods';
import { listStaticFiles } from '../services/static-files';
import { Access } from './access';

export interface LocalServer {
  /** The address to open, with a token that is good for one visit. */
  readonly address: string;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Where the page lies: what it is made of, files and methods lie below. Ends with `/`. */
  readonly page: string;
  close(): Promise<void>;
}

/** How long a connection may keep the server waiting. */
interface Patience {
  /** Until the head of a request is there. */
  readonly headersMs: number;
  /** Until all of it is there. */
  readonly requestMs: number;
  /** Without a byte in either direction. */
  readonly idleMs: number;
  /** Between two looks at who is waited for. */
  readonly checkMs: number;
}

const PATIENCE: Patience = { headersMs: 15_000, requestMs: 120_000, idleMs: 300_000, checkMs: 5_000 };

/** A browser opens a few at a time. */
const MOST_CONNECTIONS = 256;

/** A log of a hundred thousand decisions, to be taken in, stays below this. */
const MOST_BYTES = 64 * 1024 * 1024;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // The rest is read and forgotten, so that the asker is still there for the answer.
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  if (bytes > MOST_BYTES) {
    throw new LeadlensError({ kind: 'bug', code: 'too_large', message: 'The request is too large.' });
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text === '' ? '{}' : text) as unknown;
  } catch (error) {
    throw new LeadlensError(
      { kind: 'bug', code: 'bad_request', message: 'The request is no JSON.' },
      { cause: error },
    );
  }
}

async function callHost(methods: HostMethods, url: URL, request: IncomingMessage): Promise<Answer> {
  if (request.method !== 'POST') {
    throw new LeadlensError({
      kind: 'bug',
      code: 'method_not_allowed',
      message: 'Host methods answer to POST.',
    });
  }
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new LeadlensError({ kind: 'bug', code: 'bad_request', message: 'Host methods take JSON.' });
  }
  const reply = await replyToHostCall(methods, url.pathname.slice('/api/'.length), await bodyOf(request));
  return reply.ok ? jsonAnswer(200, reply.answer) : faultAnswer(reply.fault);
}

function answerTo(
  request: IncomingMessage,
  url: URL,
  methods: HostMethods,
  files: FileProtocol,
  signal: AbortSignal,
): Promise<Answer> {
  if (url.pathname.startsWith('/api/')) return callHost(methods, url, request);
  return files({
    method: request.method ?? 'GET',
    url: url.pathname + url.search,
    header: (name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? value : null;
    },
    signal,
  });
}

async function send(response: ServerResponse, { status, headers, body }: Answer): Promise<void> {
  response.writeHead(status, { ...headers });
  if (body === null || body instanceof Uint8Array) response.end(body);
  else await pipeline(Readable.from(body, { objectMode: false }), response);
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        new LeadlensError(
          {
            kind: 'environment',
            code: 'port_taken',
            message: `The loopback server cannot start on port ${String(port)}: ${error.message}.`,
            hint: 'Choose another port, or none to get a free one.',
          },
          { cause: error },
        ),
      );
    });
    // The number, not a name: a name could lead to an address that other machines reach.
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

/**
 * Serves the built page, the files of the granted folders and the host methods on 127.0.0.1 to one browser.
 * @param options.root folder of the built page
 * @param options.port 0 or absent: a free one
 * @throws LeadlensError `port_taken`, `page_missing`
 */
export async function startLocalServer(options: {
  readonly root: string;
  readonly grants: Grants;
  readonly methods: HostMethods;
  readonly port?: number;
  readonly patience?: Patience;
  readonly warn: (message: string) => void;
}): Promise<LocalServer> {
  const staticFiles = await listStaticFiles(options.root).catch((error: unknown) => {
    throw new LeadlensError(
      {
        kind: 'environment',
        code: 'page_missing',
        message: `The built page is not in ${options.root}.`,
        hint: 'Build it with: npm run build',
      },
      { cause: error },
    );
  });
  const files = createFileProtocol({ grants: options.grants, staticFiles });
  const access = new Access();
  let port = 0;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const controller = new AbortController();
    response.once('close', () => {
      controller.abort();
    });
    let result: Answer;
    try {
      const url = new URL(`http://127.0.0.1${request.url?.startsWith('/') ? request.url : '/'}`);
      const verdict = access.judge(request, port, url);
      switch (verdict.let) {
        case 'welcome':
          result = answer(
            // Where another page led here, the cookie would not come along with what that page asks for next.
            verdict.isFromElsewhere ? 200 : 303,
            {
              ...(verdict.isFromElsewhere ? { Refresh: `0; url=${access.room}` } : { Location: access.room }),
              'Set-Cookie': verdict.setCookie,
              'Content-Length': '0',
            },
            null,
          );
          break;
        case 'out':
          throw new LeadlensError({ kind: 'input', code: 'wrong_door', message: verdict.reason });
        case 'in':
          url.pathname = verdict.path;
          result = await answerTo(request, url, options.methods, files, controller.signal);
      }
    } catch (error) {
      result = faultAnswer(faultOf(error));
    }
    await send(response, request.method === 'HEAD' ? { ...result, body: null } : result);
  };

  const { headersMs, requestMs, idleMs, checkMs } = options.patience ?? PATIENCE;
  const limits = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
  };
  const server = createServer(limits, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      // The headers are out: all that is left is to break off, so that nobody takes a part for the whole.
      response.destroy();
      const readerLeft =
        error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
      if (!readerLeft) options.warn(loggedMessage(error));
    });
  });
  server.setTimeout(idleMs);
  server.maxConnections = MOST_CONNECTIONS;
  port = await listen(server, options.port ?? 0);
  const origin = `http://127.0.0.1:${String(port)}`;

  return {
    origin,
    page: origin + access.room,
    address: `${origin}${access.room}?token=${access.token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
