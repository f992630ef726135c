import type { LeadlensError } from '../../../domain/fault';
import type { DayRange } from '../../../domain/stated-range';
import { together } from '../../../domain/together';
import type { PeriodUnit } from '../../../domain/written-period';
import { sourcesOf, type SourceId } from '../../../domain/source';
import type { AnyRelation } from '../../../sql/model';
import type { DateOrder } from '../../../sql/dialect';
import type { Workspace } from '../../../sql/workspace';
import type { InvoiceRecords, Profile } from '../../classify/profile-schema';
import { decideFormats, decideTogether, type FileFormats } from '../values/column-formats';
import type { ValueNote } from '../values/value-notes';
import { readAdPeriods } from './ad-periods';
import { planAdDays } from './ad-days';
import { parseEventTypes } from './event-types';
import { planInvoices } from './plan-invoices';
import {
  ADS,
  ADS_PARTS,
  ADS_SUMS,
  INVOICES,
  INVOICE_SUMS,
  LEADS,
  MARKETING_TABLES,
  type MarketingKind,
} from './marketing-tables';
import { nullTokensOf } from '../records/open-records';
import { planDates, planReading } from '../values/plan-reading';
import type { ReadingPlan } from '../values/reading-plan';
import { stgAds } from './stg-ads.model';
import { stgInvoices } from './stg-invoices.model';
import { stgLeads } from './stg-leads.model';
import { stgTouches } from './stg-touches.model';
import { findPartSums } from '../records/part-sums';
import { findSumRows, withoutSumRows, type SumColumns, type SumRows } from '../records/sum-rows.step';
import type { TextTable } from '../records/text-table';
import type { TextCounts } from '../records/text-counts';
import { TextTableReader, type TextFile } from '../records/text-table.step';
import { CellIssues } from '../records/cell-issues';

/** A file of one of the marketing sources. */
export interface MarketingFile extends TextFile {
  /** The names of its columns. */
  readonly columns: string;
  /** The order of day and month that is usual in how the file is written; null where nothing speaks for one. */
  readonly usualOrder: DateOrder | null;
  /** Header of the column of dates; null where it has none. */
  readonly dateHeader: string | null;
  /** Currency that the header of the amounts states, else the lines above it. */
  readonly headerCurrency: string | null;
  /** Amounts that are written in millionths of their currency. */
  readonly inMicros: readonly string[];
  /** Amounts that the layout has in the smallest unit of their currency. */
  readonly inMinor: readonly string[];
  /** What the records of an export of invoices are. */
  readonly holds: InvoiceRecords;
  /** Whether its layout is one of the service's reports, which write amounts with decimals. */
  readonly isReport: boolean;
  /** Whether a record can be of several people, each with an e-mail in the same cell. */
  readonly isOfSeveralPeople: boolean;
  /** Whether a column says which state an invoice is in. */
  readonly hasStatus: boolean;
  /** Whether a column says of which day a record is. */
  readonly hasDay: boolean;
  /** Whether a column says on which day begins what a record adds up. */
  readonly hasFirstDay: boolean;
  /** Where no column says of which day a record is: the unit of the column that says of which days. */
  readonly periodUnit: PeriodUnit | null;
  /** The days that the file says it is about. */
  readonly period: DayRange | null;
}

export interface MarketingCounts extends TextCounts {
  readonly cellIssues: CellIssues;
  readonly notes: readonly ValueNote[];
  readonly formats: FileFormats;
}

export interface MarketingTable {
  readonly counts: readonly MarketingCounts[];
  /** By path: why a file could not be read to its end. */
  readonly failed: ReadonlyMap<string, LeadlensError>;
}

/** Files of one kind that stand in their table of text. */
interface ReadText {
  readonly table: TextTable;
  readonly read: readonly TextFile[];
  readonly failed: ReadonlyMap<string, LeadlensError>;
  readonly contentKey: string;
  readonly formats: readonly FileFormats[];
}

/** Reads the exports of the second question into a table for each kind. Lives as long as the engine. */
export class MarketingReader {
  readonly #workspace: Workspace;
  readonly #reader: TextTableReader;
  readonly #profiles: Readonly<Record<SourceId, Profile>>;

  constructor(workspace: Workspace, profiles: Readonly<Record<SourceId, Profile>>) {
    this.#workspace = workspace;
    this.#profiles = profiles;
    this.#reader = new TextTableReader(workspace);
  }

  /** Fills `stg_leads`; empty where there are no files. */
  async leads(files: readonly MarketingFile[], signal: AbortSignal): Promise<MarketingTable> {
    const read = await this.#read('people', files, signal);
    const plan = {
      ...planReading(read.formats, LEADS, {}),
      ofSeveralPeople: files.filter((file) => file.isOfSeveralPeople).map(({ path }) => path),
      unclearDates: read.formats.filter(({ date }) => date?.by === 'default').map(({ path }) => path),
    };
    const building = this.#workspace.build(stgLeads, plan, signal);
    return this.#counted(read, stgLeads, building, signal);
  }

  /** Fills `stg_invoices`. @param rates units of each currency for one of the project's, decimal text */
  async invoices(
    files: readonly MarketingFile[],
    rates: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<MarketingTable> {
    const read = await this.#read('invoices', files, signal);
    const plan = planInvoices(
      planReading(read.formats, INVOICES, rates),
      files,
      read.formats,
      sourcesOf('invoices').map((source) => this.#profiles[source]),
    );
    const build = (leftOut: ReadingPlan['leftOut']): Promise<unknown> =>
      this.#workspace.build(stgInvoices, { ...plan, leftOut }, signal);
    const counted = await this.#counted(read, stgInvoices, build([]), signal);
    return this.#withoutSums(counted, stgInvoices, INVOICES, INVOICE_SUMS, build, signal);
  }

  /** Fills `stg_ads`. @param rates units of each currency for one of the project's, decimal text */
  async ads(
    files: readonly MarketingFile[],
    rates: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<MarketingTable> {
    const read = await this.#read('ads', files, signal);
    const dated = files.map((file) => ({
      ...file,
      dateOrder: file.usualOrder ?? this.#profiles[file.source].dateOrder,
    }));
    await readAdPeriods(this.#workspace, dated, read.contentKey, signal);
    const plan = { ...planReading(read.formats, ADS, rates), ...planAdDays(files, read.formats) };
    const build = (leftOut: ReadingPlan['leftOut']): Promise<unknown> =>
      this.#workspace.build(stgAds, { ...plan, leftOut }, signal);
    const counted = await this.#counted(read, stgAds, build([]), signal);
    const parted = await findPartSums(this.#workspace, stgAds, ADS, ADS_PARTS, signal);
    return this.#withoutSums(counted, stgAds, ADS, ADS_SUMS, build, signal, parted);
  }

  /** Fills `stg_touches`. */
  async touches(files: readonly MarketingFile[], signal: AbortSignal): Promise<MarketingTable> {
    const read = await this.#read('touches', files, signal);
    await parseEventTypes(this.#workspace, read.contentKey, signal);
    const booleans = (tokens: 'trueTokens' | 'falseTokens'): readonly string[] => [
      ...new Set(
        sourcesOf('touches').flatMap(
          (source) => this.#profiles[source].fields.find((f) => f.field === 'is_conversion')?.[tokens] ?? [],
        ),
      ),
    ];
    const conversionTypes = this.#groupValues('touches', 'conversion');
    const plan = {
      ...planDates(read.formats, MARKETING_TABLES.touches),
      trueTokens: booleans('trueTokens'),
      falseTokens: booleans('falseTokens'),
      conversionTypes,
    };
    return this.#counted(read, stgTouches, this.#workspace.build(stgTouches, plan, signal), signal);
  }

  /** Fills the table of text of one kind, and decides how its columns are read. */
  async #read(kind: MarketingKind, files: readonly MarketingFile[], signal: AbortSignal): Promise<ReadText> {
    const table = MARKETING_TABLES[kind];
    const tokensOf = (source: SourceId): Readonly<Record<string, readonly string[]>> =>
      nullTokensOf(this.#profiles[source], table.fields);
    const { evidence, ...result } = await this.#reader.read(table, files, tokensOf, signal);
    const formats = files.flatMap(
      ({ path, source, columns, usualOrder, dateHeader, headerCurrency, inMicros, inMinor }) => {
        const of = evidence.get(path);
        const { dateOrder } = this.#profiles[source];
        const told = {
          path,
          source,
          columns,
          dateOrder,
          usualOrder,
          dateHeader,
          headerCurrency,
          inMicros,
          inMinor,
        };
        return of ? [decideFormats(table, told, of)] : [];
      },
    );
    return { ...result, table, formats: decideTogether(formats) };
  }

  /**
   * What was counted in the files. The counts are asked for before the table stands: each answer that the database need
   * not wait for saves time.
   */
  async #counted(
    { table, read, failed, formats }: ReadText,
    cleaned: AnyRelation,
    building: Promise<unknown>,
    signal: AbortSignal,
  ): Promise<MarketingTable> {
    const [, scanned, issues] = await together([
      building,
      this.#reader.count(cleaned, read, signal),
      this.#reader.issues(table, cleaned, read, signal),
    ]);
    const counts = scanned.flatMap((scan) => {
      const of = formats.find((f) => f.path === scan.path);
      return of
        ? [
            {
              ...scan,
              cellIssues: (issues.get(scan.path) ?? new CellIssues()).with(scan.damaged),
              notes: of.evidence.notes,
              formats: of,
            },
          ]
        : [];
    });
    return { counts, failed };
  }

  /** Takes the rows out that sum others up: what they are shows only when all numbers are read. */
  async #withoutSums(
    counted: MarketingTable,
    cleaned: AnyRelation,
    text: TextTable,
    columns: SumColumns,
    rebuild: (leftOut: ReadingPlan['leftOut']) => Promise<unknown>,
    signal: AbortSignal,
    known: SumRows = new Map(),
  ): Promise<MarketingTable> {
    const leaveOut = (sums: SumRows): Promise<unknown> =>
      rebuild([...sums].map(([file, rows]) => [file, rows.map(({ record }) => record)]));
    // A total of the file is the sum of rows once those that sum up parts are gone.
    if (known.size > 0) await leaveOut(known);
    const perhaps = new Map(counted.counts.map((of) => [of.path, of.perhapsTotals]));
    const found = await findSumRows(this.#workspace, cleaned, text, columns, perhaps, signal);
    if (found.size === 0 && known.size === 0) return counted;
    const sums = new Map(
      [...new Set([...known.keys(), ...found.keys()])].map((file) => [
        file,
        [...(known.get(file) ?? []), ...(found.get(file) ?? [])],
      ]),
    );
    if (found.size > 0) await leaveOut(sums);
    return {
      ...counted,
      counts: counted.counts.map((of) => withoutSumRows(of, sums.get(of.path) ?? [])),
    };
  }

  #groupValues(kind: MarketingKind, group: string): readonly string[] {
    const values = sourcesOf(kind).flatMap((source) => this.#profiles[source].groups[group]?.values ?? []);
    return [...new Set(values.map((value) => value.toLowerCase()))];
  }
}
