import { readFile } from 'node:fs/promises';

/** Compiles a WebAssembly file; other threads of the process do the work. @param path of the file */
export const compileDatabase = async (path: string): Promise<WebAssembly.Module> =>
  WebAssembly.compile(await readFile(path));
