import { protocol, type Session } from 'electron';
import { faultOf, LeadlensError } from '../shared/domain/fault';
import { APP_SCHEME, isAppUrl } from './app-origin';
import { faultAnswer, type Answer } from './services/answer';
import type { FileProtocol } from './services/file-protocol';

/** Tells Electron what kind of scheme ours is. Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, bypassCSP: false, codeCache: true },
    },
  ]);
}

function bodyOf(body: Answer['body']): ReadableStream<Uint8Array> | null {
  if (body === null) return null;
  if (body instanceof Uint8Array) {
    return new ReadableStream({
      start(controller) {
        controller.enqueue(body);
        controller.close();
      },
    });
  }
  const iterator = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const result = await iterator.next();
      if (result.done === true) controller.close();
      else controller.enqueue(result.value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

const responseOf = ({ status, headers, body }: Answer): Response =>
  new Response(bodyOf(body), { status, headers: { ...headers } });

/** Serves the page and the granted files to the window. */
export function serveAppScheme(session: Session, files: FileProtocol): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    if (!isAppUrl(request.url)) {
      const elsewhere = new LeadlensError({
        kind: 'input',
        code: 'wrong_door',
        message: 'There is nothing at this address.',
      });
      return responseOf(faultAnswer(faultOf(elsewhere)));
    }
    const url = new URL(request.url);
    return responseOf(
      await files({
        method: request.method,
        url: url.pathname + url.search,
        header: (name) => request.headers.get(name),
        signal: request.signal,
      }),
    );
  });
}
