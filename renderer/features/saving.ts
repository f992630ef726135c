import type { GridQuery } from '../../shared/contract/grid';
import { faultOf } from '../../shared/domain/fault';
import { exportCsv, fileName, saveBytes, type CsvReader } from '../state/exports';
import { notify, notifyFault } from '../state/notices';
import { oneAtATime } from '../state/one-at-a-time';

/** Saves one file at a time and says how it ended; nothing where the user closed the dialog. */
async function tell(saving: () => Promise<string | null>): Promise<void> {
  try {
    const savedAs = await oneAtATime(
      'save',
      'Another file is being written. Save this one when it is done.',
      saving,
    );
    if (savedAs !== null) notify({ kind: 'save', text: `Saved as ${savedAs}.` });
  } catch (error) {
    notifyFault('save', faultOf(error));
  }
}

/** All rows of a query as a CSV file. */
export const saveCsv = (query: GridQuery, name: string, reader: CsvReader = 'spreadsheet'): Promise<void> =>
  tell(() => exportCsv(query, name, reader));

/** A chart as a picture. */
export function saveChart(title: string, kind: 'png' | 'svg', bytes: Uint8Array): void {
  void tell(() => saveBytes(`${fileName(title)}.${kind}`, bytes));
}

/** Lines of CSV that are made already. */
export function saveTable(title: string, bytes: Uint8Array): void {
  void tell(() => saveBytes(`${fileName(title)}.csv`, bytes));
}
