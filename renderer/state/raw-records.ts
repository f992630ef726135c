import { allRows, type GridFilter } from '../../shared/contract/grid';
import type { RunOutcome } from '../../shared/contract/run';
import { faultOf } from '../../shared/domain/fault';
import { showRows } from './drill';
import { notifyFault } from './notices';
import { services } from './services';

/** Which records of a file are meant: that of a number from 1, or those of a CRM lead. */
export type WantedRecords = { readonly record: number } | { readonly leadNumber: string };

/** A lead number as reports may write it: bare, with zeros before it, as a spreadsheet keeps or spoils it. */
const spellings = (leadNumber: string): readonly string[] => {
  const bare = leadNumber.replace(/^0+(?=.)/, '');
  return [...new Set([leadNumber, bare, `${bare}.0`, `'${leadNumber}`, `="${leadNumber}"`])];
};

/** Opens the records of a file as they stand in it, beside where one is. */
export async function showRecords(
  { files }: Pick<RunOutcome, 'files'>,
  file: string,
  wanted: WantedRecords,
): Promise<void> {
  const report = files.find((other) => other.file === file);
  try {
    const { table } = await services().engine.call('rawFile', { file });
    const [number] = table.columns;
    const header = report?.mapping.find(({ field }) => field === 'lead_number')?.column ?? null;
    const filters: GridFilter[] =
      'record' in wanted
        ? number
          ? [{ op: 'equals', column: number.name, value: wanted.record }]
          : []
        : header === null
          ? []
          : [{ op: 'in', column: header, values: [...spellings(wanted.leadNumber)] }];
    const words = 'record' in wanted ? `record ${String(wanted.record)}` : `CRM lead ${wanted.leadNumber}`;
    showRows(file, `as it stands in the file · ${words}`, { ...allRows(table.name), filters });
  } catch (error) {
    notifyFault('raw-records', faultOf(error));
  }
}
