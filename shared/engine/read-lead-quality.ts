import type { SnapshotPlace } from '../contract/summary';
import type { Finding } from '../domain/finding';
import type { Workspace } from '../sql/workspace';
import { PROFILES } from '../stages/classify/profile';
import { CrmFold } from '../stages/clean/crm/crm-fold.step';
import type { CrmFile } from '../stages/clean/crm/crm-reading';
import type { CrmSnapshot } from '../stages/clean/crm/crm-snapshot';
import { headerCurrencyOf } from './header-currency';
import { findInFormats } from '../stages/clean/values/format-findings';
import { DeliveredReader } from '../stages/clean/delivered/delivered-leads.step';
import { foldRanges } from '../stages/clean/crm/fold-ranges';
import { nullTokensOf } from '../stages/clean/records/open-records';
import { DELIVERED_FIELDS } from '../stages/clean/delivered/src-delivered-text';
import { orderSnapshots } from '../stages/clean/crm/snapshot-order';
import { srcCrmPresence, srcCrmRanges, srcSnapshots } from '../stages/clean/crm/src-crm-snapshots';
import { CRM_FIELDS, srcCrmValues } from '../stages/clean/crm/src-crm-values';
import { ambiguousDate, orderName } from '../stages/clean/values/date-findings';
import { openAll, openFile, readingKey, sha256Of, type FileLedger, type ReadContext } from './file-ledger';
import type { FolderFile } from './folder-files';

export interface CleanOutcome {
  readonly hasDelivered: boolean;
  readonly hasReports: boolean;
  readonly findings: readonly Finding[];
}

/** Changes with what the rows of a snapshot say: other files of its header can change how it is read. */
const contentOf = ({ key, dates, leadDigits }: CrmSnapshot): string =>
  [key, dates.entry_on.order, dates.appointment_at.order, leadDigits ?? ''].join(' ');

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

  /**
   * Cleans every file of the two sources. A file that cannot be read is named; the others are still read. A table
   * without files is there and empty, unless neither source ever was in the folder.
   */
  async clean(files: readonly FolderFile[], ledger: FileLedger, context: ReadContext): Promise<CleanOutcome> {
    const findings: Finding[] = [];
    const read = files.filter(
      (f) =>
        f.report.status === 'read' &&
        (f.report.source === 'delivered_leads' || f.report.source === 'crm_report'),
    );
    // The fold knows the records of earlier runs by their numbers: what it stored of them must stay.
    if (read.length === 0 && this.#fold.stateCount === 0)
      return { hasDelivered: false, hasReports: false, findings };
    // The database loads the delivered leads while the reports are scanned.
    const [delivered, reports] = await Promise.allSettled([
      this.#cleanDelivered(
        read.filter((f) => f.report.source === 'delivered_leads'),
        ledger,
        context,
        findings,
      ),
      this.#scanReports(
        read.filter((f) => f.report.source === 'crm_report'),
        ledger,
        context,
      ),
    ]);
    if (delivered.status === 'rejected') throw delivered.reason;
    if (reports.status === 'rejected') throw reports.reason;
    const hasDelivered = delivered.value;
    const scanned = reports.value;
    const snapshots = scanned.map(({ file, crm, sha256 }) => ({
      file,
      sha256,
      snapshot: this.#fold.snapshot(crm),
    }));
    this.#fold.retain(new Set(snapshots.map((s) => s.snapshot.key)));
    const places = orderSnapshots(
      snapshots.map((s) => ({ file: s.snapshot.path, lastEntryOn: s.snapshot.lastEntryOn })),
      context.settings.snapshotOrder,
    );
    for (const { file, snapshot, sha256 } of snapshots) {
      ledger.keep(file, snapshot, sha256, {
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
    return { hasDelivered, hasReports: snapshots.length > 0, findings };
  }

  async #scanReports(
    files: readonly FolderFile[],
    ledger: FileLedger,
    context: ReadContext,
  ): Promise<readonly { readonly file: FolderFile; readonly crm: CrmFile; readonly sha256: string }[]> {
    const scanned: { file: FolderFile; crm: CrmFile; sha256: string }[] = [];
    await this.#fold.abandon();
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
        await this.#fold.read(crm, context.signal);
        scanned.push({ file, crm, sha256 });
      } catch (error) {
        ledger.fail(file, error);
      }
    }
    await this.#fold.settle(context.signal);
    for (const again of this.#fold.tellSiblings(scanned.map(({ crm }) => crm))) {
      const at = scanned.findIndex(({ crm }) => crm === again);
      try {
        await this.#fold.read(again, context.signal);
      } catch (error) {
        const [gone] = scanned.splice(at, 1);
        if (gone) ledger.fail(gone.file, error);
      }
    }
    await this.#fold.settle(context.signal);
    return scanned;
  }

  /** @returns whether any delivered leads could be read */
  async #cleanDelivered(
    files: readonly FolderFile[],
    ledger: FileLedger,
    context: ReadContext,
    findings: Finding[],
  ): Promise<boolean> {
    const opened = await openAll(files, ledger, context, DELIVERED_FIELDS);
    if (opened.length === 0) return false;
    const { counts, date, failed, formats } = await this.#delivered.read(
      opened.map(({ file, text }) => ({
        ...text,
        headerCurrency: headerCurrencyOf('delivered_leads', file.report.mapping),
      })),
      nullTokensOf(PROFILES.delivered_leads, DELIVERED_FIELDS),
      PROFILES.delivered_leads.dateOrder,
      context.settings.rates,
      context.signal,
    );
    for (const { file, sha256 } of opened) {
      const path = file.report.file;
      const fault = failed.get(path);
      if (fault) ledger.fail(file, fault);
      const counted = counts.find((c) => c.path === path);
      if (!counted) continue;
      ledger.keep(file, counted, sha256, {
        decidedFormats: date.by === 'none' ? [] : [{ field: 'delivered_on', format: orderName(date.order) }],
      });
    }
    findings.push(...findInFormats(formats));
    if (date.by === 'default') {
      const paths = counts.map((c) => c.path);
      findings.push(ambiguousDate('delivered_leads', 'delivered_on', date, paths));
    }
    return counts.length > 0;
  }

  /** Writes the states of this run: ranges, presence and the order of snapshots. */
  async #store(
    snapshots: readonly CrmSnapshot[],
    places: ReadonlyMap<string, SnapshotPlace>,
    { workspace }: ReadContext,
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
        sorted.map((s) => this.#fold.leadsOf(s)),
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
      sorted.map((s) => `${s.path}\n${asOf(s) ?? ''}\n${contentOf(s)}`).join('\n'),
      (into) =>
        into.append({
          snapshot_order: { type: 'integer', values: sorted.map((_, i) => i + 1) },
          file: { type: 'text', values: sorted.map((s) => s.path) },
          as_of: { type: 'text', values: sorted.map(asOf) },
        }),
    );
  }
}
