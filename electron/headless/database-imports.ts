import { randomFillSync } from 'node:crypto';

/** Random bytes that are taken from the platform at a time. */
const POOL_BYTES = 4096;

/** What a call of WASI gives where it went well. */
const SUCCESS = 0;

/**
 * The imports of the database with two replaced that cost it a tenth of its start:
 * - The addresses of 265 functions that draw (`emscripten_gl…`), of which each would be compiled to a module of its own. Nothing
 *   here draws, and the database asks for none of them.
 * - Random bytes, of which it takes eight at a time, several times a statement.
 * @param imports as the package gives them
 */
export function leanImports(imports: WebAssembly.Imports): WebAssembly.Imports {
  const { env, 'GOT.func': addresses, wasi_snapshot_preview1: wasi } = imports;
  const memory = env?.['memory'];
  if (!env || !addresses || !wasi || !(memory instanceof WebAssembly.Memory)) {
    throw new Error('The imports of the database are not those that this build knows.');
  }
  return {
    ...imports,
    'GOT.func': new Proxy(addresses, {
      get: (target, name) =>
        typeof name === 'string' && name.startsWith('emscripten_gl')
          ? new WebAssembly.Global({ value: 'i32', mutable: true }, 0)
          : target[String(name)],
    }),
    wasi_snapshot_preview1: { ...wasi, random_get: randomGet(memory) },
  };
}

/** WASI's `random_get`: writes random bytes to an address. They come from the platform in larger pieces. */
function randomGet(memory: WebAssembly.Memory): (address: number, length: number) => number {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (address, length) => {
    const to = new Uint8Array(memory.buffer, address >>> 0, length >>> 0);
    if (to.length > POOL_BYTES) {
      randomFillSync(to);
      return SUCCESS;
    }
    if (used + to.length > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    to.set(pool.subarray(used, used + to.length));
    pool.fill(0, used, used + to.length);
    used += to.length;
    return SUCCESS;
  };
}
