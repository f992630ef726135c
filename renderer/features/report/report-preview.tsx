import { useEffect, useRef, useState } from 'react';
import { faultOf, type FaultDetails } from '../../../shared/domain/fault';
import type { ExportRequest } from '../../../shared/contract/report';
import { previewExport } from '../../state/exports';
import { services } from '../../state/services';
import { FaultNote } from '../../ui/fault-note';
import classes from './report.module.css';

/** Changes that come quickly one after the other make one preview. */
const SETTLE_MS = 250;

/** Pixels of the screen that a page is drawn with; the shown size follows the room there is. */
const PAGE_PIXELS = 1100;

interface Preview {
  readonly key: string;
  readonly pages: readonly (ImageBitmap | null)[];
  readonly fault: FaultDetails | null;
  readonly isDone: boolean;
}

/** The pages of the report as they will be on paper: the PDF itself, drawn. */
export function ReportPreview({ request }: { readonly request: ExportRequest }) {
  const key = JSON.stringify(request);
  const [preview, setPreview] = useState<Preview | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const draw = async (): Promise<void> => {
      const pdf = await previewExport(JSON.parse(key) as ExportRequest, signal);
      let pages: (ImageBitmap | null)[] = [];
      const show = (isDone: boolean): void => {
        setPreview({ key, pages: [...pages], fault: null, isDone });
      };
      await services().drawPages(
        pdf,
        PAGE_PIXELS,
        {
          onPages: (count) => {
            pages = Array.from({ length: count }, () => null);
          },
          onPage: (number, bitmap) => {
            pages[number - 1] = bitmap;
            show(false);
          },
        },
        signal,
      );
      show(true);
    };
    const timer = setTimeout(() => {
      draw().catch((error: unknown) => {
        const fault = faultOf(error);
        if (fault.kind !== 'cancelled') setPreview({ key, pages: [], fault, isDone: true });
      });
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key]);

  const isBusy = preview?.key !== key || !preview.isDone;
  if (preview?.fault && !isBusy) return <FaultNote fault={preview.fault} />;
  const pages = preview?.pages ?? [];
  return (
    <div className={classes.pages} aria-busy={isBusy} aria-label="Preview" role="region" tabIndex={0}>
      <p className={classes.pageCount} role="status">
        {isBusy ? 'Drawing the pages…' : `${String(pages.length)} ${pages.length === 1 ? 'page' : 'pages'}`}
      </p>
      {pages.map((bitmap, index) => (
        <PagePicture
          key={index}
          bitmap={bitmap}
          label={`Page ${String(index + 1)} of ${String(pages.length)}`}
        />
      ))}
    </div>
  );
}

function PagePicture({ bitmap, label }: { readonly bitmap: ImageBitmap | null; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current || !bitmap) return;
    canvas.current.width = bitmap.width;
    canvas.current.height = bitmap.height;
    canvas.current.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  return <canvas ref={canvas} className={classes.paper} role="img" aria-label={label} />;
}
