import { notifications } from '@mantine/notifications';
import type { GridQuery } from '../../shared/contract/grid';
import { faultOf } from '../../shared/domain/fault';
import { exportCsv, fileName, saveBytes, type CsvReader } from '../state/exports';

/** Says how saving ended; nothing where the user closed the dialog. */
async function tell(saving: Promise<string | null>): Promise<void> {
  try {
    const savedAs = await saving;
    if (savedAs !== null) notifications.show({ message: `Saved as ${savedAs}.`, color: 'gray' });
  } catch (error) {
    const { message, hint } = faultOf(error);
    notifications.show({ title: message, message: hint ?? '', color: 'red', autoClose: false });
  }
}

/** All rows of a query as a CSV file. */
export const saveCsv = (query: GridQuery, name: string, reader: CsvReader = 'spreadsheet'): Promise<void> =>
  tell(exportCsv(query, name, reader));

/** A chart as a picture. */
export function saveChart(title: string, kind: 'png' | 'svg', bytes: Uint8Array): void {
  void tell(saveBytes(`${fileName(title)}.${kind}`, bytes));
}
