import type { InvoiceRecords, Profile } from '../../classify/profile-schema';
import { hasDecimals, type FileFormats } from '../values/column-formats';
import type { ReadingPlan } from '../values/reading-plan';
import { namedExports } from './named-exports';
import { foldState } from './state-words';
import { INVOICE_GROUPS, type InvoicePlan } from './invoice-reading';

/** What is known of a file of invoices besides its values. */
export interface InvoiceFile {
  readonly path: string;
  readonly holds: InvoiceRecords;
  /** Whether a column says which state an invoice is in. */
  readonly hasStatus: boolean;
  /** Whether its layout is one of the service's reports, which write amounts with decimals. */
  readonly isReport: boolean;
}

/** Records that say what was invoiced or paid: beside them the lines of invoices say nothing new. */
const SALES: readonly InvoiceRecords[] = ['invoices', 'payments', 'balance'];

/** A month in the name of a file, where it states no day: the last word of its export is the month's. */
const MONTH_IN_NAME = /(?<!\d)(?<year>20\d{2})[-_. ]?(?<month>0[1-9]|1[0-2])(?!\d)/;

/** The day, or the month, that the name of an export states, so that a later one sorts behind; null where it states none. */
function exportedOn(path: string, day: string | null): string | null {
  if (day !== null) return day;
  const month = MONTH_IN_NAME.exec(path.slice(path.lastIndexOf('/') + 1))?.groups;
  return month ? `${month['year'] ?? ''}-${month['month'] ?? ''}` : null;
}

/** How invoices are read: what the records of each file are, which words mean which state, and which export is newer. */
export function planInvoices(
  reading: ReadingPlan,
  files: readonly InvoiceFile[],
  formats: readonly FileFormats[],
  profiles: readonly Profile[],
): InvoicePlan {
  const paths = (records: InvoiceRecords): readonly string[] =>
    files.filter((file) => file.holds === records).map(({ path }) => path);
  const values = (group: string): readonly string[] => [
    ...new Set(profiles.flatMap(({ groups }) => groups[group]?.values ?? []).map(foldState)),
  ];
  const groups = Object.fromEntries(INVOICE_GROUPS.map((group) => [group, values(group)]));
  return {
    ...reading,
    withStatus: files.filter(({ hasStatus, holds }) => hasStatus && holds !== 'balance').map((f) => f.path),
    payments: paths('payments'),
    refunds: [...paths('refunds'), ...paths('credit_notes')],
    creditNotes: paths('credit_notes'),
    lines: paths('lines'),
    linesCount: !files.some(({ holds }) => SALES.includes(holds)),
    disputes: paths('disputes'),
    balance: paths('balance'),
    unsureUnit: formats
      .filter(
        ({ path, inMinor, evidence }) =>
          inMinor.length === 0 &&
          !hasDecimals(evidence, 'amount') &&
          files.some((file) => file.path === path && file.isReport),
      )
      .map(({ path }) => path),
    notInMinor: formats.filter(({ notInMinor }) => notInMinor.length > 0).map(({ path }) => path),
    inMinor: Object.fromEntries(
      ['amount', 'amount_refunded', 'amount_disputed'].map((field) => [
        field,
        formats.filter(({ inMinor }) => inMinor.includes(field)).map(({ path }) => path),
      ]),
    ),
    groups: groups as InvoicePlan['groups'],
    exports: namedExports(files, exportedOn),
  };
}
