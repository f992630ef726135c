// Lets the built main process import `electron` from the bench: each start of the program has a module of its own.

const NAMES = [
  'app',
  'BrowserWindow',
  'dialog',
  'ipcMain',
  'Menu',
  'Notification',
  'protocol',
  'safeStorage',
  'screen',
  'session',
  'utilityProcess',
];

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  if (specifier !== 'electron') return next(specifier, context);
  const start = new URL(context.parentURL ?? 'file:///').searchParams.get('start');
  if (start === null) return next(specifier, context);
  return { url: `leadlens-bench:electron-${start}`, format: 'module', shortCircuit: true };
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  const start = /^leadlens-bench:electron-(\d+)$/.exec(url)?.[1];
  if (start === undefined) return next(url, context);
  const source = `export const { ${NAMES.join(', ')} } = globalThis.leadlensBench.get(${start});`;
  return { format: 'module', source, shortCircuit: true };
}
