import type { ReaderThread } from '../../shared/adapters/parquet-thread';
import { portOf } from '../host/worker-port';
import { watchLife } from './sign-of-life';

/** Starts a thread that reads Parquet. */
export function startParquetThread(): ReaderThread {
  const worker = new Worker(new URL('./parquet.worker.ts', import.meta.url), { type: 'module' });
  let isEnded = false;
  return {
    port: portOf(worker),
    onEnd: (ended) => {
      const tell = (why: string): void => {
        if (!isEnded) ended(why);
        isEnded = true;
      };
      worker.addEventListener('error', (event) => {
        tell(event.message);
      });
      watchLife(worker, tell);
    },
    end: () => {
      isEnded = true;
      worker.terminate();
    },
  };
}
