import { wire } from './wire';

/** Name of the world in which the preload runs. */
export const PRELOAD_WORLD = 'leadlens preload';
/** The one function that the bench gives that world. */
export const BINDING = 'leadlensBench';

/** What the bench calls in that world. */
export interface PreloadWorld {
  /** The answer to a call. */
  settle(id: number, isOk: boolean, text: string): void;
  /** A message of the main process. */
  deliver(channel: string, text: string): void;
}

/**
 * Runs first in the page's own world: puts there what the preload exposes. What crosses between the worlds are events of
 * the document, whose details the browser clones.
 */
function mainWorld(): void {
  if (window !== window.top) return;
  const listeners = new Map<number, (...args: unknown[]) => void>();
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
  >();
  let last = 0;
  const on = (name: string, listener: (detail: never) => void): void => {
    document.addEventListener(`leadlens-bench-${name}`, (event) => {
      listener((event as CustomEvent).detail as never);
    });
  };
  on('expose', ({ name, functions }: { name: string; functions: readonly string[] }) => {
    const api = Object.fromEntries(
      functions.map((method) => [
        method,
        (...args: unknown[]) =>
          new Promise((resolve, reject) => {
            const id = ++last;
            waiting.set(id, { resolve, reject });
            const given = args.map((argument) => {
              if (typeof argument === 'function') {
                listeners.set(++last, argument as () => void);
                return { listener: last };
              }
              // A file does not go from world to world in an event: what names it does.
              return {
                value:
                  argument instanceof File
                    ? { name: argument.name, lastModified: argument.lastModified }
                    : argument,
              };
            });
            try {
              structuredClone(given);
            } catch {
              reject(new Error('An object could not be cloned.'));
              return;
            }
            document.dispatchEvent(
              new CustomEvent('leadlens-bench-call', { detail: { id, method, args: given } }),
            );
          }),
      ]),
    );
    Object.defineProperty(window, name, { value: Object.freeze(api), enumerable: true });
  });
  on('answer', ({ id, value, error }: { id: number; value: unknown; error: string | null }) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === null) call?.resolve(value);
    else call?.reject(new Error(error));
  });
  on('tell', ({ listener, args }: { listener: number; args: readonly unknown[] }) => {
    listeners.get(listener)?.(...args);
  });
}

interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly ({ readonly value: unknown } | { readonly listener: number })[];
}

/** Runs in the preload's world before it: the part of `electron` that a sandboxed preload has. */
function preloadWorld(makeWire: typeof wire, binding: string): void {
  if (window !== window.top) return;
  const { pack, unpack } = makeWire();
  const scope = globalThis as unknown as Record<string, unknown>;
  const post = scope[binding] as (text: string) => void;
  const pending = new Map<number, [(value: unknown) => void, (error: Error) => void]>();
  const heard = new Map<string, ((event: object, ...args: unknown[]) => void)[]>();
  let last = 0;
  const ask = (kind: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const text = pack(args);
      pending.set(++last, [resolve, reject]);
      post(JSON.stringify({ id: last, kind, text }));
    });
  const dispatch = (name: string, detail: unknown): void => {
    document.dispatchEvent(new CustomEvent(`leadlens-bench-${name}`, { detail }));
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: Record<string, (...args: unknown[]) => unknown>): void => {
        document.addEventListener('leadlens-bench-call', (event) => {
          const { id, method, args } = (event as CustomEvent<Call>).detail;
          const given = args.map((argument) =>
            'listener' in argument
              ? (...told: unknown[]) => {
                  dispatch('tell', { listener: argument.listener, args: told });
                }
              : argument.value,
          );
          Promise.resolve()
            .then(() => api[method]?.(...given))
            .then(
              (value) => dispatch('answer', { id, value, error: null }),
              (error: unknown) =>
                dispatch('answer', { id, value: null, error: error instanceof Error ? error.message : '' }),
            );
        });
        dispatch('expose', { name, functions: Object.keys(api) });
      },
    },
    ipcRenderer: {
      invoke: (...args: unknown[]) => ask('invoke', args),
      on: (channel: string, listener: (event: object, ...args: unknown[]) => void): void => {
        heard.set(channel, [...(heard.get(channel) ?? []), listener]);
      },
    },
    webUtils: {
      // The browser tells no page the path of a file: the bench puts it on the place of its last change.
      getPathForFile: (file: File): string =>
        (scope['leadlensPaths'] as Record<string, string> | undefined)?.[
          `${file.name}\n${String(file.lastModified)}`
        ] ?? '',
    },
  };
  scope['require'] = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  scope['leadlensWorld'] = {
    settle: (id, isOk, text) => {
      const [resolve, reject] = pending.get(id) ?? [];
      pending.delete(id);
      if (isOk) resolve?.(unpack(text));
      else reject?.(new Error(text));
    },
    deliver: (channel, text) => {
      for (const listener of heard.get(channel) ?? []) listener({}, ...(unpack(text) as unknown[]));
    },
  } satisfies PreloadWorld;
}

/** What a page runs before its own scripts: in its own world, and in that of the preload. @param preload its source */
export const worldScripts = (preload: string): { readonly main: string; readonly preload: string } => ({
  main: `(${String(mainWorld)})()`,
  preload: `(${String(preloadWorld)})(${String(wire)}, ${JSON.stringify(BINDING)}); if (window === window.top) (() => { ${preload} })()`,
});
