import { cancelled } from '../domain/fault';
import type { FileSink, OpenFile } from '../ports/file-sink';

/** Small enough for the young part of the heap: chunks of a megabyte pile up until the next full collection. */
const CHUNK_CHARACTERS = 1 << 16;

/** A field as CSV text: quoted only where it must be. */
const csvField = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** A record as CSV text, without its line end. */
export const csvLine = (fields: readonly string[]): string => fields.map(csvField).join(',');

/** Collects lines and hands them to a file in chunks of about 64 kB. */
export interface LineWriter {
  readonly lineEnd: string;
  /** Adds a line. True when a chunk is full and `flush` should be awaited. */
  add(line: string): boolean;
  flush(): Promise<void>;
}

/**
 * Writes one text file: opens it, lets `fill` add lines, and commits; whatever goes wrong leaves no file behind.
 * @returns the number of bytes written
 */
export async function writeLines(
  sink: FileSink,
  path: string,
  lineEnd: '\n' | '\r\n',
  signal: AbortSignal | undefined,
  fill: (writer: LineWriter) => Promise<void> | void,
): Promise<number> {
  const encoder = new TextEncoder();
  let lines: string[] = [];
  let characters = 0;
  let bytes = 0;
  return withFile(sink, path, async (file) => {
    const flush = async (): Promise<void> => {
      if (signal?.aborted) throw cancelled();
      if (lines.length === 0) return;
      lines.push('');
      const chunk = encoder.encode(lines.join(lineEnd));
      lines = [];
      characters = 0;
      bytes += chunk.length;
      await file.write(chunk);
    };
    await fill({
      lineEnd,
      add: (line) => {
        lines.push(line);
        characters += line.length;
        return characters >= CHUNK_CHARACTERS;
      },
      flush,
    });
    await flush();
    return bytes;
  });
}

/** Writes one whole file. @returns the number of bytes written */
export const writeBytes = (sink: FileSink, path: string, bytes: Uint8Array): Promise<number> =>
  withFile(sink, path, async (file) => {
    await file.write(bytes);
    return bytes.length;
  });

async function withFile<T>(sink: FileSink, path: string, use: (file: OpenFile) => Promise<T>): Promise<T> {
  const file = await sink.open(path);
  try {
    const result = await use(file);
    await file.commit();
    return result;
  } catch (error) {
    await file.abort();
    throw error;
  }
}
