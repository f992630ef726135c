import type { LeadlensError } from '../../domain/fault';
import { dateOrderEvidence, type DateOrder } from '../../sql/dialect';
import { raw, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { countEvidence, decideDateOrder, type DateDecision } from './date-order';
import { DELIVERED_FIELDS, srcDeliveredText, type DeliveredField } from './src-delivered-text';
import { stgDeliveredLeads } from './stg-delivered-leads.model';
import { TextTableReader, type TextCounts, type TextFile } from './text-table.step';
import { unreadableReason } from './unreadable-reason';
import type { CellIssue } from './unreadable';

export interface DeliveredCounts extends TextCounts {
  readonly cellIssues: readonly CellIssue[];
}

export interface DeliveredResult {
  readonly counts: readonly DeliveredCounts[];
  readonly date: DateDecision;
  /** By path: why a file could not be read to its end. */
  readonly failed: ReadonlyMap<string, LeadlensError>;
}

const TABLE = { table: srcDeliveredText, fields: DELIVERED_FIELDS };

/** Reads the delivered-leads files. */
export class DeliveredReader {
  readonly #workspace: Workspace;
  readonly #reader: TextTableReader;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#reader = new TextTableReader(workspace);
  }

  /** Fills `stg_delivered_leads` with the records of all files that can be read. */
  async read(
    files: readonly TextFile[],
    nullTokens: Readonly<Record<DeliveredField, readonly string[]>>,
    dateOrder: DateOrder,
    signal: AbortSignal,
  ): Promise<DeliveredResult> {
    const { read, failed } = await this.#reader.read(TABLE, files, signal);
    const evidence = await this.#workspace.query(
      sql`select cast(${dateOrderEvidence(raw('delivered_on'))} as integer) from ${srcDeliveredText} where delivered_on is not null`,
      signal,
    );
    const date = decideDateOrder(countEvidence(Array.from(evidence.column(0), Number)), dateOrder);
    await this.#workspace.build(stgDeliveredLeads, { nullTokens, dateOrder: date.order }, signal);
    const scanned = await this.#reader.count(stgDeliveredLeads, read, signal);
    const keyless = await this.#reader.keyless(
      TABLE,
      stgDeliveredLeads,
      'lead_uuid',
      'it has no lead id',
      signal,
    );
    const issues = await this.#reader.issues(TABLE, stgDeliveredLeads, unreadableReason, signal);
    const counts = scanned.map((scan) => {
      const without = keyless.get(scan.path) ?? [];
      return {
        ...scan,
        rows: scan.rows - without.length,
        rejected: [...scan.rejected, ...without].sort((a, b) => a.record - b.record),
        cellIssues: issues.get(scan.path) ?? [],
      };
    });
    return { counts, date, failed };
  }
}
