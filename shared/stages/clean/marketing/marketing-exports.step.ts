import type { FileReport } from '../../../contract/sources';
import { statedPeriod } from '../../../domain/stated-range';
import { sourcesOf, type SourceId } from '../../../domain/source';
import type { ModelSpec, TableSpec } from '../../../sql/model';
import { defineStep, type StepContext, type StepSpec } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import { folderFiles } from '../../classify/classify-parameters';
import { PROFILES } from '../../classify/profile';
import { fileLedger, rates } from '../clean-parameters';
import { readCrmReports } from '../crm/crm-reports.step';
import { readDeliveredLeads } from '../delivered/delivered-exports.step';
import { openAll, type OpenedFile } from '../records/file-ledger';
import { orderName } from '../values/date-findings';
import { findInFormats } from '../values/format-findings';
import { headerCurrencyOf } from '../values/header-currency';
import { usualDateOrder } from '../values/usual-date-order';
import { srcAdPeriods, unitOfHeader } from './ad-periods';
import { srcEventTypes } from './event-types';
import {
  MarketingReader,
  type MarketingCounts,
  type MarketingFile,
  type MarketingTable,
} from './marketing-reader.step';
import { MARKETING_KINDS, MARKETING_TABLES, type MarketingKind } from './marketing-tables';
import { stgAds } from './stg-ads.model';
import { stgInvoices } from './stg-invoices.model';
import { stgLeads } from './stg-leads.model';
import { stgTouches } from './stg-touches.model';

const SOURCES: readonly (SourceId | null)[] = sourcesOf(...MARKETING_KINDS);

const makeReader = (workspace: Workspace): MarketingReader => new MarketingReader(workspace, PROFILES);

/**
 * Reads the exports of one kind. A file that cannot be read is named; the others are still read. The table of a kind
 * without files is there and empty, unless no export of the second question is in the folder.
 */
async function readExports(kind: MarketingKind, context: StepContext): Promise<void> {
  const files = context.get(folderFiles).filter(({ report }) => report.status === 'read');
  if (!files.some(({ report }) => SOURCES.includes(report.source))) return;
  const ledger = context.get(fileLedger);
  const of: readonly (SourceId | null)[] = sourcesOf(kind);
  const opened = await openAll(
    files.filter(({ report }) => of.includes(report.source)),
    ledger,
    context,
    MARKETING_TABLES[kind].fields,
  );
  const { counts, failed } = await readTable(kind, opened, context);
  for (const { file, sha256 } of opened) {
    const fault = failed.get(file.report.file);
    if (fault) ledger.fail(file, fault);
    const counted = counts.find((c) => c.path === file.report.file);
    if (!counted) continue;
    ledger.keep(file, counted, sha256, { decidedFormats: formatsInWords(counted.formats) });
  }
  context.found(findInFormats(counts.map(({ formats }) => formats)));
}

/** The first values of the column that feeds a field. */
function sampleOf({ report, sniffed }: OpenedFile['file'], field: string | null): readonly string[] {
  const column = report.mapping.find((m) => m.field === field)?.column ?? null;
  const at = column === null ? -1 : report.headers.indexOf(column);
  return at < 0 ? [] : (sniffed?.sample ?? []).map((record) => record[at] ?? '');
}

function readTable(
  kind: MarketingKind,
  opened: readonly OpenedFile[],
  { kept, get, signal }: StepContext,
): Promise<MarketingTable> {
  const reader = kept(makeReader);
  const files = opened.map(({ file, text }): MarketingFile => {
    const { mapping, layout } = file.report;
    const known = PROFILES[text.source].layouts.find(({ name }) => name === layout);
    const isMapped = (field: string): boolean => mapping.some((m) => m.field === field && m.column !== null);
    return {
      ...text,
      columns: file.report.headers.join('\n'),
      usualOrder: usualDateOrder(
        file.report.headers,
        sampleOf(file, MARKETING_TABLES[kind].date),
        PROFILES[text.source].dateOrderInAnyLanguage,
      ),
      dateHeader: mapping.find(({ field }) => field === MARKETING_TABLES[kind].date)?.column ?? null,
      headerCurrency: headerCurrencyOf(text.source, mapping) ?? file.sniffed?.preamble.currency ?? null,
      inMicros: mapping.flatMap(({ field, unit }) => (unit === 'micros' ? [field] : [])),
      inMinor: mapping.flatMap(({ field, unit }) => (unit === 'minor' ? [field] : [])),
      holds: known?.records ?? 'invoices',
      isReport: known !== undefined && file.classification?.isUnitChosen !== true,
      isOfSeveralPeople: known?.ofSeveralPeople ?? false,
      hasStatus: isMapped('status'),
      hasDay: isMapped('spend_on'),
      hasFirstDay: isMapped('period_from'),
      periodUnit: isMapped('spend_on')
        ? null
        : unitOfHeader(mapping.find(({ field }) => field === 'period')?.column ?? null),
      period: statedPeriod(file.report.file, file.sniffed?.preamble.range ?? null),
    };
  });
  switch (kind) {
    case 'people':
      return reader.leads(files, signal);
    case 'invoices':
      return reader.invoices(files, get(rates), signal);
    case 'touches':
      return reader.touches(files, signal);
    case 'ads':
      return reader.ads(files, get(rates), signal);
  }
}

/** The step of one kind. All kinds side by side: while the database works on one, another is opened and scanned. */
function stepOf(
  kind: MarketingKind,
  title: string,
  cleaned: ModelSpec,
  more: Partial<Pick<StepSpec, 'takes' | 'writes'>> = {},
): StepSpec {
  const { table, numbers } = MARKETING_TABLES[kind];
  const writes: readonly TableSpec[] = [
    table,
    ...(numbers === null ? [] : [numbers]),
    ...(more.writes ?? []),
  ];
  return defineStep({
    name: `read_${kind}`,
    title,
    takes: [folderFiles, fileLedger, ...(more.takes ?? [])],
    writes,
    builds: [cleaned],
    // Not while CRM reports are scanned: both hold records in memory.
    after: [readDeliveredLeads, readCrmReports],
    size: 'rows',
    run: (context) => readExports(kind, context),
  });
}

export const readPeople = stepOf('people', 'Reading the exports of lead tools', stgLeads);
export const readInvoices = stepOf('invoices', 'Reading the exports of invoices', stgInvoices, {
  takes: [rates],
});
export const readTouches = stepOf('touches', 'Reading the exports of sessions and events', stgTouches, {
  writes: [srcEventTypes],
});
export const readAds = stepOf('ads', 'Reading the exports of ads', stgAds, {
  takes: [rates],
  writes: [srcAdPeriods],
});

function formatsInWords({
  date,
  dateField,
  numbers,
  inMicros,
  inMinor,
}: MarketingCounts['formats']): FileReport['decidedFormats'] {
  const dates =
    date === null || dateField === null || date.by === 'none'
      ? []
      : [{ field: dateField, format: orderName(date.order) }];
  const written = [...numbers].flatMap(([field, { format }]) => (format === null ? [] : [{ field, format }]));
  const millionths = inMicros.map((field) => ({ field, format: 'in millionths of the currency' }));
  const smallest = inMinor.map((field) => ({ field, format: 'in the smallest unit of the currency' }));
  return [...dates, ...written, ...millionths, ...smallest];
}
