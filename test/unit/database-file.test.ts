import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseSync } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileDatabase } from '../../electron/headless/compile-database';
import { leanImports } from '../../electron/headless/database-imports';
import { openDatabaseInNode } from '../../electron/headless/duckdb-node';
import { withoutUnusedDatabase } from '../../electron/launch/database-script';
import { namesIn, withoutLinkExports } from '../../electron/launch/database-file';

const folder = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
const ofPackage = (file: string): string => join(folder, file);

describe('the database file of a build', () => {
  const script = readFileSync(ofPackage('duckdb-node-blocking.cjs'), 'utf8');
  let whole: WebAssembly.Module;
  let light: WebAssembly.Module;
  const exportsOf = (module: WebAssembly.Module): ReadonlySet<string> =>
    new Set(WebAssembly.Module.exports(module).map(({ name }) => name));

  beforeAll(async () => {
    const bytes = readFileSync(ofPackage('duckdb-eh.wasm'));
    whole = await WebAssembly.compile(bytes);
    light = await WebAssembly.compile(Uint8Array.from(withoutLinkExports(bytes, namesIn(script))));
  });

  test('has what the script of the package calls by its name, and far fewer exports', () => {
    const called = [...script.matchAll(/ccall\("(\w+)"/g)].map(([, name]) => name ?? '');
    expect(called.length).toBeGreaterThan(0);
    const [all, left] = [exportsOf(whole), exportsOf(light)];
    expect(called.filter((name) => all.has(name) && !left.has(name))).toEqual([]);
    for (const name of ['malloc', 'free', '__wasm_call_ctors', 'duckdb_web_open'])
      expect(left).toContain(name);
    expect(left.size).toBeLessThan(all.size / 100);
  });

  test('imports what it did', () => {
    expect(WebAssembly.Module.imports(light)).toEqual(WebAssembly.Module.imports(whole));
  });

  test('a module without exports is not taken for the database', () => {
    const empty = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    expect(() => withoutLinkExports(empty, new Set())).toThrow('not what this build knows');
  });
});

describe('the script of the database in a build', () => {
  const parse = (text: string) => parseSync('script.js', text).program;
  test.each(['duckdb-node-blocking.cjs', 'duckdb-browser-blocking.mjs'])(
    '%s has the one database of two that is taken',
    (file) => {
      const script = readFileSync(ofPackage(file), 'utf8');
      const light = withoutUnusedDatabase(script, parse);
      expect(light.length).toBeLessThan(script.length * 0.6);
      const starts = (text: string): number => text.split('_duckdb_web_open').length;
      expect(starts(light)).toBeLessThan(starts(script));
      expect(starts(light)).toBeGreaterThan(1);
    },
  );

  test('that is another one is not guessed at', () => {
    expect(() => withoutUnusedDatabase('var a = 1;', parse)).toThrow('not what this build knows');
  });
});

describe('a database file', () => {
  test('that is not there is told', () => {
    expect(() => compileDatabase('/no/such/duckdb.wasm')).toThrow('ENOENT');
  });

  test('of which the imports are others is told', async () => {
    const empty = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    await expect(openDatabaseInNode(await WebAssembly.compile(empty))).rejects.toThrow();
  });
});

describe('the imports of the database', () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const [given, slow] = [() => 0, () => 1];
  const lean = (): WebAssembly.Imports =>
    leanImports({
      env: { memory },
      'GOT.func': { emscripten_glClear: slow, strftime: given },
      wasi_snapshot_preview1: { fd_close: given, random_get: slow },
    });

  test('name no function that draws, and all others as they were', () => {
    const { 'GOT.func': addresses, wasi_snapshot_preview1: wasi } = lean();
    expect(addresses?.['emscripten_glClear']).toBeInstanceOf(WebAssembly.Global);
    expect(addresses?.['strftime']).toBe(given);
    expect(wasi?.['fd_close']).toBe(given);
  });

  test('write random bytes where they are asked for and nowhere else, never the same ones', () => {
    const randomGet = lean()['wasi_snapshot_preview1']?.['random_get'] as (
      at: number,
      length: number,
    ) => number;
    const bytes = new Uint8Array(memory.buffer);
    const seen = new Set<string>();
    for (let i = 0; i < 2000; i++) {
      expect(randomGet(64, 8)).toBe(0);
      seen.add(bytes.slice(64, 72).join());
    }
    expect(seen.size).toBe(2000);
    expect(bytes.slice(0, 64).every((byte) => byte === 0)).toBe(true);
    expect(bytes.slice(72).every((byte) => byte === 0)).toBe(true);
    expect(randomGet(0, 20_000)).toBe(0);
    expect(bytes.slice(0, 20_000).filter((byte) => byte === 0).length).toBeLessThan(400);
  });

  test('that are others than known are refused at once', () => {
    expect(() => leanImports({})).toThrow('not those that this build knows');
  });
});
