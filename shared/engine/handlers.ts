import { LeadlensError } from '../domain/fault';
import { SOURCE_IDS } from '../domain/source';
import { chartPoints } from '../queries/sql/chart-points';
import { columnStatistics } from '../queries/grid/column-statistics';
import { columnValues } from '../queries/grid/column-values';
import { drillComparison, readComparison } from '../queries/lead-quality/compare-view';
import { readDispositions } from '../queries/lead-quality/disposition-groups';
import { drillInto } from '../queries/grid/drill';
import { readFigures } from '../queries/grid/figures';
import { findRow } from '../queries/grid/find-rows';
import { readFunnel } from '../queries/lead-quality/funnel-view';
import { readPage } from '../queries/grid/grid-page';
import { sqlOfQuery } from '../queries/grid/grid-sql';
import { gridFiltersOf, type FilterContext } from '../queries/lead-quality/lead-filters';
import { readMatches } from '../queries/lead-quality/matches-view';
import { drillRateTrend, readRateTrends } from '../queries/lead-quality/rate-trends';
import { drillIntoRevenue } from '../queries/revenue/revenue-drill';
import { readRevenueView } from '../queries/revenue/revenue-view';
import { lookUp } from '../queries/subjects/look-up';
import { pivotTable } from '../queries/grid/pivot';
import { tableSizes } from '../queries/grid/table-sizes';
import { exploreTable, TABLES } from '../queries/grid/tables';
import { starterQueries } from '../queries/sql/starter-queries';
import { pulse } from '../queries/sql/pulse';
import { runUserSql, sqlTables } from '../queries/sql/user-sql';
import { drillSnapshot } from '../queries/lead-quality/trend';
import type { EngineHandlers } from '../rpc/engine-rpc';
import { PROFILES } from '../stages/classify/profile';
import { namesOfSource } from '../stages/clean/records/file-ledger';
import { openRecords } from '../stages/clean/records/open-records';
import { readRawRecord } from '../stages/clean/records/record-scanner';
import { sniffFile } from '../stages/discover/sniff-file';
import type { Engine } from './engine';
import { exportCsv, exportFiles } from './exports';
import { fileOfRun, leadQualityOf, linksOfHeadline, revenueOf, weightModelOf } from './answers';
import { fileColumns } from './file-columns';
import { openRawFile } from './raw-file';
import { readWithoutKey } from '../queries/review/without-key';
import { reviewItems, reviewQueue } from './review';
import { subjectPage } from './subjects';
import { findThings } from './things';
import { timingsOf } from './timings';

/** What turning the filters of a screen into conditions needs. */
const filterContext = (engine: Engine, signal: AbortSignal): FilterContext => ({
  workspace: engine.workspace,
  groups: engine.state.settings.dispositionGroups,
  signal,
});

/** Implements the engine's contract. */
export const engineHandlers = (engine: Engine): EngineHandlers => ({
  run: ({ folder, settings, decisions }, { progress, signal }) =>
    engine.run(folder, settings, decisions ?? [], progress, signal),
  tables: () => Promise.resolve(TABLES.filter((table) => engine.workspace.has(table)).map(exploreTable)),
  timings: (_, { signal }) => timingsOf(engine, signal),
  tableSizes: (_, { signal }) => tableSizes(engine.workspace, signal),
  pulse: (_, { signal }) => pulse(engine.workspace, signal),
  rawFile: ({ file }, { signal }) => openRawFile(engine, file, signal),
  page: (query, { signal }) => readPage(engine.workspace, query, signal),
  figures: (request, { signal }) => readFigures(engine.workspace, request, signal),
  columnValues: (request, { signal }) => columnValues(engine.workspace, request, signal),
  columnStatistics: (request, { signal }) => columnStatistics(engine.workspace, request, signal),
  find: (request, { signal }) => findRow(engine.workspace, request, signal),
  chartPoints: (request, { signal }) => chartPoints(engine.workspace, request, signal),
  pivot: (request, { signal }) => pivotTable(engine.workspace, request, signal),
  sql: ({ sql }, { signal }) => runUserSql(engine.workspace, sql, signal),
  sqlTables: () => Promise.resolve(sqlTables(engine.workspace)),
  starterQueries: () => Promise.resolve(starterQueries(engine.workspace, linksOfHeadline(engine))),
  matches: (_, { signal }) =>
    readMatches(engine.workspace, leadQualityOf(engine), weightModelOf(engine), signal),
  funnel: (request, { signal }) =>
    readFunnel(filterContext(engine, signal), leadQualityOf(engine), engine.state.deadStretches, request),
  drill: (request, { signal }) => drillInto(filterContext(engine, signal), request),
  snapshotDrill: async (request, { signal }) =>
    drillSnapshot(request, await gridFiltersOf(filterContext(engine, signal), request.filters ?? [])),
  compare: (request, { signal }) => readComparison(filterContext(engine, signal), request),
  compareDrill: (request, { signal }) => drillComparison(filterContext(engine, signal), request),
  rateTrends: (request, { signal }) =>
    readRateTrends(filterContext(engine, signal), engine.state.deadStretches, request),
  rateTrendDrill: (request, { signal }) => drillRateTrend(filterContext(engine, signal), request),
  dispositions: (_, { signal }) => readDispositions(engine.workspace, signal),
  sqlOf: (query) => Promise.resolve({ sql: sqlOfQuery(engine.workspace, query) }),
  revenue: (request, { signal }) =>
    readRevenueView(
      engine.workspace,
      revenueOf(engine),
      engine.state.settings.attributionWindowDays,
      request,
      signal,
    ),
  revenueDrill: (request) => Promise.resolve(drillIntoRevenue(request)),
  csv: (request, context) => exportCsv(engine, request, context),
  export: (request, context) => exportFiles(engine, request, context),
  review: (_, { signal }) => reviewQueue(engine, signal),
  reviewItems: ({ ids }, { signal }) => reviewItems(engine, ids, signal),
  withoutKey: ({ value }, { signal }) => {
    leadQualityOf(engine);
    return readWithoutKey(engine.workspace, value, signal);
  },
  lookUp: ({ text, limit }, { signal }) => lookUp(engine.workspace, text, limit, signal),
  subject: (request, { signal }) => subjectPage(engine, request, signal),
  things: (request, { signal }) => findThings(engine, request, signal),
  rawRecord: async ({ file, record }, { signal }) => {
    const { sniffed, report } = fileOfRun(engine, file);
    const source = engine.openFolder(engine.state.folder);
    const columns = sniffed.headers.map((column) => ({
      field: column,
      label: column,
      required: false,
      description: '',
      column,
      chosenBy: 'profile' as const,
    }));
    // Headers that come again have no number: text is gone through as it was when it was read.
    const mapping = sniffed.format === 'parquet' ? columns : report.mapping;
    const fields = mapping.map(({ field }) => field);
    const names = namesOfSource(report.source);
    const records = openRecords(source, engine.parquet, sniffed, mapping, fields, names);
    const text = await (records.rawRecord?.(record, signal) ??
      readRawRecord(records.chunks(signal), records.layout, record, { file, signal }));
    if (text === null) {
      throw new LeadlensError({
        kind: 'input',
        code: 'no_such_record',
        message: `${file} has no record ${String(record)} any more: it has changed since it was read.`,
        hint: 'Run again.',
        file,
      });
    }
    return { text };
  },
  fileColumns: ({ file }, { signal }) => fileColumns(engine, file, signal),
  headerOf: async ({ file, form }, { signal }) => {
    const { sniffed } = fileOfRun(engine, file);
    const source = engine.openFolder(engine.state.folder);
    const read = await sniffFile(source, engine.parquet, sniffed.entry, signal, form);
    if ('code' in read) {
      const { code, message, hint } = read;
      throw new LeadlensError({ kind: 'input', code, message, hint, file });
    }
    return { headers: read.headers };
  },
  sources: () =>
    Promise.resolve(
      SOURCE_IDS.map((source) => {
        const { title, description, fields } = PROFILES[source];
        return {
          source,
          title,
          description,
          fields: fields.map(({ field, label, required, description: about }) => ({
            field,
            label,
            required,
            description: about,
          })),
        };
      }),
    ),
});
