import type { LeadlensError } from '../../../domain/fault';
import type { DateOrder } from '../../../sql/dialect';
import { dateFormsOf } from '../values/column-evidence';
import { decideFormats, type FileFormats } from '../values/column-formats';
import { planReading } from '../values/plan-reading';
import type { Workspace } from '../../../sql/workspace';
import { decideDateOrder, sumEvidence, type DateDecision } from '../values/date-order';
import type { ValueNote } from '../values/value-notes';
import { DELIVERED } from './delivered-table';
import type { DeliveredField } from './src-delivered-text';
import { stgDeliveredLeads } from './stg-delivered-leads.model';
import type { TextCounts } from '../records/text-counts';
import { TextTableReader, type TextFile, type TokensOf } from '../records/text-table.step';
import { CellIssues } from '../records/cell-issues';

export interface DeliveredCounts extends TextCounts {
  readonly cellIssues: CellIssues;
  readonly notes: readonly ValueNote[];
}

export interface DeliveredFile extends TextFile {
  /** Currency that the header of the price states. */
  readonly headerCurrency: string | null;
  /** Whether a column has the ids of leads. */
  readonly hasIds: boolean;
}

export interface DeliveredResult {
  /** How the prices of each file are written; their dates are decided together. */
  readonly formats: readonly FileFormats[];
  readonly counts: readonly DeliveredCounts[];
  readonly date: DateDecision;
  /** By path: why a file could not be read to its end. */
  readonly failed: ReadonlyMap<string, LeadlensError>;
}

/** Reads the delivered-leads files. */
export class DeliveredReader {
  readonly #workspace: Workspace;
  readonly #reader: TextTableReader;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#reader = new TextTableReader(workspace);
  }

  /**
   * Fills `stg_delivered_leads` with the records of all files that can be read.
   * @param rates units of each currency for one of the project's, decimal text
   */
  async read(
    files: readonly DeliveredFile[],
    nullTokens: Readonly<Record<DeliveredField, readonly string[]>>,
    dateOrder: DateOrder,
    rates: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<DeliveredResult> {
    // A record without a lead id is shown as it was written, above all that field: the database takes its tokens out.
    const tokensOf: TokensOf = () => ({ ...nullTokens, lead_uuid: [] });
    const { read, failed, evidence } = await this.#reader.read(DELIVERED, files, tokensOf, signal);
    const found = [...evidence.values()];
    const date = decideDateOrder(sumEvidence(found.map((of) => of.dates)), dateOrder);
    const formats = files.flatMap(({ path, source, headerCurrency }) => {
      const of = evidence.get(path);
      const kinds = { ...DELIVERED, date: null };
      return of
        ? [decideFormats(kinds, { path, source, columns: '', dateOrder, headerCurrency, inMicros: [] }, of)]
        : [];
    });
    const plan = {
      ...planReading(formats, DELIVERED, rates),
      idTokens: nullTokens.lead_uuid,
      dayFirst: date.order === 'DMY' ? read.map(({ path }) => path) : [],
      dateForms: dateFormsOf(found),
      serialDates: read.filter(({ path }) => evidence.get(path)?.hasSerialDates).map(({ path }) => path),
      withoutIds: files.filter(({ hasIds }) => !hasIds).map(({ path }) => path),
      hasDamagedIds: found.some(({ hasDamagedKeys }) => hasDamagedKeys),
    };
    await this.#workspace.build(stgDeliveredLeads, plan, signal);
    const scanned = await this.#reader.count(stgDeliveredLeads, read, signal);
    const keyless = await this.#reader.keyless(
      DELIVERED,
      stgDeliveredLeads,
      'lead_uuid',
      'it has no lead id',
      signal,
    );
    const issues = await this.#reader.issues(DELIVERED, stgDeliveredLeads, read, signal);
    const counts = scanned.map((scan) => {
      const without = keyless.get(scan.path) ?? [];
      return {
        ...scan,
        rows: scan.rows - without.length,
        notes: evidence.get(scan.path)?.notes ?? [],
        rejected: [...scan.rejected, ...without].sort((a, b) => a.record - b.record),
        cellIssues: (issues.get(scan.path) ?? new CellIssues()).with(scan.damaged),
      };
    });
    return { counts, date, failed, formats };
  }
}
