import { LeadlensError } from '../../domain/fault';
import { joinBytes } from '../../domain/join-bytes';
import type { DateOrder, LentCsv } from '../../sql/dialect';
import { sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { CRM_FIELDS, srcCrmNewIds, srcCrmValues, type CrmField } from './src-crm-values';
import { countEvidence, decideDateOrder, type DateDecision } from './date-order';
import { freshDateEvidence } from './fresh-date-evidence';
import { rollOf, type SnapshotRoll } from './fold-ranges';
import { IntTable } from './int-table';
import { RecordDictionary } from './record-dictionary';
import type { OpenRecords } from './open-records';
import { scanRecords } from './record-scanner';
import type { ScanResult } from './scan-result';
import {
  stgCrmNewValues,
  stgCrmReport,
  stgCrmReportIssues,
  stgCrmReportKeyless,
  type CrmReportParameters,
} from './stg-crm-report.model';

type DateField = 'entry_on' | 'appointment_at';
type DateOrders = Readonly<Record<DateField, DateOrder>>;

const NO_DAY = -2147483648;

export interface CrmFile {
  readonly path: string;
  /** Changes with the content of the file and with whatever decides how it is read. */
  readonly key: string;
  readonly records: OpenRecords;
}

/** How the values of CRM reports are read: from the profile. */
export interface CrmReading {
  readonly nullTokens: CrmReportParameters['nullTokens'];
  readonly trueTokens: readonly string[];
  readonly falseTokens: readonly string[];
  readonly dateOrder: DateOrder;
}

export interface CellIssue {
  readonly record: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export interface RejectedText {
  readonly record: number;
  readonly text: string;
  readonly reason: string;
}

/** One report file, cleaned: its rows as counts of record values, and what could not be read. */
export interface CrmSnapshot {
  readonly path: string;
  readonly key: string;
  readonly roll: SnapshotRoll;
  readonly records: number;
  readonly rows: number;
  readonly separatorRows: number;
  readonly totalLines: number;
  readonly blankLines: number;
  readonly rejected: readonly RejectedText[];
  readonly cellIssues: readonly CellIssue[];
  readonly dates: Readonly<Record<DateField, DateDecision>>;
  readonly lastEntryOn: string | null;
}

const REASONS: Readonly<Partial<Record<CrmField, string>>> = {
  email_hash: 'neither a hash of 32, 40 or 64 hex digits nor an e-mail address',
  phone_hash: 'neither a hash of 32, 40 or 64 hex digits nor a phone number',
  entry_on: 'no date in the format of its column',
  appointment_at: 'no date and time in the format of its column',
  is_set: 'neither yes nor no',
  is_demo: 'neither yes nor no',
};

/** Columns of the fresh CSV, the record's id being 0. */
const ENTRY_COLUMN = 1 + CRM_FIELDS.indexOf('entry_on');
const APPOINTMENT_COLUMN = 1 + CRM_FIELDS.indexOf('appointment_at');

const isoDay = (days: number): string | null =>
  days === NO_DAY ? null : new Date(days * 86_400_000).toISOString().slice(0, 10);

/** What is known of raw records under one pair of date orders. Ids are those of the dictionary. */
class RawRecords {
  readonly dictionary = new RecordDictionary();
  readonly state = new IntTable(-1);
  readonly evidence = new IntTable(0);
  readonly issues = new Map<number, readonly { readonly column: string; readonly value: string }[]>();
  readonly keyless = new Map<number, string>();

  /** Forgets the records from number `size` on: their numbers go to others. */
  rollback(size: number): void {
    this.dictionary.rollback(size);
    for (const troubles of [this.issues, this.keyless]) {
      for (const id of troubles.keys()) if (id >= size) troubles.delete(id);
    }
  }
}

/** Fresh text that waits to be cast: casting costs more per statement than per record. */
const BATCH_BYTES = 16 * 2 ** 20;

/** A file that was scanned and waits for its fresh records to be cast. */
interface Scanned {
  readonly file: CrmFile;
  readonly scan: ScanResult;
  readonly dates: CrmSnapshot['dates'];
  /** Size of the dictionary before it was scanned. */
  readonly knownBefore: number;
}

/**
 * Reads CRM report files one at a time and folds them: a record that any earlier file had is recognised by the hash of
 * its fields and costs no cast. Lives as long as the engine, so that a new snapshot costs only its own rows.
 *
 * The records that are new are cast in batches over several files, all with the same order of day and month, while
 * the next files are scanned.
 */
export class CrmFold {
  readonly #workspace: Workspace;
  readonly #reading: CrmReading;
  readonly #raw = new Map<string, RawRecords>();
  readonly #values = new RecordDictionary();
  readonly #identities = new RecordDictionary();
  readonly #leads = new RecordDictionary();
  readonly #leadOfState = new IntTable(-1);
  readonly #dayOfState = new IntTable(NO_DAY);
  readonly #snapshots = new Map<string, CrmSnapshot>();
  #orders: DateOrders;
  #waiting: Scanned[] = [];
  #waitingBytes = 0;
  /** The batches that are being cast, one after the other, while further files are scanned. */
  #casting: Promise<void> = Promise.resolve();
  /** Size of the dictionary before the oldest file whose records are not cast yet; null when all are. */
  #uncastFrom: number | null = null;

  constructor(workspace: Workspace, reading: CrmReading) {
    this.#workspace = workspace;
    this.#reading = reading;
    this.#orders = { entry_on: reading.dateOrder, appointment_at: reading.dateOrder };
  }

  /** One more than the greatest id of a record value. */
  get stateCount(): number {
    return this.#values.size;
  }

  /** One more than the greatest id of a CRM lead. */
  get leadCount(): number {
    return this.#leads.size;
  }

  /** The CRM leads of a snapshot, each once. */
  leadsOf(snapshot: CrmSnapshot): SnapshotRoll {
    const leads = rollOf(
      snapshot.roll.stateIds.map((state) => this.#leadOfState.get(state)),
      this.leadCount,
    );
    return { stateIds: leads.stateIds, counts: leads.counts.fill(1) };
  }

  /** Forgets snapshots that are not among `keys`. Their record values stay: they may come back. */
  retain(keys: ReadonlySet<string>): void {
    for (const key of this.#snapshots.keys()) if (!keys.has(key)) this.#snapshots.delete(key);
  }

  /**
   * Scans one file unless it is known. Its snapshot is there after `settle`.
   * @throws LeadlensError of kind `input` when the file changes or disappears; the fold is then as it was before
   */
  async read(file: CrmFile, signal: AbortSignal): Promise<void> {
    if (this.#snapshots.has(file.key) || this.#waiting.some((w) => w.file.key === file.key)) return;
    const first = await this.#scan(file, signal);
    const decided: DateOrders = {
      entry_on: first.dates.entry_on.by === 'none' ? this.#orders.entry_on : first.dates.entry_on.order,
      appointment_at:
        first.dates.appointment_at.by === 'none'
          ? this.#orders.appointment_at
          : first.dates.appointment_at.order,
    };
    let scanned = first;
    if (
      decided.entry_on !== this.#orders.entry_on ||
      decided.appointment_at !== this.#orders.appointment_at
    ) {
      this.#records.rollback(first.knownBefore);
      await this.settle(signal);
      this.#orders = decided;
      scanned = await this.#scan(file, signal);
    }
    this.#uncastFrom ??= scanned.knownBefore;
    this.#waiting.push(scanned);
    this.#waitingBytes += scanned.scan.fresh.reduce((sum, block) => sum + block.length, 0);
    if (this.#waitingBytes < BATCH_BYTES) return;
    await this.#casting;
    this.#cast(signal);
  }

  /**
   * Waits until all that was read is cast and has its snapshot.
   * @throws LeadlensError `cancelled`, or of the database; `abandon` then makes the fold usable again
   */
  async settle(signal: AbortSignal): Promise<void> {
    await this.#casting;
    this.#cast(signal);
    await this.#casting;
  }

  /** Throws away what was scanned and not cast: for a run that ended early. */
  async abandon(): Promise<void> {
    await this.#casting.catch(() => undefined);
    this.#casting = Promise.resolve();
    if (this.#uncastFrom !== null) this.#records.rollback(this.#uncastFrom);
    this.#uncastFrom = null;
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  /** Starts to cast what waits. */
  #cast(signal: AbortSignal): void {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    if (batch.length === 0) return;
    const records = this.#records;
    this.#casting = this.#learn(records, batch, signal).then(() => {
      for (const scanned of batch) {
        this.#snapshots.set(scanned.file.key, this.#snapshotOf(scanned, records));
      }
      this.#uncastFrom = this.#waiting[0]?.knownBefore ?? null;
    });
    // Whoever waits for it next hears of a failure; until then it must not count as unhandled.
    this.#casting.catch(() => undefined);
  }

  /** The snapshot of a file that was read and settled. */
  snapshot(file: CrmFile): CrmSnapshot {
    const known = this.#snapshots.get(file.key);
    if (!known) {
      throw new LeadlensError({
        kind: 'bug',
        code: 'bug',
        message: `${file.path} was not read.`,
        file: file.path,
      });
    }
    return known.path === file.path ? known : { ...known, path: file.path };
  }

  /** Raw records under the orders of day and month in force. */
  get #records(): RawRecords {
    const key = `${this.#orders.entry_on}/${this.#orders.appointment_at}`;
    let records = this.#raw.get(key);
    if (!records) {
      records = new RawRecords();
      this.#raw.set(key, records);
    }
    return records;
  }

  async #scan(file: CrmFile, signal: AbortSignal): Promise<Scanned> {
    const records = this.#records;
    const knownBefore = records.dictionary.size;
    const scan = await scanRecords(file.records.chunks(signal), file.records.layout, records.dictionary, {
      file: file.path,
      signal,
    });
    const fresh = freshDateEvidence(scan.fresh, scan.freshCount, ENTRY_COLUMN, APPOINTMENT_COLUMN);
    fresh.forEach((code, i) => {
      records.evidence.set(knownBefore + i, code);
    });
    const evidence = new Uint8Array(scan.rawIds.length);
    scan.rawIds.forEach((rawId, i) => {
      if (rawId >= 0) evidence[i] = records.evidence.get(rawId);
    });
    const decide = (shift: number): DateDecision =>
      decideDateOrder(countEvidence(evidence, shift), this.#reading.dateOrder);
    return { file, scan, knownBefore, dates: { entry_on: decide(0), appointment_at: decide(2) } };
  }

  async #learn(records: RawRecords, waiting: readonly Scanned[], signal: AbortSignal): Promise<void> {
    const count = waiting.reduce((sum, w) => sum + w.scan.freshCount, 0);
    if (count === 0) return;
    const longest = waiting.reduce((most, w) => Math.max(most, w.scan.longestFresh), 0);
    const path = await this.#workspace.lend(
      'crm-report.csv',
      joinBytes(waiting.flatMap((w) => w.scan.fresh)),
    );
    const lent = { path, longest };
    try {
      await this.#workspace.replace(
        stgCrmReport,
        { csv: lent, fields: CRM_FIELDS, ...this.#reading, dateOrders: this.#orders },
        signal,
      );
      const result = await this.#workspace.query(
        sql`select raw_id, value_high, value_low, identity_high, identity_low, lead_high, lead_low, entry_day,
          cast(issues is not null as integer), cast(lead_number is null as integer) from ${stgCrmReport}`,
        signal,
      );
      if (result.rowCount !== count) {
        const files = waiting.map((w) => w.file.path).join(', ');
        throw new LeadlensError({
          kind: 'bug',
          code: 'count_mismatch',
          message: `${files}: the database read ${String(result.rowCount)} of ${String(count)} new records.`,
        });
      }
      await this.#number(
        records,
        result.names.map((_, i) => result.column(i) as ArrayLike<number>),
      );
      await this.#noteTroubles(records, lent, signal);
    } finally {
      await this.#workspace.release(path);
      await this.#workspace.discard(stgCrmReport);
      await this.#workspace.discard(srcCrmNewIds);
    }
  }

  /** Gives numbers to values, identities and leads, and stores the values that are new. */
  async #number(records: RawRecords, columns: readonly ArrayLike<number>[]): Promise<void> {
    const at = (column: number, row: number): number => columns[column]?.[row] ?? 0;
    const fresh: { raw: number[]; state: number[]; identity: number[]; lead: number[] } = {
      raw: [],
      state: [],
      identity: [],
      lead: [],
    };
    const before = {
      values: this.#values.size,
      identities: this.#identities.size,
      leads: this.#leads.size,
    };
    const rows = columns[0]?.length ?? 0;
    for (let row = 0; row < rows; row++) {
      const rawId = at(0, row);
      if (at(9, row) === 1) continue;
      let state = this.#values.find(at(1, row), at(2, row));
      if (state === -1) {
        state = this.#values.add(at(1, row), at(2, row));
        const identity = numberOf(this.#identities, at(3, row), at(4, row));
        const lead = numberOf(this.#leads, at(5, row), at(6, row));
        this.#leadOfState.set(state, lead);
        this.#dayOfState.set(state, at(7, row));
        fresh.raw.push(rawId);
        fresh.state.push(state);
        fresh.identity.push(identity);
        fresh.lead.push(lead);
      }
      records.state.set(rawId, state);
    }
    if (fresh.raw.length === 0) return;
    try {
      await this.#store(fresh);
    } catch (error) {
      this.#values.rollback(before.values);
      this.#identities.rollback(before.identities);
      this.#leads.rollback(before.leads);
      throw error;
    }
  }

  async #store(fresh: { raw: number[]; state: number[]; identity: number[]; lead: number[] }): Promise<void> {
    await this.#workspace.keep(srcCrmValues);
    await this.#workspace.clear(srcCrmNewIds);
    await this.#workspace.append(srcCrmNewIds, {
      raw_id: { type: 'integer', values: fresh.raw },
      state_id: { type: 'integer', values: fresh.state },
      identity_id: { type: 'integer', values: fresh.identity },
      crm_lead_id: { type: 'integer', values: fresh.lead },
    });
    await this.#workspace.extend(srcCrmValues, stgCrmNewValues.select());
  }

  async #noteTroubles(records: RawRecords, lent: LentCsv, signal: AbortSignal): Promise<void> {
    const troubles = await this.#workspace.query(
      sql`select cast(count(*) filter (issues is not null) as integer), cast(count(*) filter (lead_number is null) as integer) from ${stgCrmReport}`,
      signal,
    );
    const [unreadable, keyless] = troubles.rows()[0] ?? [];
    if (unreadable !== 0) {
      const cells = await this.#workspace.query(
        sql`select raw_id, column_name, raw_value from (${stgCrmReportIssues.select({ csv: lent })})`,
        signal,
      );
      for (const [rawId, column, value] of cells.rows()) {
        const id = Number(rawId);
        records.issues.set(id, [
          ...(records.issues.get(id) ?? []),
          { column: String(column), value: String(value ?? '') },
        ]);
      }
    }
    if (keyless !== 0) {
      const rows = await this.#workspace.query(
        sql`select raw_id, raw_text from (${stgCrmReportKeyless.select({ csv: lent })})`,
        signal,
      );
      for (const [rawId, text] of rows.rows()) records.keyless.set(Number(rawId), String(text ?? ''));
    }
  }

  #snapshotOf({ file, scan, dates }: Scanned, records: RawRecords): CrmSnapshot {
    const states = new Int32Array(scan.rawIds.length);
    let rows = 0;
    const rejected: RejectedText[] = [...scan.rejected];
    const cellIssues: CellIssue[] = [];
    let lastDay = NO_DAY;
    scan.rawIds.forEach((rawId, index) => {
      if (rawId < 0) return;
      const record = index + 1;
      const keyless = records.keyless.get(rawId);
      if (keyless !== undefined) {
        rejected.push({ record, text: keyless, reason: 'it has no lead number' });
        return;
      }
      const state = records.state.get(rawId);
      states[rows++] = state;
      lastDay = Math.max(lastDay, this.#dayOfState.get(state));
      for (const { column, value } of records.issues.get(rawId) ?? []) {
        cellIssues.push({ record, column, value, reason: REASONS[column as CrmField] ?? 'not readable' });
      }
    });
    for (const { record, missing } of scan.padded) {
      cellIssues.push({
        record,
        column: 'record',
        value: '',
        reason: `the record is short of ${String(missing)} field${missing === 1 ? '' : 's'}; they are taken as empty`,
      });
    }
    const roll = rollOf(states.subarray(0, rows), this.stateCount);
    return {
      path: file.path,
      key: file.key,
      roll,
      records: scan.records,
      rows,
      separatorRows: scan.separatorRows,
      totalLines: scan.totalLines,
      blankLines: scan.blankLines,
      rejected: rejected.sort((a, b) => a.record - b.record),
      cellIssues: cellIssues.sort((a, b) => a.record - b.record),
      dates,
      lastEntryOn: isoDay(lastDay),
    };
  }
}

const numberOf = (dictionary: RecordDictionary, high: number, low: number): number => {
  const known = dictionary.find(high, low);
  return known === -1 ? dictionary.add(high, low) : known;
};
