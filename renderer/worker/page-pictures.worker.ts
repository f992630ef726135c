import { getDocument } from 'unpdf/pdfjs';
import { serveRpc, type RpcHandlers } from '../../shared/rpc/server';
import type { PictureMethods } from '../host/page-pictures-methods';
import { parentPort } from './parent-port';

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

const draw: RpcHandlers<PictureMethods>['draw'] = async ({ pdf, width }, { progress, send }) => {
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
    progress(document.numPages);
    const picture = async (number: number): Promise<ImageBitmap> => {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
      const canvas = new OffscreenCanvas(Math.round(viewport.width), Math.round(viewport.height));
      const target = canvas as unknown as HTMLCanvasElement;
      await page.render({ canvas: target, viewport }).promise;
      return canvas.transferToImageBitmap();
    };
    let taken = Promise.resolve();
    for (let number = 1; number <= document.numPages; number++) {
      // The next page is drawn while the last one is taken.
      const [bitmap] = await Promise.all([picture(number), taken]);
      taken = send({ number, bitmap });
    }
    await taken;
    return null;
  } finally {
    await task.destroy();
  }
};

serveRpc<PictureMethods>(parentPort, { draw }, { chunkTransfer: ({ bitmap }) => [bitmap] });
