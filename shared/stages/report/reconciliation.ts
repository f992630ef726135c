import type { FileReconciliation, SourceReconciliation } from '../../contract/reconciliation';
import type { FileReport } from '../../contract/sources';
import type { RowsReference } from '../../domain/finding';
import { rowsOf } from '../../domain/finding-builder';
import { kindOf, SOURCE_IDS, type SourceId } from '../../domain/source';
import type { SourceKind } from '../../domain/source-registry';
import { compareText } from '../../domain/text-order';
import type { FateRow, QuestionAccount } from '../../sql/fates';
import { fctInvoices } from '../attribute/fct-invoices.model';
import { fctTouches } from '../attribute/fct-touches.model';
import { intAdSpend } from '../attribute/int-ad-spend.model';
import { srcRejectedRecords, srcRemarkedRecords } from '../clean/records/src-unreadable';
import { accountOf, type ScannedRecords } from './account';

/** The reason of rows whose question was not answered. */
const NOT_ANSWERED = 'not_answered';

const MONEY_KINDS: readonly SourceKind[] = ['leads', 'invoices', 'ads'];

/** Tables that name why a row does not count, with the column that does. */
const REASON_TABLES: Readonly<
  Partial<Record<SourceKind, readonly [table: { readonly name: string }, column: string]>>
> = {
  invoices: [fctInvoices, 'not_counted_reason'],
  ads: [intAdSpend, 'not_counted_reason'],
  touches: [fctTouches, 'no_touch_reason'],
};

interface ReadFile {
  readonly report: FileReport;
  readonly source: SourceId;
  readonly fates: readonly FateRow[];
  /** Null where nothing is known of its money. */
  readonly cents: number | null;
}

/** Rows of a file of a question that was not answered. */
const notAnswered = ({ file, rows }: FileReport, source: SourceId): FateRow => ({
  source,
  file,
  fate: 'not_counted',
  reason: NOT_ANSWERED,
  unconvertedCurrency: null,
  rows,
  writtenCents: 0,
  countedCents: 0,
  unconvertedAmount: 0,
});

function readFiles(files: readonly FileReport[], { leads, revenue }: Accounts): readonly ReadFile[] {
  return files.flatMap((report) => {
    const { source, status, file } = report;
    if (status !== 'read' || source === null) return [];
    const kind = kindOf(source);
    const account = kind === 'leads' || kind === 'crm' ? leads : revenue;
    if (account === null) {
      const fates = report.rows > 0 ? [notAnswered(report, source)] : [];
      return [{ report, source, fates, cents: null }];
    }
    const cents = account.controls
      .filter((control) => control.file === file)
      .reduce((sum, control) => sum + control.cents, 0);
    const fates = account.fates.filter((fate) => fate.file === file);
    return [{ report, source, fates, cents: hasMoney(report, kind) ? cents : null }];
  });
}

/** Delivered leads have money only where a column is read as their price. */
const hasMoney = ({ mapping }: FileReport, kind: SourceKind): boolean =>
  MONEY_KINDS.includes(kind) &&
  (kind !== 'leads' || mapping.some(({ field, column }) => field === 'price' && column !== null));

const scannedOf = (reports: readonly FileReport[]): ScannedRecords => {
  const sum = (of: (report: FileReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  return {
    records: sum(({ records }) => records),
    totals: sum(({ totalRows }) => totalRows),
    footers: sum(({ footerRows }) => footerRows),
    separators: sum(({ separatorRows }) => separatorRows),
    rejected: sum(({ rejectedRecords }) => rejectedRecords),
  };
};

/** Where the rows of a file stand that do not count. */
function rowsBehind({ report, source, fates }: ReadFile): Readonly<Record<string, RowsReference>> {
  const { file } = report;
  const table = REASON_TABLES[kindOf(source)];
  const reasons = table === undefined ? [] : fates.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  return {
    total: rowsOf(srcRemarkedRecords, { file, kind: 'total' }),
    footer: rowsOf(srcRemarkedRecords, { file, kind: 'footer' }),
    rejected: rowsOf(srcRejectedRecords, { file }),
    ...(table === undefined
      ? {}
      : Object.fromEntries(
          reasons
            .filter((reason) => reason !== NOT_ANSWERED)
            .map((reason) => [`reason:${reason}`, rowsOf(table[0], { file, [table[1]]: reason })]),
        )),
  };
}

/** What the questions say of their rows; null where one was not answered. */
export interface Accounts {
  readonly leads: QuestionAccount | null;
  readonly revenue: QuestionAccount | null;
}

export interface Reconciliation {
  /** In the order of the registry. */
  readonly sources: readonly SourceReconciliation[];
  /** By path. */
  readonly files: readonly FileReconciliation[];
}

/** What became of every record of every file that was read, by source and by file. */
export function reconcile(files: readonly FileReport[], accounts: Accounts): Reconciliation {
  const read = readFiles(files, accounts);
  const sources = SOURCE_IDS.flatMap((source): readonly SourceReconciliation[] => {
    const own = read.filter((file) => file.source === source);
    if (own.length === 0) return [];
    const sums = own.flatMap(({ cents }) => (cents === null ? [] : [cents]));
    const cents = sums.length === 0 ? null : sums.reduce((sum, value) => sum + value, 0);
    const scanned = scannedOf(own.map(({ report }) => report));
    return [
      {
        source,
        ...accountOf(
          scanned,
          own.flatMap(({ fates }) => fates),
          cents,
        ),
      },
    ];
  });
  return {
    sources,
    files: [...read]
      .sort((a, b) => compareText(a.report.file, b.report.file))
      .map((file) => ({
        file: file.report.file,
        source: file.source,
        ...accountOf(scannedOf([file.report]), file.fates, file.cents),
        rowsOf: rowsBehind(file),
      })),
  };
}
