import { throwIfCancelled } from '../domain/fault';
import { Handoff } from '../domain/handoff';
import type { Parquet, ParquetSource, ParquetWriter } from '../ports/parquet';
import type { RpcClient } from '../rpc/client';
import type { ReaderMethods } from './parquet-methods';
import { ParquetThread, type ReaderThread } from './parquet-thread';
import { PATIENCE_WITH_FILES, type Patience, type ProgressWatch } from './progress-watch';

/** Threads that wait for a next file. */
const MOST_IDLE = 1;

/** Who starts threads that read, and what writes; both when the first file of Parquet is met: most folders have none. */
export interface ParquetParts {
  readonly startReader: () => ReaderThread;
  readonly loadWriter: () => Promise<ParquetWriter>;
  readonly patience?: Patience;
}

/**
 * Parquet that is read in threads of their own. One that makes no progress with a file, or ends, is thrown away with what
 * it holds: that is a fault of the file, and a fresh one reads the next.
 */
export function threadedParquet({
  startReader,
  loadWriter,
  patience = PATIENCE_WITH_FILES,
}: ParquetParts): Parquet {
  const idle: ParquetThread[] = [];

  const withThread = async <T>(
    source: ParquetSource,
    path: string,
    signal: AbortSignal | undefined,
    work: (rpc: RpcClient<ReaderMethods>, watch: ProgressWatch) => Promise<T>,
  ): Promise<T> => {
    if (signal) throwIfCancelled(signal);
    const thread = idle.pop() ?? new ParquetThread(startReader());
    const onAbort = (): void => {
      thread.discard();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await thread.use(source, path, patience, work);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      if (!thread.isGone) {
        if (idle.length < MOST_IDLE) idle.push(thread);
        else thread.discard();
      }
    }
  };

  return {
    shape: (source, path, signal) => withThread(source, path, signal, (rpc) => rpc.call('shape', path)),
    first: (source, path, columns, most, signal) =>
      withThread(source, path, signal, (rpc, watch) =>
        rpc.call(
          'first',
          { path, columns, most },
          {
            onProgress: (ahead) => {
              watch.goesOn(ahead);
            },
          },
        ),
      ),
    rows: async function* (source, path, columns, signal) {
      const pieces = new Handoff<Uint8Array>();
      const left = new AbortController();
      const until = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
      withThread(source, path, until, (rpc, watch) =>
        rpc.call(
          'rows',
          { path, columns },
          {
            onChunk: (piece) => watch.whileWaiting(pieces.put(piece)),
            onProgress: (ahead) => {
              watch.goesOn(ahead);
            },
          },
        ),
      ).then(
        () => {
          pieces.end();
        },
        (error: unknown) => {
          pieces.fail(error);
        },
      );
      try {
        yield* pieces;
      } finally {
        left.abort();
      }
    },
    create: async (fields) => (await loadWriter()).create(fields),
  };
}
