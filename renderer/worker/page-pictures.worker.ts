import { getDocument } from 'unpdf/pdfjs';
import { faultOf } from '../../shared/domain/fault';
import { KeyedQueue } from '../../shared/domain/keyed-queue';
import type { PicturesReply, PicturesRequest } from '../host/page-pictures-messages';

interface Surface {
  canvas: OffscreenCanvas | null;
  context: OffscreenCanvasRenderingContext2D | null;
}

/** Canvases of a thread without a document. */
class OffscreenFactory {
  create(width: number, height: number): Surface {
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
    return { canvas, context: canvas.getContext('2d') };
  }
  reset(surface: Surface, width: number, height: number): void {
    if (!surface.canvas) return;
    surface.canvas.width = width;
    surface.canvas.height = height;
  }
  destroy(surface: Surface): void {
    surface.canvas = null;
    surface.context = null;
  }
}

/** A report has no filters, and this thread no document to make them in. */
class NoFilters {
  addFilter(): string {
    return 'none';
  }
  addHCMFilter(): string {
    return 'none';
  }
  addAlphaFilter(): string {
    return 'none';
  }
  addLuminosityFilter(): string {
    return 'none';
  }
  addHighlightHCMFilter(): string {
    return 'none';
  }
  destroy(): void {
    // Nothing was made.
  }
}

const post = (reply: PicturesReply, transfer: Transferable[] = []): void => {
  self.postMessage(reply, { transfer });
};

async function draw({ id, pdf, width }: PicturesRequest): Promise<void> {
  const task = getDocument({
    data: pdf,
    // Glyphs are drawn as shapes: a font cannot be installed where there is no document.
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    CanvasFactory: OffscreenFactory,
    FilterFactory: NoFilters,
  });
  try {
    const document = await task.promise;
    post({ type: 'pages', id, pages: document.numPages });
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
      const canvas = new OffscreenCanvas(Math.round(viewport.width), Math.round(viewport.height));
      const target = canvas as unknown as HTMLCanvasElement;
      await page.render({ canvas: target, viewport }).promise;
      const bitmap = canvas.transferToImageBitmap();
      post({ type: 'page', id, number, bitmap }, [bitmap]);
    }
    post({ type: 'done', id });
  } finally {
    await task.destroy();
  }
}

const turns = new KeyedQueue();

self.addEventListener('message', ({ data }: MessageEvent<PicturesRequest>) => {
  turns
    .run('pictures', () => draw(data))
    .catch((error: unknown) => {
      post({ type: 'failed', id: data.id, fault: faultOf(error) });
    });
});
