import type { GridQuery } from '../../shared/contract/grid';
import { services } from './services';

/** Saves all rows of a query as CSV. Gives the name it was saved under, null when the user closed the dialog. */
export async function exportCsv(query: GridQuery, name: string): Promise<string | null> {
  const bytes = await services().engine.call('csv', { ...query, byteOrderMark: true });
  return saveBytes(`${name}.csv`, bytes);
}

/** Saves bytes as a file; the name it was saved under, null when the user closed the dialog. */
export async function saveBytes(suggestedName: string, bytes: Uint8Array): Promise<string | null> {
  // The contract wants memory that is not shared between threads: the copy is.
  const { savedAs } = await services().host.call('saveFile', { suggestedName, bytes: bytes.slice() });
  return savedAs;
}

/** A title as a file name: letters and digits, words joined by dashes. */
export const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'leadlens';
