import { existsSync, readFileSync } from 'node:fs';
import { decodeStart, moduleMark, type KeptStart } from './kept-start';

export interface CompiledDatabase {
  readonly module: WebAssembly.Module;
  /** Tells it from other modules. */
  readonly mark: number;
}

/**
 * Compiles a WebAssembly file. At once: a thread that comes up is busy with its scripts, and would hear of the end of each
 * piece of reading and compiling late.
 * @param path of the file
 */
export function compileDatabase(path: string): CompiledDatabase {
  const bytes = readFileSync(path);
  return { module: new WebAssembly.Module(bytes), mark: moduleMark(bytes) };
}

/**
 * The kept start that the build has put beside the module; null where it has put none.
 * @throws RangeError where the file is not whole
 */
export const readKeptStart = (path: string): KeptStart | null =>
  existsSync(path) ? decodeStart(readFileSync(path)) : null;
