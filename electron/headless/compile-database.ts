import { readFile } from 'node:fs';
import { promisify } from 'node:util';

// Not the one of `fs/promises`: its file handle would be said to be lost where the thread ends in the middle.
const bytesOf = promisify(readFile);

/** Compiles a WebAssembly file; other threads of the process do the work. @param path of the file */
export const compileDatabase = async (path: string): Promise<WebAssembly.Module> =>
  WebAssembly.compile(await bytesOf(path));
