import type { FaultDetails } from '../../shared/domain/fault';

/** Asks for pictures of the pages of a PDF. @property width of a picture, pixels */
export interface PicturesRequest {
  readonly id: number;
  readonly pdf: Uint8Array;
  readonly width: number;
}

export type PicturesReply =
  | { readonly type: 'pages'; readonly id: number; readonly pages: number }
  | { readonly type: 'page'; readonly id: number; readonly number: number; readonly bitmap: ImageBitmap }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly fault: FaultDetails };
