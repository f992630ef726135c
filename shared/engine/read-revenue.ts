import type { FileReport } from '../contract/sources';
import type { Finding } from '../domain/finding';
import { together } from '../domain/together';
import { sourcesOf, type SourceId } from '../domain/source';
import type { Workspace } from '../sql/workspace';
import {
  MarketingReader,
  type MarketingCounts,
  type MarketingFile,
  type MarketingTable,
} from '../stages/clean/marketing/marketing-reader.step';
import {
  MARKETING_KINDS,
  MARKETING_TABLES,
  type MarketingKind,
} from '../stages/clean/marketing/marketing-tables';
import { PROFILES } from '../stages/classify/profile';
import { orderName } from '../stages/clean/values/date-findings';
import { findInFormats } from '../stages/clean/values/format-findings';
import { openAll, type FileLedger, type OpenedFile, type ReadContext } from './file-ledger';
import { headerCurrencyOf } from './header-currency';
import type { FolderFile } from './folder-files';

export interface RevenueCleaned {
  /** Sources of which at least one file was read. */
  readonly sources: ReadonlySet<SourceId>;
  readonly findings: readonly Finding[];
}

/** Reads the files of the second question: leads, invoices, sessions and events, ad spend. Lives as long as the engine. */
export class RevenueReader {
  readonly #reader: MarketingReader;

  constructor(workspace: Workspace) {
    this.#reader = new MarketingReader(workspace, PROFILES);
  }

  /**
   * Cleans every file of these sources. A file that cannot be read is named; the others are still read. A table
   * without files is there and empty, unless none of the sources is in the folder.
   */
  async clean(
    files: readonly FolderFile[],
    ledger: FileLedger,
    context: ReadContext,
  ): Promise<RevenueCleaned> {
    const sources = new Set<SourceId>();
    const marketing: readonly (SourceId | null)[] = sourcesOf(...MARKETING_KINDS);
    const isAsked = files.some((f) => f.report.status === 'read' && marketing.includes(f.report.source));
    if (!isAsked) return { sources, findings: [] };
    const formats: MarketingCounts['formats'][] = [];
    // Side by side: while the database works on one kind of export, another is opened and scanned.
    const tables = await together(
      MARKETING_KINDS.map(async (kind) => {
        const of: readonly (SourceId | null)[] = sourcesOf(kind);
        const opened = await openAll(
          files.filter((f) => f.report.status === 'read' && of.includes(f.report.source)),
          ledger,
          context,
          MARKETING_TABLES[kind].fields,
        );
        return { opened, ...(await this.#read(kind, opened, context)) };
      }),
    );
    for (const { opened, counts, failed } of tables) {
      for (const { file, sha256 } of opened) {
        const fault = failed.get(file.report.file);
        if (fault) ledger.fail(file, fault);
        const counted = counts.find((c) => c.path === file.report.file);
        if (!counted) continue;
        ledger.keep(file, counted, sha256, { decidedFormats: formatsInWords(counted.formats) });
        sources.add(counted.formats.source);
        formats.push(counted.formats);
      }
    }
    return { sources, findings: findInFormats(formats) };
  }

  #read(kind: MarketingKind, opened: readonly OpenedFile[], context: ReadContext): Promise<MarketingTable> {
    const files = opened.map(({ file, text }): MarketingFile => {
      const { mapping } = file.report;
      return {
        ...text,
        columns: file.report.headers.join('\n'),
        headerCurrency: headerCurrencyOf(text.source, mapping),
        inMicros: mapping.flatMap(({ field, unit }) => (unit === 'micros' ? [field] : [])),
        hasStatus: mapping.some((m) => m.field === 'status' && m.column !== null),
      };
    });
    const { settings, signal } = context;
    switch (kind) {
      case 'people':
        return this.#reader.leads(files, signal);
      case 'invoices':
        return this.#reader.invoices(files, settings.rates, signal);
      case 'touches':
        return this.#reader.touches(files, signal);
      case 'ads':
        return this.#reader.ads(files, settings.rates, signal);
    }
  }
}

function formatsInWords({
  date,
  dateField,
  numbers,
  inMicros,
}: MarketingCounts['formats']): FileReport['decidedFormats'] {
  const dates =
    date === null || dateField === null || date.by === 'none'
      ? []
      : [{ field: dateField, format: orderName(date.order) }];
  const written = [...numbers].flatMap(([field, { format }]) => (format === null ? [] : [{ field, format }]));
  const millionths = inMicros.map((field) => ({ field, format: 'in millionths of the currency' }));
  return [...dates, ...written, ...millionths];
}
