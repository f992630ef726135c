import { LeadlensError } from '../../../domain/fault';
import { joinBytes } from '../../../domain/join-bytes';
import type { LentCsv } from '../../../sql/dialect';
import { sql } from '../../../sql/sql';
import type { Workspace } from '../../../sql/workspace';
import type { CrmNumbers, HashedRecords, NewValues } from './crm-numbers';
import { piecesOf } from './cast-pieces';
import type { CrmReading } from './crm-reading';
import type { FileReading } from './file-reading';
import type { ScannedCrmFile } from './crm-scan';
import type { RawRecords } from '../records/raw-records';
import { unreadableReason } from '../records/unreadable-reason';
import { CRM_FIELDS, srcCrmNewIds, srcCrmValues } from './src-crm-values';
import {
  stgCrmNewValues,
  stgCrmReport,
  stgCrmReportIssues,
  stgCrmReportKeyless,
} from './stg-crm-report.model';

/**
 * Casts the records of scanned files that no file had before, numbers their values, stores those that are new, and
 * notes what could not be read.
 */
export class CrmCast {
  readonly #workspace: Workspace;
  readonly #reading: CrmReading;
  readonly #numbers: CrmNumbers;

  constructor(workspace: Workspace, reading: CrmReading, numbers: CrmNumbers) {
    this.#workspace = workspace;
    this.#reading = reading;
    this.#numbers = numbers;
  }

  /**
   * @param records gets the states and troubles of the fresh records
   * @param reading how all of `batch` is read
   * @throws LeadlensError `cancelled`, or of the database
   */
  async cast(
    batch: readonly ScannedCrmFile[],
    records: RawRecords,
    reading: FileReading,
    signal: AbortSignal,
  ): Promise<void> {
    const longest = batch.reduce((most, { scan }) => Math.max(most, scan.longestFresh), 0);
    const damage = {
      hasDamagedNumbers: batch.some((scanned) => scanned.hasDamagedNumbers),
      hasErrors: batch.some((scanned) => scanned.hasErrors),
    };
    const pieces = piecesOf(batch.flatMap(({ scan }) => scan.fresh));
    const due = batch.reduce((sum, { scan }) => sum + scan.freshCount, 0);
    const found = pieces.reduce((sum, piece) => sum + piece.records, 0);
    if (found !== due) throw miscounted(batch, found, due);
    const noted = { file: -1 };
    for (const piece of pieces) {
      const path = await this.#workspace.lend('crm-report.csv', joinBytes(piece.blocks));
      const csv = { path, longest };
      try {
        await this.#workspace.replace(
          stgCrmReport,
          { csv, fields: CRM_FIELDS, ...this.#reading, ...reading, ...damage },
          signal,
        );
        const cast = await this.#hashed(signal);
        if (cast.rawId.length !== piece.records) throw miscounted(batch, cast.rawId.length, piece.records);
        await this.#numbers.give(cast, records.state, reading.series, (values) => this.#store(values));
        await this.#noteTroubles(batch, noted, records, csv, signal);
      } finally {
        await this.#workspace.release(path);
        await this.#workspace.discard(stgCrmReport);
        await this.#workspace.discard(srcCrmNewIds);
      }
    }
  }

  async #hashed(signal: AbortSignal): Promise<HashedRecords> {
    const result = await this.#workspace.query(
      sql`select raw_id, value_high, value_low, identity_high, identity_low, lead_high, lead_low, entry_day,
        cast(lead_number is null as integer) from ${stgCrmReport}`,
      signal,
    );
    const column = (index: number): ArrayLike<number> => result.column(index) as ArrayLike<number>;
    return {
      rawId: column(0),
      value: { high: column(1), low: column(2) },
      identity: { high: column(3), low: column(4) },
      lead: { high: column(5), low: column(6) },
      entryDay: column(7),
      isKeyless: column(8),
    };
  }

  async #store(values: NewValues): Promise<void> {
    await this.#workspace.keep(srcCrmValues);
    await this.#workspace.clear(srcCrmNewIds);
    await this.#workspace.append(srcCrmNewIds, {
      raw_id: { type: 'integer', values: values.raw },
      state_id: { type: 'integer', values: values.state },
      identity_id: { type: 'integer', values: values.identity },
      crm_lead_id: { type: 'integer', values: values.lead },
    });
    await this.#workspace.extend(srcCrmValues, stgCrmNewValues.select());
  }

  /** @param noted the file of the batch that issues were noted of last */
  async #noteIssues(
    batch: readonly ScannedCrmFile[],
    noted: { file: number },
    records: RawRecords,
    csv: LentCsv,
    signal: AbortSignal,
  ): Promise<void> {
    const cells = await this.#workspace.query(
      sql`select raw_id, column_name, raw_value from (${stgCrmReportIssues.select({ csv })}) order by 1, 2`,
      signal,
    );
    // By columns: they can be as many as the values of the files.
    const [ids, columns, values] = [cells.column(0), cells.column(1), cells.column(2)];
    for (let at = 0; at < cells.rowCount; at++) {
      const id = Number(ids[at]);
      while (id >= (batch[noted.file + 1]?.knownBefore ?? Infinity)) {
        noted.file++;
        records.issues.nextFile();
      }
      const [column, value] = [String(columns[at]), String(values[at] ?? '')];
      records.issues.add(id, column, value, unreadableReason(column, value));
    }
  }

  async #noteTroubles(
    batch: readonly ScannedCrmFile[],
    noted: { file: number },
    records: RawRecords,
    csv: LentCsv,
    signal: AbortSignal,
  ): Promise<void> {
    const troubles = await this.#workspace.query(
      sql`select cast(count(*) filter (issues is not null) as integer), cast(count(*) filter (lead_number is null) as integer) from ${stgCrmReport}`,
      signal,
    );
    const [unreadable, keyless] = troubles.rows()[0] ?? [];
    if (unreadable !== 0) {
      await this.#noteIssues(batch, noted, records, csv, signal);
    }
    if (keyless !== 0) {
      const rows = await this.#workspace.query(
        sql`select raw_id, raw_text from (${stgCrmReportKeyless.select({ csv })})`,
        signal,
      );
      for (const [rawId, text] of rows.rows()) records.keyless.set(Number(rawId), String(text ?? ''));
    }
  }
}

const miscounted = (batch: readonly ScannedCrmFile[], read: number, due: number): LeadlensError =>
  new LeadlensError({
    kind: 'bug',
    code: 'count_mismatch',
    message: `${batch.map(({ file }) => file.path).join(', ')}: the database read ${String(read)} of ${String(due)} new records.`,
  });
