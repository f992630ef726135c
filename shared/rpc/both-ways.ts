import type { Port } from '../ports/port';

const FROM_CLIENTS: ReadonlySet<unknown> = new Set(['call', 'cancel', 'taken']);

const isFromClient = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'type' in message && FROM_CLIENTS.has(message.type);

/**
 * One channel on which both ends ask and answer: what a client of the other side says goes to `forServer`, all else to
 * `forClient`.
 * @param heard told of each message before it is passed on
 */
export function bothWays(
  port: Port,
  heard: () => void = () => undefined,
): { readonly forClient: Port; readonly forServer: Port } {
  const listeners = new Map<boolean, (message: unknown) => void>();
  port.listen((message) => {
    heard();
    listeners.get(isFromClient(message))?.(message);
  });
  const end = (isServer: boolean): Port => ({
    post: (message, transfer) => {
      port.post(message, transfer);
    },
    listen: (listener) => {
      listeners.set(isServer, listener);
    },
    close: () => {
      port.close();
    },
  });
  return { forClient: end(false), forServer: end(true) };
}
