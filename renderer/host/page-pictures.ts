import { throwIfCancelled } from '../../shared/domain/fault';
import { createRpcClient, type RpcClient } from '../../shared/rpc/client';
import type { PictureMethods } from './page-pictures-methods';
import { portOf } from './worker-port';

export interface PictureTakers {
  readonly onPages: (pages: number) => void;
  /** Pages come in order, the first is 1. */
  readonly onPage: (number: number, bitmap: ImageBitmap) => void;
}

/**
 * Draws the pages of a PDF, each `width` pixels wide; resolves when all are drawn. The bytes are given away.
 * @throws LeadlensError `cancelled` when `signal` aborts, `preview_failed` when the thread that draws stops
 */
export type DrawPages = (
  pdf: Uint8Array,
  width: number,
  takers: PictureTakers,
  signal: AbortSignal,
) => Promise<void>;

interface DrawingThread {
  readonly rpc: RpcClient<PictureMethods>;
  readonly end: () => void;
}

/** @param onBroken told when the thread came to an error that nobody caught; it is ended already */
function startThread(onBroken: () => void): DrawingThread {
  const worker = new Worker(new URL('../worker/page-pictures.worker.ts', import.meta.url), {
    type: 'module',
  });
  const port = portOf(worker);
  const rpc = createRpcClient<PictureMethods>(port);
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    port.close();
    onBroken();
    rpc.fail({ kind: 'bug', code: 'preview_failed', message: `The preview stopped: ${event.message}` });
  });
  return { rpc, end: () => port.close() };
}

/** Pages are drawn in a thread of their own, which starts with the first and stays for the next drawing. */
export function createDrawPages(): DrawPages {
  const idle = new Set<DrawingThread>();
  const start = (): DrawingThread => {
    const thread = startThread(() => idle.delete(thread));
    return thread;
  };
  return async (pdf, width, { onPages, onPage }, signal) => {
    throwIfCancelled(signal);
    const thread = [...idle].pop() ?? start();
    idle.delete(thread);
    try {
      await thread.rpc.call(
        'draw',
        { pdf, width },
        {
          signal,
          transfer: [pdf.buffer],
          onProgress: onPages,
          onChunk: ({ number, bitmap }) => {
            onPage(number, bitmap);
          },
        },
      );
      idle.add(thread);
    } catch (error) {
      // What is not wanted any more would keep the next one waiting, and it hears nothing while it draws.
      thread.end();
      throw error;
    }
  };
}
