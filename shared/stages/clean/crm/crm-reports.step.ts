import type { SnapshotPlace } from '../../../contract/summary';
import type { Finding } from '../../../domain/finding';
import { defineStep, type StepContext } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import { folderFiles } from '../../classify/classify-parameters';
import type { FolderFile } from '../../classify/folder-files';
import {
  crmFileReadings,
  fileLedger,
  filledPlaces,
  keptSeries,
  reportSeries,
  snapshotOrder,
} from '../clean-parameters';
import { openFile, readingKey, sha256Of, type FileLedger } from '../records/file-ledger';
import { ambiguousDate, orderName } from '../values/date-findings';
import { CrmFold } from './crm-fold.step';
import { CRM_READING, type CrmFile } from './crm-reading';
import { readingOfSnapshot, type CrmSnapshot } from './crm-snapshot';
import { foldRanges, haveSameRows } from './fold-ranges';
import { findFarName, findOpenNames, findOrderByName, findOrderOfOneDate } from './order-findings';
import { orderSnapshots } from './snapshot-order';
import { srcCrmPresence, srcCrmRanges, srcSnapshots } from './src-crm-snapshots';
import { srcReportGroupStates } from './src-report-group-states';
import { tellSeries, type ReportSeries } from './tell-series.step';
import { CRM_FIELDS, srcCrmNewIds, srcCrmValues } from './src-crm-values';
import {
  stgCrmNewValues,
  stgCrmReport,
  stgCrmReportIssues,
  stgCrmReportKeyless,
} from './stg-crm-report.model';

const DATE_FIELDS = ['entry_on', 'appointment_at'] as const;

/** Changes with what the rows of a snapshot say: other files of its header can change how it is read. */
const contentOf = ({ key, dates, leadDigits, series }: CrmSnapshot): string =>
  [key, dates.entry_on.order, dates.appointment_at.order, leadDigits ?? '', series].join(' ');

const makeFold = (workspace: Workspace): CrmFold => new CrmFold(workspace, CRM_READING);

/**
 * Reads the CRM reports: a file that cannot be read is named; the others are still read. The tables without files are
 * there and empty, unless no file of the first question ever was in the folder.
 */
export const readCrmReports = defineStep({
  name: 'read_crm_reports',
  title: 'Reading the CRM reports',
  takes: [folderFiles, fileLedger, keptSeries, snapshotOrder],
  gives: [crmFileReadings, filledPlaces, reportSeries],
  writes: [srcCrmValues, srcCrmNewIds, srcReportGroupStates, srcCrmRanges, srcCrmPresence, srcSnapshots],
  builds: [stgCrmReport, stgCrmReportIssues, stgCrmReportKeyless, stgCrmNewValues],
  size: 'rows',
  run: async (context) => {
    const fold = context.kept(makeFold);
    const read = context.get(folderFiles).filter(({ report }) => report.status === 'read');
    const reports = read.filter(({ report }) => report.source === 'crm_report');
    const isAsked = reports.length > 0 || read.some(({ report }) => report.source === 'delivered_leads');
    // The fold knows the records of earlier runs by their numbers: what it stored of them must stay.
    if (!isAsked && fold.stateCount === 0) {
      context.give(crmFileReadings, new Map());
      context.give(filledPlaces, new Map());
      context.give(reportSeries, []);
      return;
    }
    const ledger = context.get(fileLedger);
    const { scanned, series } = await scanReports(fold, reports, ledger, context);
    context.give(reportSeries, series);
    const snapshots = scanned.map(({ file, crm, sha256 }) => ({
      file,
      sha256,
      snapshot: fold.snapshot(crm),
    }));
    fold.retain(new Set(snapshots.map((s) => s.snapshot.key)));
    const seriesOf = (path: string): string => series.find(({ paths }) => paths.includes(path))?.name ?? '';
    const places = orderSnapshots(
      snapshots.map((s) => ({ file: s.snapshot.path, lastEntryOn: s.snapshot.lastEntryOn })),
      context.get(snapshotOrder),
      seriesOf,
    );
    for (const { file, snapshot, sha256 } of snapshots) {
      ledger.keep(file, snapshot, sha256, {
        snapshot: places.get(snapshot.path) ?? null,
        decidedFormats: DATE_FIELDS.flatMap((field) =>
          snapshot.dates[field].by === 'none'
            ? []
            : [{ field, format: orderName(snapshot.dates[field].order) }],
        ),
      });
    }
    const ordered = snapshots.map((s) => s.snapshot);
    context.give(
      crmFileReadings,
      new Map(ordered.map((snapshot) => [snapshot.path, readingOfSnapshot(snapshot)])),
    );
    context.give(filledPlaces, new Map(ordered.map((s) => [s.path, s.filledPlaces])));
    context.found(DATE_FIELDS.flatMap((field) => unclearDates(field, ordered)));
    context.found(findFarName(ordered, places));
    context.found(findOpenNames(ordered, places));
    context.found(
      findOrderByName(
        ordered,
        places,
        (snapshot) => fold.leadsOf(snapshot).stateIds,
        (one, other) => haveSameRows(one.roll, other.roll),
      ),
    );
    context.found(findOrderOfOneDate(ordered, context.get(snapshotOrder), seriesOf));
    await store(fold, ordered, places, context);
  },
});

/** What the dates of a column leave open in the reports. */
function unclearDates(
  field: (typeof DATE_FIELDS)[number],
  snapshots: readonly CrmSnapshot[],
): readonly Finding[] {
  const unclear = snapshots.filter(({ dates }) => dates[field].by === 'default');
  const [first] = unclear;
  return first
    ? [
        ambiguousDate(
          'crm_report',
          field,
          first.dates[field],
          unclear.map(({ path }) => path),
        ),
      ]
    : [];
}

interface ScannedReport {
  readonly file: FolderFile;
  readonly crm: CrmFile;
  readonly sha256: string;
}

async function scanReports(
  fold: CrmFold,
  files: readonly FolderFile[],
  ledger: FileLedger,
  context: StepContext,
): Promise<{ readonly scanned: readonly ScannedReport[]; readonly series: readonly ReportSeries[] }> {
  const scanned: ScannedReport[] = [];
  await fold.abandon();
  for (const file of files) {
    ledger.tell(file);
    try {
      const sha256 = await sha256Of(file, context);
      const crm: CrmFile = {
        path: file.report.file,
        key: readingKey(file, sha256),
        header: file.report.headers.join('\n'),
        records: openFile(file, context, CRM_FIELDS),
      };
      await fold.read(crm, context.signal);
      scanned.push({ file, crm, sha256 });
    } catch (error) {
      ledger.fail(file, error);
    }
  }
  await fold.settle(context.signal);
  const readAgain = async (told: readonly CrmFile[]): Promise<void> => {
    for (const again of told) {
      const at = scanned.findIndex(({ crm }) => crm === again);
      try {
        await fold.read(again, context.signal);
      } catch (error) {
        const [gone] = scanned.splice(at, 1);
        if (gone) ledger.fail(gone.file, error);
      }
    }
    await fold.settle(context.signal);
  };
  await readAgain(fold.tellSiblings(scanned.map(({ crm }) => crm)));
  const series = await tellSeries(
    context.workspace,
    fold,
    scanned.map(({ crm }) => fold.snapshot(crm)),
    scanned.map(({ file: { report } }) => ({ path: report.file, headers: report.headers })),
    context.get(keptSeries),
    context.signal,
  );
  await readAgain(
    fold.tellSeries(
      scanned.map(({ crm }) => crm),
      ({ path }) => series.find(({ paths }) => paths.includes(path))?.tag ?? '',
    ),
  );
  return { scanned, series };
}

/** Writes the states of this run: ranges, presence and the order of snapshots. */
async function store(
  fold: CrmFold,
  snapshots: readonly CrmSnapshot[],
  places: ReadonlyMap<string, SnapshotPlace>,
  { workspace }: StepContext,
): Promise<void> {
  const order = (snapshot: CrmSnapshot): number => places.get(snapshot.path)?.order ?? 0;
  const sorted = [...snapshots].sort((a, b) => order(a) - order(b));
  const contentKey = sorted.map(contentOf).join('\n');
  const integers = (values: Int32Array): { type: 'integer'; values: Int32Array } => ({
    type: 'integer',
    values,
  });
  await workspace.keep(srcCrmValues);
  await workspace.fill(srcCrmRanges, contentKey, (into) => {
    const ranges = foldRanges(
      sorted.map((s) => s.roll),
      fold.stateCount,
    );
    return into.append({
      state_id: integers(ranges.stateId),
      valid_from: integers(ranges.validFrom),
      valid_to: integers(ranges.validTo),
      row_count: integers(ranges.rowCount),
    });
  });
  await workspace.fill(srcCrmPresence, contentKey, (into) => {
    const presence = foldRanges(
      sorted.map((s) => fold.leadsOf(s)),
      fold.leadCount,
    );
    return into.append({
      crm_lead_id: integers(presence.stateId),
      first_order: integers(presence.validFrom),
      last_order: integers(presence.validTo),
    });
  });
  const seriesOf = (s: CrmSnapshot): string => places.get(s.path)?.series ?? '';
  const asOf = (s: CrmSnapshot): string | null => places.get(s.path)?.asOf ?? null;
  await workspace.fill(
    srcSnapshots,
    sorted.map((s) => `${s.path}\n${asOf(s) ?? ''}\n${seriesOf(s)}\n${contentOf(s)}`).join('\n'),
    (into) =>
      into.append({
        snapshot_order: { type: 'integer', values: sorted.map((_, i) => i + 1) },
        file: { type: 'text', values: sorted.map((s) => s.path) },
        as_of: { type: 'text', values: sorted.map(asOf) },
        series: { type: 'text', values: sorted.map(seriesOf) },
      }),
  );
}
