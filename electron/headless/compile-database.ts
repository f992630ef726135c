import { readFileSync } from 'node:fs';

/**
 * Compiles a WebAssembly file. At once: a thread that comes up is busy with its scripts, and would hear of the end of each
 * piece of reading and compiling late.
 * @param path of the file
 * @throws as reading the file does; CompileError where it is no module
 */
export const compileDatabase = (path: string): WebAssembly.Module =>
  new WebAssembly.Module(readFileSync(path));
