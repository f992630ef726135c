import { bug, LeadlensError } from '../../../domain/fault';
import { groupBytes } from '../../../domain/join-bytes';
import { together } from '../../../domain/together';
import type { SourceId } from '../../../domain/source';
import { readLentCsv } from '../../../sql/dialect';
import type { AnyRelation, TableSpec } from '../../../sql/model';
import { commas, ident, lit, sql } from '../../../sql/sql';
import type { TableWriter, Workspace } from '../../../sql/workspace';
import type { ColumnEvidence } from '../values/column-evidence';
import { ColumnReader } from '../values/column-reader';
import type { NumberText } from '../values/number-text';
import { fillNumberTexts } from '../values/number-texts.step';
import type { OpenRecords } from './open-records';
import { scanRecords } from './record-scanner';
import type { ScanResult } from './scan-result';
import type { TextTable } from './text-table';
import type { TextCounts } from './text-counts';
import type { CellIssues } from './cell-issues';
import { unreadableCells } from './unreadable-cells.step';
import type { RejectedRecord } from './unreadable';

/** Text in one insert: each statement costs time of its own. */
const INSERT_BYTES = 16 * 2 ** 20;

export interface TextFile {
  readonly path: string;
  readonly source: SourceId;
  /** Changes with the content of the file and with whatever decides how it is read. */
  readonly key: string;
  readonly records: OpenRecords;
}

export interface TextTableResult {
  /** In the order of the files, without those that failed. */
  readonly read: readonly TextFile[];
  /** Changes with the records of the table. */
  readonly contentKey: string;
  /** By path: what the values of a file say about the way they are written. */
  readonly evidence: ReadonlyMap<string, ColumnEvidence>;
  /** By path: why a file could not be read to its end. */
  readonly failed: ReadonlyMap<string, LeadlensError>;
}

/** A file that broke while its table was being filled. */
class BrokenFile extends Error {
  constructor(
    readonly path: string,
    readonly fault: LeadlensError,
  ) {
    super(fault.message);
  }
}

/** Texts that mean "no value" in the files of a source, by field: they do not come into the table. */
export type TokensOf = (source: SourceId) => Readonly<Record<string, readonly string[]>>;

interface Scanned extends Omit<TextCounts, 'path' | 'rows'> {
  readonly evidence: ColumnEvidence;
}

/** A file that was scanned and is to be put into its table. */
interface ScannedFile {
  readonly file: TextFile;
  readonly scan: ScanResult;
  readonly reader: ColumnReader;
}

/** Reads files into tables of text; keeps what it counted for as long as the engine lives. */
export class TextTableReader {
  readonly #workspace: Workspace;
  /** By the key of a file. */
  readonly #scans = new Map<string, Scanned>();
  /** By the key of a file, until they stand in their table: they can be as many as the records. */
  readonly #numberTexts = new Map<string, ReadonlyMap<string, NumberText>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /**
   * Fills a table with the records of all files. A file that breaks half-way is left out, and the others are read.
   * @throws LeadlensError of kind `cancelled` or `bug`
   */
  async read(
    to: TextTable,
    files: readonly TextFile[],
    tokensOf: TokensOf,
    signal: AbortSignal,
  ): Promise<TextTableResult> {
    const failed = new Map<string, LeadlensError>();
    for (;;) {
      const usable = files.filter((file) => !failed.has(file.path));
      const contentKey = usable.map((file) => `${file.path}\n${file.source}\n${file.key}`).join('\n');
      try {
        await this.#workspace.fill(to.table, contentKey, async (into) => {
          await this.#readFiles(to, usable, tokensOf, into, signal);
        });
        if (to.numbers !== null) await this.#fillNumbers(to.numbers, usable, contentKey);
        return { read: usable, contentKey, failed, evidence: this.#evidence(usable) };
      } catch (error) {
        if (!(error instanceof BrokenFile)) throw error;
        failed.set(error.path, error.fault);
      }
    }
  }

  /**
   * What was counted in each file; the database must have as many records.
   * @param cleaned the model that was made of the table, one row per record
   */
  async count(
    cleaned: AnyRelation,
    files: readonly TextFile[],
    signal: AbortSignal,
  ): Promise<readonly TextCounts[]> {
    const counted = await this.#workspace.query(
      sql`select file, cast(count(*) as integer) from ${cleaned} group by 1`,
      signal,
    );
    const rowsOf = new Map(counted.rows().map(([file, rows]) => [String(file), Number(rows)]));
    return files.map((file) => {
      const scan = this.#scans.get(file.key);
      const rows = rowsOf.get(file.path) ?? 0;
      const expected = scan
        ? scan.records - scan.separatorRows - scan.totalRows - scan.footerRows - scan.rejected.length
        : -1;
      if (!scan || rows !== expected) {
        throw new LeadlensError({
          kind: 'bug',
          code: 'count_mismatch',
          message: `${file.path}: the database has ${String(rows)} of ${String(expected)} records.`,
          file: file.path,
        });
      }
      const { evidence: _, ...counts } = scan;
      return { ...counts, path: file.path, rows };
    });
  }

  /** The cells that `cleaned` names in its column `issues`, by file. */
  issues(
    from: TextTable,
    cleaned: AnyRelation,
    files: readonly TextFile[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CellIssues>> {
    const records = new Map(files.map(({ key, path }) => [path, this.#scans.get(key)?.records ?? 0]));
    return unreadableCells(this.#workspace, from, cleaned, records, signal);
  }

  /** The text of the records that `cleaned` gives no key, by file: they belong to nobody. */
  async keyless(
    from: TextTable,
    cleaned: AnyRelation,
    key: string,
    reason: string,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly RejectedRecord[]>> {
    const found = await this.#workspace.query(
      sql`select file, record_number, concat_ws(',', ${commas(from.fields.map((field) => sql`t.${ident(field)}`))})
        from ${cleaned} c join ${from.table} t using (file, record_number) where c.${ident(key)} is null order by 1, 2`,
      signal,
    );
    const records = new Map<string, RejectedRecord[]>();
    for (const [file, record, text] of found.rows()) {
      const of = records.get(String(file)) ?? [];
      of.push({ record: Number(record), text: String(text ?? ''), reason });
      records.set(String(file), of);
    }
    return records;
  }

  async #fillNumbers(numbers: TableSpec, files: readonly TextFile[], contentKey: string): Promise<void> {
    await fillNumberTexts(this.#workspace, numbers, contentKey, () => {
      const texts = files.map((file) => {
        const of = this.#numberTexts.get(file.key);
        if (!of) throw bug(`The numbers of ${file.path} were let go before they stood in ${numbers.name}.`);
        return [...of];
      });
      return new Map(texts.flat());
    });
    for (const file of files) this.#numberTexts.delete(file.key);
  }

  #evidence(files: readonly TextFile[]): ReadonlyMap<string, ColumnEvidence> {
    return new Map(
      files.map((file) => {
        const scan = this.#scans.get(file.key);
        if (!scan) throw bug(`${file.path} stands in its table, but what was counted in it is gone.`);
        return [file.path, scan.evidence];
      }),
    );
  }

  /** While the database takes in one file, the next is scanned already, unless the first is large: two take memory. */
  async #readFiles(
    to: TextTable,
    files: readonly TextFile[],
    tokensOf: TokensOf,
    into: TableWriter,
    signal: AbortSignal,
  ): Promise<void> {
    let ahead: ScannedFile | null = null;
    for (const [i, file] of files.entries()) {
      const scanned: ScannedFile = ahead ?? (await this.#scan(to, file, tokensOf, signal));
      const next = files[i + 1];
      const isSmall = scanned.scan.fresh.reduce((bytes, block) => bytes + block.length, 0) <= INSERT_BYTES;
      [, ahead] = await together([
        this.#insert(to, scanned, into, signal),
        next && isSmall ? this.#scan(to, next, tokensOf, signal) : null,
      ]);
    }
  }

  async #insert(
    { table, fields, numbers }: TextTable,
    { file, scan, reader }: ScannedFile,
    into: TableWriter,
    signal: AbortSignal,
  ): Promise<void> {
    for (const block of groupBytes(scan.fresh, INSERT_BYTES)) {
      const path = await this.#workspace.lend(`${table.name}.csv`, block);
      try {
        await into.insert(
          sql`select ${lit(file.source)} as source, ${lit(file.path)} as file, cast(index as integer) + 1 as record_number,
              * exclude (index)
            from ${readLentCsv({ path, longest: scan.longestFresh }, ['index', ...fields])}`,
          signal,
        );
      } finally {
        await this.#workspace.release(path);
      }
    }
    const { rawIds: _ids, fresh: _fresh, freshCount: _count, longestFresh: _longest, ...counts } = scan;
    this.#scans.set(file.key, { ...counts, damaged: reader.damaged, evidence: reader.evidence() });
    if (numbers !== null) this.#numberTexts.set(file.key, reader.oddNumbers);
  }

  async #scan(to: TextTable, file: TextFile, tokensOf: TokensOf, signal: AbortSignal): Promise<ScannedFile> {
    const reader = new ColumnReader(to, tokensOf(file.source));
    try {
      const scan = await scanRecords(file.records.chunks(signal), file.records.layout, null, {
        file: file.path,
        signal,
        reader,
      });
      return { file, scan, reader };
    } catch (error) {
      if (error instanceof LeadlensError && error.details.kind === 'input')
        throw new BrokenFile(file.path, error);
      throw error;
    }
  }
}
