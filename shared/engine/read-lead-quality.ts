import type { FileReport, Progress } from '../contract/engine';
import type { ProjectSettings } from '../contract/project';
import type { SnapshotPlace } from '../contract/summary';
import { LeadlensError } from '../domain/fault';
import type { Finding } from '../domain/finding';
import type { FileSource } from '../ports/file-source';
import type { Parquet } from '../ports/parquet';
import type { Workspace } from '../sql/workspace';
import { PROFILES } from '../stages/classify/profile';
import { CrmFold, type CellIssue, type CrmSnapshot, type RejectedText } from '../stages/clean/crm-fold.step';
import type { DateDecision } from '../stages/clean/date-order';
import { DeliveredReader, type DeliveredCounts } from '../stages/clean/delivered-leads.step';
import { foldRanges } from '../stages/clean/fold-ranges';
import { nullTokensOf, openRecords } from '../stages/clean/open-records';
import { DELIVERED_FIELDS } from '../stages/clean/src-delivered-text';
import { orderSnapshots } from '../stages/clean/snapshot-order';
import {
  CRM_FIELDS,
  srcCellIssues,
  srcCrmPresence,
  srcCrmRanges,
  srcCrmValues,
  srcRejectedRecords,
  srcSnapshots,
} from '../stages/clean/src-crm-values';
import { finding } from '../stages/measure/findings/finding';
import type { FolderFile } from './folder-files';

export interface ReadContext {
  readonly workspace: Workspace;
  readonly source: FileSource;
  readonly parquet: Parquet;
  readonly settings: ProjectSettings;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

export interface CleanOutcome {
  /** The reports with their counts; files that failed while they were read are `unusable`. */
  readonly files: readonly FolderFile[];
  readonly hasDelivered: boolean;
  readonly hasReports: boolean;
  readonly findings: readonly Finding[];
}

/** What was counted while a file was read. */
type Counts = Pick<
  CrmSnapshot,
  'records' | 'rows' | 'separatorRows' | 'totalLines' | 'blankLines' | 'rejected' | 'cellIssues'
>;

const orderName = (order: DateDecision['order']): string =>
  order === 'MDY' ? 'month first (MM/DD/YYYY)' : 'day first (DD/MM/YYYY)';

/** Reads the files of the first question: delivered leads and CRM reports. Lives as long as the engine. */
export class LeadQualityReader {
  readonly #fold: CrmFold;
  readonly #delivered: DeliveredReader;

  constructor(workspace: Workspace) {
    const profile = PROFILES.crm_report;
    const tokens = (field: string, kind: 'trueTokens' | 'falseTokens'): readonly string[] =>
      profile.fields.find((f) => f.field === field)?.[kind] ?? [];
    this.#fold = new CrmFold(workspace, {
      nullTokens: nullTokensOf(profile, CRM_FIELDS),
      trueTokens: [...new Set([...tokens('is_set', 'trueTokens'), ...tokens('is_demo', 'trueTokens')])],
      falseTokens: [...new Set([...tokens('is_set', 'falseTokens'), ...tokens('is_demo', 'falseTokens')])],
      dateOrder: profile.dateOrder,
    });
    this.#delivered = new DeliveredReader(workspace);
  }

  /** Cleans every file of the two sources. A file that cannot be read is named; the others are still read. */
  async clean(files: readonly FolderFile[], context: ReadContext): Promise<CleanOutcome> {
    const findings: Finding[] = [];
    const read = files.filter((f) => f.report.status === 'read');
    const reports = read.filter((f) => f.report.source === 'crm_report');
    const delivered = read.filter((f) => f.report.source === 'delivered_leads');
    const total = reports.length + delivered.length;
    const done = new Map<string, FileReport>();
    const cells: { file: FolderFile; issues: readonly CellIssue[]; rejected: readonly RejectedText[] }[] = [];
    let step = 0;

    const tell = (file: FolderFile): void => {
      context.progress({
        stage: 'clean',
        label: `Reading ${file.report.file}`,
        file: file.report.file,
        done: step++,
        total,
      });
    };
    const keep = (file: FolderFile, counts: Counts, sha256: string, rest: Partial<FileReport>): void => {
      cells.push({ file, issues: counts.cellIssues, rejected: counts.rejected });
      done.set(file.report.file, {
        ...file.report,
        sha256,
        records: counts.records,
        rows: counts.rows,
        separatorRows: counts.separatorRows,
        rejectedRecords: counts.rejected.length,
        cellIssues: counts.cellIssues.length,
        format: file.report.format && {
          ...file.report.format,
          blankLines: counts.blankLines,
          totalLines: counts.totalLines,
        },
        ...rest,
      });
    };
    const fail = (file: FolderFile, error: unknown): void => {
      if (!(error instanceof LeadlensError) || error.details.kind !== 'input') throw error;
      const { message, hint } = error.details;
      done.set(file.report.file, {
        ...file.report,
        status: 'unusable',
        statusReason: hint === undefined ? message : `${message} ${hint}`,
      });
    };

    const leadFiles: { file: FolderFile; key: string; sha256: string }[] = [];
    for (const file of delivered) {
      tell(file);
      try {
        const sha256 = await this.#sha256(file, context);
        // Reads the whole file once by itself, so that a broken one does not cost the others.
        leadFiles.push({ file, sha256, key: await this.#probe(file, sha256, context) });
      } catch (error) {
        fail(file, error);
      }
    }
    if (leadFiles.length > 0) {
      const { counts, date } = await this.#delivered.read(
        leadFiles.map(({ file, key }) => ({
          path: file.report.file,
          key,
          records: this.#open(file, context, DELIVERED_FIELDS),
        })),
        nullTokensOf(PROFILES.delivered_leads, DELIVERED_FIELDS),
        PROFILES.delivered_leads.dateOrder,
        context.signal,
      );
      leadFiles.forEach(({ file, sha256 }, i) => {
        const counted: DeliveredCounts | undefined = counts[i];
        if (counted) {
          keep(file, counted, sha256, {
            decidedFormats:
              date.by === 'none' ? [] : [{ field: 'delivered_on', format: orderName(date.order) }],
          });
        }
      });
      if (date.by === 'default') {
        findings.push(
          ambiguousDate(
            'delivered_leads',
            'delivered_on',
            date,
            leadFiles.map((f) => f.file.report.file),
          ),
        );
      }
    }

    const snapshots: { file: FolderFile; snapshot: CrmSnapshot; sha256: string }[] = [];
    for (const file of reports) {
      tell(file);
      try {
        const sha256 = await this.#sha256(file, context);
        const key = this.#key(file, sha256);
        const records = this.#open(file, context, CRM_FIELDS);
        const snapshot = await this.#fold.snapshot({ path: file.report.file, key, records }, context.signal);
        snapshots.push({ file, snapshot, sha256 });
      } catch (error) {
        fail(file, error);
      }
    }
    this.#fold.retain(new Set(snapshots.map((s) => s.snapshot.key)));
    const places = orderSnapshots(
      snapshots.map((s) => ({ file: s.snapshot.path, lastEntryOn: s.snapshot.lastEntryOn })),
      context.settings.snapshotOrder,
    );
    for (const { file, snapshot, sha256 } of snapshots) {
      keep(file, snapshot, sha256, {
        snapshot: places.get(snapshot.path) ?? null,
        decidedFormats: (['entry_on', 'appointment_at'] as const).flatMap((field) =>
          snapshot.dates[field].by === 'none'
            ? []
            : [{ field, format: orderName(snapshot.dates[field].order) }],
        ),
      });
    }
    for (const field of ['entry_on', 'appointment_at'] as const) {
      const unclear = snapshots.filter((s) => s.snapshot.dates[field].by === 'default');
      const [first] = unclear;
      if (first) {
        findings.push(
          ambiguousDate(
            'crm_report',
            field,
            first.snapshot.dates[field],
            unclear.map((s) => s.snapshot.path),
          ),
        );
      }
    }
    await this.#store(
      snapshots.map((s) => s.snapshot),
      places,
      context,
    );
    await storeTroubles(cells, context.workspace);
    return {
      files: files.map((file) => ({ ...file, report: done.get(file.report.file) ?? file.report })),
      hasDelivered: leadFiles.length > 0,
      hasReports: snapshots.length > 0,
      findings,
    };
  }

  #open(file: FolderFile, context: ReadContext, fields: readonly string[]): ReturnType<typeof openRecords> {
    if (!file.sniffed) {
      throw new LeadlensError({
        kind: 'bug',
        code: 'bug',
        message: `${file.report.file} was not looked into.`,
      });
    }
    return openRecords(context.source, context.parquet, file.sniffed, file.report.mapping, fields);
  }

  #sha256(file: FolderFile, context: ReadContext): Promise<string> {
    return context.source.sha256(file.report.file, context.signal);
  }

  #key(file: FolderFile, sha256: string): string {
    const mapped = file.report.mapping.map((m) => [m.field, m.column]);
    return JSON.stringify([
      sha256,
      file.report.source,
      mapped,
      file.sniffed?.delimiter,
      file.sniffed?.preambleLines,
    ]);
  }

  /** Makes sure that a delivered-leads file can be read to its end. */
  async #probe(file: FolderFile, sha256: string, context: ReadContext): Promise<string> {
    const records = this.#open(file, context, DELIVERED_FIELDS);
    if (file.sniffed?.format === 'parquet') {
      for await (const chunk of records.chunks(context.signal)) if (chunk.length === 0) break;
    }
    return this.#key(file, sha256);
  }

  /** Writes the states of this run: ranges, presence and the order of snapshots. */
  async #store(
    snapshots: readonly CrmSnapshot[],
    places: ReadonlyMap<string, SnapshotPlace>,
    { workspace }: ReadContext,
  ): Promise<void> {
    const order = (snapshot: CrmSnapshot): number => places.get(snapshot.path)?.order ?? 0;
    const sorted = [...snapshots].sort((a, b) => order(a) - order(b));
    const contentKey = sorted.map((s) => s.key).join('\n');
    const integers = (values: Int32Array): { type: 'integer'; values: Int32Array } => ({
      type: 'integer',
      values,
    });
    await workspace.keep(srcCrmValues);
    await workspace.fill(srcCrmRanges, contentKey, (into) => {
      const ranges = foldRanges(
        sorted.map((s) => s.roll),
        this.#fold.stateCount,
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
        sorted.map((s) => ({ stateIds: s.leads.stateIds, counts: s.leads.counts.map(() => 1) })),
        this.#fold.leadCount,
      );
      return into.append({
        crm_lead_id: integers(presence.stateId),
        first_order: integers(presence.validFrom),
        last_order: integers(presence.validTo),
      });
    });
    const asOf = (s: CrmSnapshot): string | null => places.get(s.path)?.asOf ?? null;
    await workspace.fill(
      srcSnapshots,
      sorted.map((s) => `${s.path}\n${asOf(s) ?? ''}\n${s.key}`).join('\n'),
      (into) =>
        into.append({
          snapshot_order: { type: 'integer', values: sorted.map((_, i) => i + 1) },
          file: { type: 'text', values: sorted.map((s) => s.path) },
          as_of: { type: 'text', values: sorted.map(asOf) },
        }),
    );
  }
}

function ambiguousDate(
  source: 'crm_report' | 'delivered_leads',
  column: string,
  decision: DateDecision,
  files: readonly string[],
): Finding {
  return finding({
    code: 'ambiguous_date',
    severity: 'warning',
    source,
    column,
    files: [...files].sort(),
    message: `Column ${column}: every date can be read with the month or the day first. They were read ${orderName(decision.order)}, the profile's default.`,
  });
}

/** Stores the cells and records that could not be read, for the screens. */
async function storeTroubles(
  files: readonly { file: FolderFile; issues: readonly CellIssue[]; rejected: readonly RejectedText[] }[],
  workspace: Workspace,
): Promise<void> {
  const issues = files.flatMap(({ file, issues: list }) => list.map((issue) => ({ file, ...issue })));
  const rejected = files.flatMap(({ file, rejected: list }) => list.map((record) => ({ file, ...record })));
  const key = (of: readonly { file: FolderFile; record: number }[]): string =>
    [...new Set(of.map((entry) => `${entry.file.report.file} ${entry.file.report.sha256}`))].join('\n') +
    String(of.length) +
    of.map((entry) => entry.record).join(',');
  await workspace.fill(srcCellIssues, key(issues), (into) =>
    into.append({
      file: { type: 'text', values: issues.map((i) => i.file.report.file) },
      source: { type: 'text', values: issues.map((i) => i.file.report.source) },
      record_number: { type: 'integer', values: issues.map((i) => i.record) },
      column_name: { type: 'text', values: issues.map((i) => i.column) },
      raw_value: { type: 'text', values: issues.map((i) => i.value) },
      reason: { type: 'text', values: issues.map((i) => i.reason) },
    }),
  );
  await workspace.fill(srcRejectedRecords, key(rejected), (into) =>
    into.append({
      file: { type: 'text', values: rejected.map((r) => r.file.report.file) },
      source: { type: 'text', values: rejected.map((r) => r.file.report.source) },
      record_number: { type: 'integer', values: rejected.map((r) => r.record) },
      raw_text: { type: 'text', values: rejected.map((r) => r.text) },
      reason: { type: 'text', values: rejected.map((r) => r.reason) },
    }),
  );
}
