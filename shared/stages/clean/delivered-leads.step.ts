import { LeadlensError } from '../../domain/fault';
import { dateOrderEvidence, readLentCsv, type DateOrder } from '../../sql/dialect';
import { commas, ident, lit, raw, sql } from '../../sql/sql';
import type { TableWriter, Workspace } from '../../sql/workspace';
import type { CellIssue, RejectedText } from './crm-fold.step';
import { countEvidence, decideDateOrder, type DateDecision } from './date-order';
import type { OpenRecords } from './open-records';
import { scanRecords } from './record-scanner';
import { DELIVERED_FIELDS, srcDeliveredText, type DeliveredField } from './src-delivered-text';
import { stgDeliveredLeads } from './stg-delivered-leads.model';

export interface DeliveredFile {
  readonly path: string;
  /** Changes with the content of the file and with whatever decides how it is read. */
  readonly key: string;
  readonly records: OpenRecords;
}

/** What the scanner counted in one file; records = rows + separatorRows + rejected. */
export interface DeliveredCounts {
  readonly path: string;
  readonly records: number;
  readonly rows: number;
  readonly separatorRows: number;
  readonly totalLines: number;
  readonly blankLines: number;
  readonly rejected: readonly RejectedText[];
  readonly cellIssues: readonly CellIssue[];
}

const REASONS: Readonly<Partial<Record<DeliveredField, string>>> = {
  email_hash: 'neither a hash of 32, 40 or 64 hex digits nor an e-mail address',
  phone_hash: 'neither a hash of 32, 40 or 64 hex digits nor a phone number',
  delivered_on: 'no date in the format of its column',
};

/** Reads the delivered-leads files; keeps what it counted for as long as the engine lives. */
export class DeliveredReader {
  readonly #workspace: Workspace;
  readonly #scans = new Map<string, Omit<DeliveredCounts, 'rows' | 'cellIssues'>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /**
   * Fills `src_delivered_text` with the records of all files.
   * @throws LeadlensError of kind `input` naming the file that could not be read
   */
  async read(
    files: readonly DeliveredFile[],
    nullTokens: Readonly<Record<DeliveredField, readonly string[]>>,
    dateOrder: DateOrder,
    signal: AbortSignal,
  ): Promise<{ readonly counts: readonly DeliveredCounts[]; readonly date: DateDecision }> {
    await this.#workspace.fill(
      srcDeliveredText,
      files.map((file) => `${file.path}\n${file.key}`).join('\n'),
      async (into) => {
        for (const file of files) await this.#readFile(file, into, signal);
      },
    );
    const evidence = await this.#workspace.query(
      sql`
select cast(${dateOrderEvidence(raw('delivered_on'))} as integer) from ${srcDeliveredText} where delivered_on is not null`,
      signal,
    );
    const date = decideDateOrder(countEvidence(Array.from(evidence.column(0), Number)), dateOrder);
    await this.#workspace.build(stgDeliveredLeads, { nullTokens, dateOrder: date.order }, signal);
    const counts: DeliveredCounts[] = [];
    for (const file of files) counts.push(await this.#count(file, signal));
    return { counts, date };
  }

  async #readFile(file: DeliveredFile, into: TableWriter, signal: AbortSignal): Promise<void> {
    const scan = await scanRecords(file.records.chunks(signal), file.records.layout, null, {
      file: file.path,
      signal,
    });
    for (const block of scan.fresh) {
      const path = await this.#workspace.lend('delivered-leads.csv', block);
      try {
        await into.insert(
          sql`select ${lit(file.path)} as file, cast(index as integer) + 1 as record_number, * exclude (index)
            from ${readLentCsv({ path, longest: scan.longestFresh }, ['index', ...DELIVERED_FIELDS])}`,
          signal,
        );
      } finally {
        await this.#workspace.release(path);
      }
    }
    this.#scans.set(file.key, {
      path: file.path,
      records: scan.records,
      separatorRows: scan.separatorRows,
      totalLines: scan.totalLines,
      blankLines: scan.blankLines,
      rejected: scan.rejected,
    });
  }

  async #count(file: DeliveredFile, signal: AbortSignal): Promise<DeliveredCounts> {
    const scan = this.#scans.get(file.key);
    if (!scan)
      throw new LeadlensError({ kind: 'bug', code: 'bug', message: `${file.path} was not scanned.` });
    const [counted] = (
      await this.#workspace.query(
        sql`select cast(count(*) as integer), cast(count(*) filter (lead_uuid is not null) as integer) from ${stgDeliveredLeads} where file = ${lit(file.path)}`,
        signal,
      )
    ).rows();
    const expected = scan.records - scan.separatorRows - scan.rejected.length;
    if (counted?.[0] !== expected) {
      throw new LeadlensError({
        kind: 'bug',
        code: 'count_mismatch',
        message: `${file.path}: the database has ${String(counted?.[0])} of ${String(expected)} records.`,
        file: file.path,
      });
    }
    const keyless = await this.#workspace.query(
      sql`select t.record_number, concat_ws(',', ${commas(DELIVERED_FIELDS.map((field) => sql`t.${ident(field)}`))})
        from ${srcDeliveredText} t join ${stgDeliveredLeads} s using (file, record_number)
        where file = ${lit(file.path)} and s.lead_uuid is null order by 1`,
      signal,
    );
    const cells = await this.#workspace.query(
      sql`
with cells as (
  select file, record_number, unnest(string_split(issues, '|')) as column_name from ${stgDeliveredLeads}
  where file = ${lit(file.path)} and issues is not null
)
select record_number, column_name, case column_name when 'email_hash' then t.email_hash when 'phone_hash' then t.phone_hash else t.delivered_on end
from cells join ${srcDeliveredText} t using (file, record_number) order by 1, 2`,
      signal,
    );
    return {
      ...scan,
      path: file.path,
      rows: Number(counted[1]),
      rejected: [
        ...scan.rejected,
        ...keyless.rows().map(([record, text]) => ({
          record: Number(record),
          text: String(text ?? ''),
          reason: 'it has no lead id',
        })),
      ].sort((a, b) => a.record - b.record),
      cellIssues: cells.rows().map(([record, column, value]) => ({
        record: Number(record),
        column: String(column),
        value: String(value ?? ''),
        reason: REASONS[String(column) as DeliveredField] ?? 'not readable',
      })),
    };
  }
}
