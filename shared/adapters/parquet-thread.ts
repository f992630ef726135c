import { cancelled, type FaultDetails } from '../domain/fault';
import type { ParquetSource } from '../ports/parquet';
import type { Port } from '../ports/port';
import { bothWays } from '../rpc/both-ways';
import { createRpcClient, type RpcClient } from '../rpc/client';
import { ownBuffers } from '../rpc/own-buffers';
import { serveRpc } from '../rpc/server';
import type { FileMethods, ReaderMethods } from './parquet-methods';
import { ProgressWatch, type Patience } from './progress-watch';

/** A thread that serves `serveParquet`. */
export interface ReaderThread {
  readonly port: Port;
  /** @param ended told when it ends by itself, and why */
  readonly onEnd: (ended: (why: string) => void) => void;
  /** Ends it, whatever it does, with all that it holds. */
  readonly end: () => void;
}

const stuck = (path: string, { lookMs, looks }: Patience): FaultDetails => ({
  kind: 'input',
  code: 'stuck_parquet',
  message: `${path} cannot be read as Parquet: reading it made no progress for ${String(Math.round((lookMs * looks) / 1000))} seconds.`,
  hint: 'Export it again, with another tool or as CSV.',
  file: path,
});

const gone = (path: string, why: string): FaultDetails => ({
  kind: 'input',
  code: 'parquet_reader_gone',
  message: `${path} cannot be read as Parquet: ${why}`,
  hint: 'It may need more memory than there is. Export it again, in smaller files or as CSV.',
  file: path,
});

/** A reader that reads one file at a time, in a thread that can be thrown away. */
export class ParquetThread {
  readonly #thread: ReaderThread;
  readonly #rpc: RpcClient<ReaderMethods>;
  #source: ParquetSource | null = null;
  #path = '';
  #watch: ProgressWatch | null = null;
  #isUp = false;
  isGone = false;

  constructor(thread: ReaderThread) {
    this.#thread = thread;
    const { forClient, forServer } = bothWays(thread.port, () => {
      this.#isUp = true;
      this.#watch?.goesOn();
    });
    this.#rpc = createRpcClient<ReaderMethods>(forClient);
    serveRpc<FileMethods>(
      forServer,
      {
        size: async (path) => (await this.#ask((source) => source.stat(path))).bytes,
        read: ({ path, start, end }) => this.#ask((source) => source.read(path, start, end)),
      },
      { answerTransfer: (answer) => (answer instanceof Uint8Array ? ownBuffers([answer]) : []) },
    );
    thread.onEnd((why) => {
      this.#lose(
        this.#isUp
          ? gone(this.#path, why)
          : {
              kind: 'environment',
              code: 'parquet_reader_unborn',
              message: `The part of Leadlens that reads Parquet did not start: ${why}`,
              hint: 'Run again. If it comes again, start Leadlens anew.',
            },
      );
    });
  }

  #ask<T>(what: (source: ParquetSource) => Promise<T>): Promise<T> {
    const [source, watch] = [this.#source, this.#watch];
    if (source === null || watch === null) return Promise.reject(cancelled());
    return watch.whileWaiting(what(source));
  }

  #lose(fault: FaultDetails): void {
    this.isGone = true;
    this.#watch?.end();
    this.#rpc.fail(fault);
    this.#thread.end();
  }

  /** Ends it: what was asked of it is not wanted any more, and it may go on with it for long. */
  discard(): void {
    if (!this.isGone) this.#lose(cancelled().details);
  }

  /** Reads something of a file, and watches that it goes on. */
  async use<T>(
    source: ParquetSource,
    path: string,
    patience: Patience,
    work: (rpc: RpcClient<ReaderMethods>, watch: ProgressWatch) => Promise<T>,
  ): Promise<T> {
    this.#source = source;
    this.#path = path;
    const watch = new ProgressWatch(patience, () => {
      this.#lose(stuck(path, patience));
    });
    this.#watch = watch;
    // While it starts nothing of the file has been read.
    if (this.#isUp) watch.goesOn();
    try {
      return await work(this.#rpc, watch);
    } finally {
      watch.end();
      this.#watch = null;
      this.#source = null;
    }
  }
}
