import {
  engineRequests,
  type EngineAnswers,
  type EngineMethod,
  type EngineRequest,
} from '../contract/engine';
import type { Progress } from '../contract/run';
import type { ExportChunk } from '../contract/report';
import { cancelled, faultOf, LeadlensError } from '../domain/fault';
import type { Port } from '../ports/port';
import type { ClientMessage, ServerMessage } from './messages';

export interface CallContext {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** Hands over a piece of a file; its bytes are given away. Resolves when it was taken. */
  readonly send: (chunk: ExportChunk) => Promise<void>;
}

export type EngineHandlers = {
  readonly [M in EngineMethod]: (
    request: EngineRequest<M>,
    context: CallContext,
  ) => Promise<EngineAnswers[M]>;
};

const isMethod = (method: string): method is EngineMethod => Object.hasOwn(engineRequests, method);

async function dispatch(
  handlers: EngineHandlers,
  method: string,
  request: unknown,
  context: CallContext,
): Promise<unknown> {
  if (!isMethod(method)) {
    throw new LeadlensError({
      kind: 'bug',
      code: 'unknown_method',
      message: `The engine has no method ${method}.`,
    });
  }
  const parsed = engineRequests[method].safeParse(request);
  if (!parsed.success) {
    throw new LeadlensError({
      kind: 'bug',
      code: 'bad_request',
      message: `The request for ${method} is malformed: ${parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`,
    });
  }
  const handler = handlers[method] as (request: unknown, context: CallContext) => Promise<unknown>;
  return handler(parsed.data, context);
}

/** Answers the calls that come in over `port`. Errors become plain faults here, and only here. */
export function serveRpc(port: Port, handlers: EngineHandlers): void {
  const running = new Map<number, AbortController>();
  const untaken = new Map<number, () => void>();
  const post = (message: ServerMessage): void => {
    port.post(message);
  };
  const sendChunk = (id: number, chunk: ExportChunk, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => {
        untaken.delete(id);
        reject(cancelled());
      };
      if (signal.aborted) {
        onAbort();
        return;
      }
      signal.addEventListener('abort', onAbort, { once: true });
      untaken.set(id, () => {
        untaken.delete(id);
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
      const message: ServerMessage = { type: 'chunk', id, chunk };
      // Bytes that have a buffer to themselves go over without a copy.
      const { bytes } = chunk;
      port.post(message, bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : []);
    });

  port.listen((raw) => {
    const message = raw as ClientMessage;
    if (message.type === 'cancel') {
      running.get(message.id)?.abort();
      return;
    }
    if (message.type === 'taken') {
      untaken.get(message.id)?.();
      return;
    }
    const { id } = message;
    const controller = new AbortController();
    running.set(id, controller);
    dispatch(handlers, message.method, message.request, {
      signal: controller.signal,
      progress: (progress) => {
        post({ type: 'progress', id, progress });
      },
      send: (chunk) => sendChunk(id, chunk, controller.signal),
    })
      .then(
        (answer) => {
          post({ type: 'answer', id, answer });
        },
        (error: unknown) => {
          post({ type: 'fault', id, fault: faultOf(error) });
        },
      )
      .finally(() => running.delete(id));
  });
}
