import type { EngineAnswers, EngineRequest } from '../../shared/contract/engine';
import type { Progress } from '../../shared/contract/run';
import type { GridQuery } from '../../shared/contract/grid';
import type { ExportRequest } from '../../shared/contract/report';
import { services } from './services';

/** Writes what `make` produces into a file that the user places. Gives its name, null when the dialog was closed. */
async function save(
  suggestedName: string,
  make: (write: (bytes: Uint8Array) => Promise<void>) => Promise<unknown>,
): Promise<string | null> {
  // The dialog first: browsers show it only in answer to a click.
  const target = await services().openSave(suggestedName);
  if (!target) return null;
  try {
    await make((bytes) => target.write(bytes));
  } catch (error) {
    await target.abort();
    throw error;
  }
  // What cannot be kept leaves nothing by itself: giving it up once more would only hide why.
  await target.keep();
  return target.name;
}

/** For whom a CSV is: spreadsheets need a byte order mark, and cells that they do not run as formulas. */
export type CsvReader = 'spreadsheet' | 'program';

/** Saves all rows of a query as CSV. Gives the name it was saved under, null when the user closed the dialog. */
export const exportCsv = (query: GridQuery, name: string, reader: CsvReader): Promise<string | null> =>
  save(`${name}.csv`, (write) =>
    services().engine.call(
      'csv',
      { query, byteOrderMark: reader === 'spreadsheet', raw: reader === 'program' },
      { onChunk: ({ bytes }) => write(bytes) },
    ),
  );

export interface SaveOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Saves what people take away of the last run as one file. */
export const saveExport = (
  suggestedName: string,
  request: ExportRequest,
  options: SaveOptions,
): Promise<string | null> =>
  save(suggestedName, (write) =>
    services().engine.call('export', request, { ...options, onChunk: ({ bytes }) => write(bytes) }),
  );

/** What an export would give, in memory: for looking at it. */
export async function previewExport(
  request: EngineRequest<'export'>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const { files }: EngineAnswers['export'] = await services().engine.call('export', request, {
    signal,
    onChunk: ({ bytes }) => {
      parts.push(bytes);
      return Promise.resolve();
    },
  });
  const whole = new Uint8Array(files.reduce((sum, file) => sum + file.bytes, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Saves bytes as a file; the name it was saved under, null when the user closed the dialog. */
export const saveBytes = (suggestedName: string, bytes: Uint8Array): Promise<string | null> =>
  save(suggestedName, (write) => write(bytes));

/** A title as a file name: letters and digits, words joined by dashes. */
export const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'leadlens';
