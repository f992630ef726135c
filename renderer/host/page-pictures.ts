import { cancelled, LeadlensError } from '../../shared/domain/fault';
import type { PicturesReply, PicturesRequest } from './page-pictures-messages';

export interface PictureTakers {
  readonly onPages: (pages: number) => void;
  /** Pages come in order, the first is 1. */
  readonly onPage: (number: number, bitmap: ImageBitmap) => void;
}

/** Draws the pages of a PDF, each `width` pixels wide; resolves when all are drawn. */
export type DrawPages = (
  pdf: Uint8Array,
  width: number,
  takers: PictureTakers,
  signal: AbortSignal,
) => Promise<void>;

/** Pages are drawn in a thread of their own, which starts with the first. */
export function createDrawPages(): DrawPages {
  let worker: Worker | null = null;
  let lastId = 0;
  return (pdf, width, { onPages, onPage }, signal) =>
    new Promise((resolve, reject) => {
      // What is not wanted any more would keep the next one waiting.
      worker ??= new Worker(new URL('../worker/page-pictures.worker.ts', import.meta.url), {
        type: 'module',
      });
      const own = worker;
      const id = ++lastId;
      const settle = (then: () => void): void => {
        own.removeEventListener('message', listen);
        own.removeEventListener('error', onError);
        signal.removeEventListener('abort', onAbort);
        then();
      };
      const end = (error: LeadlensError): void => {
        settle(() => {
          own.terminate();
          if (worker === own) worker = null;
          reject(error);
        });
      };
      const onAbort = (): void => {
        end(cancelled());
      };
      const onError = (event: ErrorEvent): void => {
        event.preventDefault();
        end(
          new LeadlensError({
            kind: 'bug',
            code: 'preview_failed',
            message: `The preview stopped: ${event.message}`,
          }),
        );
      };
      const listen = ({ data }: MessageEvent<PicturesReply>): void => {
        if (data.id !== id) return;
        switch (data.type) {
          case 'pages':
            onPages(data.pages);
            return;
          case 'page':
            onPage(data.number, data.bitmap);
            return;
          case 'done':
            settle(resolve);
            return;
          case 'failed':
            settle(() => {
              reject(new LeadlensError(data.fault));
            });
        }
      };
      if (signal.aborted) {
        onAbort();
        return;
      }
      signal.addEventListener('abort', onAbort, { once: true });
      own.addEventListener('message', listen);
      own.addEventListener('error', onError);
      own.postMessage({ id, pdf, width } satisfies PicturesRequest, [pdf.buffer]);
    });
}
