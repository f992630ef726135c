import type { GridCell, GridPage } from '../../../shared/contract/grid';
import type { Subject } from '../../../shared/contract/subject';
import { useOutcome } from '../../state/answers';
import { showRecords } from '../../state/raw-records';

/** Columns that name a snapshot by its order. */
const ORDERS: ReadonlySet<string> = new Set(['valid_from', 'valid_to', 'snapshot_order', 'last_snapshot']);

/**
 * How the records behind a cell are opened as they stand in their file: of a snapshot that of the CRM lead, of a record
 * number that record.
 * @returns null for a cell that names no record
 */
export function useRecords(
  of: Subject,
): (page: GridPage, row: readonly GridCell[], column: string) => (() => void) | null {
  const outcome = useOutcome();
  return (page, row, column) => {
    if (!outcome) return null;
    const valueOf = (name: string): GridCell => row[page.columns.findIndex((c) => c.name === name)] ?? null;
    const value = valueOf(column);
    if (typeof value !== 'number') return null;
    if (ORDERS.has(column)) {
      const leadNumber = valueOf('lead_number') ?? (of.kind === 'crm_lead' ? of.id : null);
      const report = outcome.files.find(({ snapshot }) => snapshot?.order === value);
      return typeof leadNumber === 'string' && report
        ? () => void showRecords(outcome, report.file, { leadNumber })
        : null;
    }
    const file = valueOf('file');
    return column === 'record_number' && typeof file === 'string'
      ? () => void showRecords(outcome, file, { record: value })
      : null;
  };
}
