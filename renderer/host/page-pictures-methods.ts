/** What the page asks of a thread that draws PDFs, over `shared/rpc`. */
export interface PictureMethods {
  /** Draws the pages of a PDF, each `width` pixels wide; reports how many there are. */
  draw: {
    readonly request: { readonly pdf: Uint8Array; readonly width: number };
    readonly answer: null;
    readonly progress: number;
    /** Pages come in order, the first is 1. */
    readonly chunk: { readonly number: number; readonly bitmap: ImageBitmap };
  };
}
