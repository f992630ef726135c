import { LeadlensError } from '../../../domain/fault';
import type { Workspace } from '../../../sql/workspace';
import { CrmCast } from './crm-cast.step';
import { CrmNumbers } from './crm-numbers';
import type { CrmFile, CrmReading } from './crm-reading';
import {
  DATE_FIELDS,
  NOTHING_TOLD,
  readingKeyOf,
  type DateField,
  type DateReading,
  type FileReading,
  type ToldReading,
} from './file-reading';
import { scanCrmFile, type ScannedCrmFile } from './crm-scan';
import { crmLeadsOf, crmSnapshotOf, type CrmSnapshot } from './crm-snapshot';
import type { SnapshotRoll } from './fold-ranges';
import { besideColumn, isOpen, type DateDecision } from '../values/date-order';
import { tellSiblings } from './sibling-reading';
import { RawRecords } from '../records/raw-records';

/** Fresh text that waits to be cast: casting costs more per statement than per record. */
const BATCH_BYTES = 16 * 2 ** 20;

/**
 * Reads CRM report files one at a time and folds them: a record that any earlier file had is recognised by the hash of
 * its fields and costs no cast. Lives as long as the engine, so that a new snapshot costs only its own rows.
 *
 * The records that are new are cast in batches over several files, all with the same order of day and month, while
 * the next files are scanned.
 */
export class CrmFold {
  readonly #reading: CrmReading;
  readonly #numbers = new CrmNumbers();
  readonly #cast: CrmCast;
  readonly #raw = new Map<string, RawRecords>();
  readonly #snapshots = new Map<string, CrmSnapshot>();
  /** How the files are read that wait. */
  #how: FileReading;
  /** By the key of a file: what other files of its header say. */
  readonly #told = new Map<string, ToldReading>();
  /** By the key of a file: whose report it is, where that must be told apart. */
  readonly #series = new Map<string, string>();
  #waiting: ScannedCrmFile[] = [];
  #waitingBytes = 0;
  /** The batches that are being cast, one after the other, while further files are scanned. */
  #casting: Promise<void> = Promise.resolve();
  /** Size of the dictionary before the oldest file whose records are not cast yet; null when all are. */
  #uncastFrom: number | null = null;

  constructor(workspace: Workspace, reading: CrmReading) {
    this.#reading = reading;
    this.#cast = new CrmCast(workspace, reading, this.#numbers);
    const unread: DateReading = { order: reading.dateOrder, isSerial: false };
    this.#how = { dates: { entry_on: unread, appointment_at: unread }, leadDigits: null, series: '' };
  }

  /** One more than the greatest id of a record value. */
  get stateCount(): number {
    return this.#numbers.stateCount;
  }

  /** One more than the greatest id of a CRM lead. */
  get leadCount(): number {
    return this.#numbers.leadCount;
  }

  /** The CRM leads of a snapshot, each once. */
  leadsOf(snapshot: CrmSnapshot): SnapshotRoll {
    return crmLeadsOf(snapshot, this.#numbers);
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
    let scanned = await this.#scan(file, signal);
    const decided = this.#readingOf(scanned);
    if (readingKeyOf(decided) !== readingKeyOf(this.#how)) {
      this.#records.rollback(scanned.knownBefore);
      await this.settle(signal);
      this.#how = decided;
      scanned = await this.#scan(file, signal);
    }
    this.#uncastFrom ??= scanned.knownBefore;
    this.#waiting.push(scanned);
    this.#waitingBytes += scanned.scan.fresh.reduce((sum, block) => sum + block.length, 0);
    if (this.#waitingBytes < BATCH_BYTES) return;
    await this.#casting;
    this.#castWaiting(signal);
  }

  /**
   * Waits until all that was read is cast and has its snapshot.
   * @throws LeadlensError `cancelled`, or of the database; `abandon` then makes the fold usable again
   */
  async settle(signal: AbortSignal): Promise<void> {
    await this.#casting;
    this.#castWaiting(signal);
    await this.#casting;
  }

  /**
   * Lets the files of one header tell each other what none can tell alone, once all are settled.
   * @returns those whose snapshot was let go, since their values mean something else now: to be read again
   */
  tellSiblings(files: readonly CrmFile[]): readonly CrmFile[] {
    const told = tellSiblings(files.map((file) => this.snapshot(file)));
    const again = new Set<string>();
    for (const [snapshot, of] of told) {
      this.#told.set(snapshot.key, of);
      const dates = { ...snapshot.dates };
      for (const field of DATE_FIELDS) {
        const known = snapshot.dates[field];
        if (!isOpen(known)) continue;
        const proven = of.dates[field] ?? null;
        const neighbour = snapshot.dates[field === 'entry_on' ? 'appointment_at' : 'entry_on'];
        const alone: DateDecision = {
          order: this.#reading.dateOrder,
          by: 'default',
          ...(known.isMixed && { isMixed: true }),
        };
        dates[field] = proven === null ? besideColumn(alone, neighbour) : { order: proven, by: 'siblings' };
        if (dates[field].order !== known.order) again.add(snapshot.key);
      }
      if (of.leadDigits !== snapshot.leadDigits) again.add(snapshot.key);
      if (again.has(snapshot.key)) this.#snapshots.delete(snapshot.key);
      else this.#snapshots.set(snapshot.key, { ...snapshot, dates });
    }
    return files.filter((file) => again.has(file.key));
  }

  /**
   * Tells settled files whose reports they are.
   * @param seriesOf empty for those that nothing must tell apart
   * @returns those whose snapshot was let go, since their lead numbers are of others now: to be read again
   */
  tellSeries(files: readonly CrmFile[], seriesOf: (file: CrmFile) => string): readonly CrmFile[] {
    // Files of the same content have one snapshot: what was let go for one of them is gone for all.
    const again = new Set<string>();
    return files.filter((file) => {
      const series = seriesOf(file);
      this.#series.set(file.key, series);
      if (!again.has(file.key)) {
        if (this.snapshot(file).series === series) return false;
        again.add(file.key);
        this.#snapshots.delete(file.key);
      }
      return true;
    });
  }

  /** A hash of the lead number of a record value, the same in every series. */
  numberHashOf(state: number): number {
    return this.#numbers.numberHashOf(state);
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

  /** How a file is to be read; as the last one where its values leave that open. */
  #readingOf({ dates, evidence, leadDigits, series }: ScannedCrmFile): FileReading {
    const of = (field: DateField): DateReading => ({
      order: dates[field].by === 'none' ? this.#how.dates[field].order : dates[field].order,
      isSerial: evidence.serialDates[field],
    });
    return { dates: { entry_on: of('entry_on'), appointment_at: of('appointment_at') }, leadDigits, series };
  }

  /** Raw records as they are under the reading in force. */
  get #records(): RawRecords {
    const key = readingKeyOf(this.#how);
    let records = this.#raw.get(key);
    if (!records) {
      records = new RawRecords();
      this.#raw.set(key, records);
    }
    return records;
  }

  #scan(file: CrmFile, signal: AbortSignal): Promise<ScannedCrmFile> {
    const told = this.#told.get(file.key) ?? NOTHING_TOLD;
    return scanCrmFile(file, this.#records, this.#reading, signal, told, this.#series.get(file.key) ?? '');
  }

  /** Starts to cast what waits. */
  #castWaiting(signal: AbortSignal): void {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    if (batch.length === 0) return;
    const records = this.#records;
    this.#casting = this.#cast.cast(batch, records, this.#how, signal).then(() => {
      for (const scanned of batch) {
        this.#snapshots.set(scanned.file.key, crmSnapshotOf(scanned, records, this.#numbers));
      }
      this.#uncastFrom = this.#waiting[0]?.knownBefore ?? null;
    });
    // Whoever waits for it next hears of a failure; until then it must not count as unhandled.
    this.#casting.catch(() => undefined);
  }
}
