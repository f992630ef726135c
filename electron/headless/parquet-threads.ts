import { Worker } from 'node:worker_threads';
import type { ReaderThread } from '../../shared/adapters/parquet-thread';
import { portOf } from './worker-port';

/** What a file may take of values at once; pages lie beside it. Beyond it the thread ends, and with it the file. */
const MOST_HEAP_MB = 1024;

/** Starts a thread that reads Parquet. It keeps no process alive. @param script of the build */
export function startParquetThread(
  script = new URL('../headless/parquet.worker.js', import.meta.url),
): ReaderThread {
  const worker = new Worker(script, {
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB, maxYoungGenerationSizeMb: 16 },
  });
  worker.unref();
  let isEnded = false;
  return {
    port: portOf(worker),
    onEnd: (ended) => {
      const tell = (why: string): void => {
        if (!isEnded) ended(why);
        isEnded = true;
      };
      worker.on('error', (error) => {
        tell(error.message);
      });
      worker.on('exit', () => {
        tell('its thread ended.');
      });
    },
    end: () => {
      isEnded = true;
      void worker.terminate();
    },
  };
}
