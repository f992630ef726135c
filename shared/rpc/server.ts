import {
  engineRequests,
  type EngineAnswers,
  type EngineMethod,
  type EngineRequest,
  type Progress,
} from '../contract/engine';
import { faultOf, LeadlensError } from '../domain/fault';
import type { Port } from '../ports/port';
import type { ClientMessage, ServerMessage } from './messages';

export interface CallContext {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
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
  const post = (message: ServerMessage): void => {
    port.post(message);
  };
  port.listen((raw) => {
    const message = raw as ClientMessage;
    if (message.type === 'cancel') {
      running.get(message.id)?.abort();
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
