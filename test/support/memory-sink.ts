import type { FileSink } from '../../shared/ports/file-sink';

export interface MemorySink extends FileSink {
  /** Committed files by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  text(path: string): string;
}

/** A sink that keeps committed files in memory. */
export function memorySink(): MemorySink {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    text(path) {
      const bytes = files.get(path);
      if (bytes === undefined) throw new Error(`No file ${path} was committed`);
      return new TextDecoder().decode(bytes);
    },
    open(path) {
      const chunks: Uint8Array[] = [];
      return Promise.resolve({
        write(bytes) {
          chunks.push(bytes.slice());
          return Promise.resolve();
        },
        commit() {
          files.set(path, new Uint8Array(Buffer.concat(chunks)));
          return Promise.resolve();
        },
        abort: () => Promise.resolve(),
      });
    },
  };
}
