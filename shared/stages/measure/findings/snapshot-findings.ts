import type { FileReport } from '../../../contract/sources';
import type { Finding } from '../../../domain/finding';
import { filesRead } from '../../../sql/run-parameters';
import { sql } from '../../../sql/sql';
import { defineFindings } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import {
  deadStretches,
  snapshotProfiles,
  type DeadStretch,
  type SnapshotProfile,
} from '../measure-parameters';
import { isBeforePart } from './snapshot-profiles';
import { rptContradictions } from '../rpt-contradictions.model';
import { rptSnapshots } from '../rpt-snapshots.model';
import { fileNames, finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count, file, percent, plural, say } from '../../../domain/sentence';

/** A change of rows from one snapshot to the next that is worth a look. */
const ROW_JUMP = 0.3;
/** Percentage points by which the share of empty values must jump. */
const MISSING_JUMP = 0.2;

const PRESENCE: Readonly<Record<string, string>> = {
  entry_on: 'has_entry_on',
  city: 'has_city',
  state: 'has_state',
  disposition: 'has_disposition',
};

/** Reports that hold a part of the leads: only what is new or changed, or what another client or another place has. */
function findPartial(profiles: readonly SnapshotProfile[]): readonly Finding[] {
  const parts = profiles.flatMap((before, i) => {
    const now = profiles[i + 1];
    return now?.series === before.series && isBeforePart(before) ? [{ before, now }] : [];
  });
  const [part] = parts;
  if (!part) return [];
  const { before, now } = part;
  const missing = parts.reduce((sum, one) => sum + one.before.vanished - one.before.renumbered, 0);
  const what =
    parts.length === 1
      ? say`${file(now.file)} lacks ${plural(missing, 'CRM lead')} of ${file(before.file)}, most of those that its dates of entry cover: it holds what is new or changed only, or the leads of another client.`
      : say`${fileNames(parts.map((one) => one.now.file))} lack most of the CRM leads of the report before that their dates of entry cover: each holds what is new or changed only, the leads of one place or branch, or those of another client.`;
  return [
    finding({
      code: 'partial_snapshot',
      severity: 'warning',
      source: 'crm_report',
      files: [...new Set(parts.flatMap((one) => [one.before.file, one.now.file]))].sort(),
      message: say`${what} A lead keeps its last state, so nothing counts as vanished. ${parts.length === 1 ? 'If it should be a full report, export it again.' : 'If they should be full reports, export them again.'}`,
      evidence:
        parts.length === 1
          ? [
              { label: before.file, value: plural(before.rows, 'row') },
              { label: now.file, value: plural(now.rows, 'row') },
              { label: 'Not in the later one', value: plural(missing, 'lead') },
            ]
          : parts.map((one) => ({
              label: one.now.file,
              value: say`${plural(one.now.rows, 'row')}, without ${plural(one.before.vanished - one.before.renumbered, 'lead')} of the report before`,
            })),
      rows: rowsOf(rptSnapshots),
    }),
  ];
}

/** Sudden changes from one snapshot to the next. */
function findJumps(
  profiles: readonly SnapshotProfile[],
  dead: readonly DeadStretch[],
  files: readonly Pick<FileReport, 'file' | 'records'>[],
): readonly Finding[] {
  // Said of the file itself.
  const empty = new Set(files.filter(({ records }) => records === 0).map(({ file: path }) => path));
  const findings: Finding[] = [];
  profiles.forEach((now, i) => {
    const before = profiles[i - 1];
    // What parts of the leads differ in says nothing of the leads.
    if (before?.series !== now.series || before.rows === 0 || isBeforePart(before)) return;
    if (empty.has(now.file)) return;
    const change = now.rows / before.rows - 1;
    // By the rows: as a share, three in ten is a float that is a little more.
    if (Math.abs(now.rows - before.rows) > ROW_JUMP * before.rows) {
      findings.push(
        finding({
          code: 'row_count_jump',
          severity: 'warning',
          source: 'crm_report',
          files: [before.file, now.file],
          message: say`${file(now.file)} has ${plural(now.rows, 'row')} where the snapshot before it, ${file(before.file)}, has ${plural(before.rows, 'row')} (${change > 0 ? '+' : ''}${percent(change)}). Check that the export is whole.`,
          evidence: [
            { label: before.file, value: plural(before.rows, 'row') },
            { label: now.file, value: plural(now.rows, 'row') },
          ],
          rows: rowsOf(rptSnapshots),
        }),
      );
    }
    for (const [column, filled] of Object.entries(PRESENCE)) {
      // Of no rows nothing is empty.
      if (now.rows === 0) continue;
      const isDead = dead.some(
        (d) => d.column === column && now.order >= d.fromOrder && now.order <= d.toOrder,
      );
      const missing = 1 - (now.live[filled] ?? 0) / now.rows;
      const missingBefore = 1 - (before.live[filled] ?? 0) / before.rows;
      if (isDead || missing - missingBefore < MISSING_JUMP) continue;
      findings.push(
        finding({
          code: 'missing_rate_jump',
          severity: 'warning',
          source: 'crm_report',
          column,
          files: [now.file],
          message: say`${file(now.file)}, column ${column}: ${percent(missing)} of the rows are empty, ${percent(missingBefore)} in the snapshot before it.`,
          rows: rowsOf(rptSnapshots),
        }),
      );
    }
  });
  return findings;
}

/** Leads that are gone from a later snapshot although its window still covers them. */
function findVanished(profiles: readonly SnapshotProfile[]): readonly Finding[] {
  const vanished = profiles.filter((p) => p.vanished > 0 && !isBeforePart(p));
  const total = vanished.reduce((sum, p) => sum + p.vanished, 0);
  if (total === 0) return [];
  const renumbered = vanished.reduce((sum, p) => sum + p.renumbered, 0);
  const others =
    renumbered === 0
      ? say``
      : say` ${count(renumbered)} of them ${agree(renumbered, 'stands', 'stand')} there with ${agree(renumbered, 'its number', 'their numbers')} written in another way.`;
  return [
    finding({
      code: 'leads_vanished',
      severity: renumbered < total ? 'warning' : 'info',
      source: 'crm_report',
      files: vanished.map((p) => p.file),
      message: say`${plural(total, 'CRM lead disappears', 'CRM leads disappear')} from a later snapshot although its window still covers the date of entry.${others} Leads that are older than the window (${plural(
        profiles.reduce((sum, p) => sum + p.agedOut, 0),
        'lead',
      )}) are no loss and not counted here.`,
      evidence: vanished.map((p) => ({ label: `Gone after ${p.file}`, value: plural(p.vanished, 'lead') })),
      rows: rowsOf({ name: 'rpt_vanished_leads' }),
    }),
  ];
}

/** Combinations that cannot be: counted over states, so a contradiction that stands for weeks counts once. */
async function findContradictions(
  workspace: Workspace,
  dead: readonly DeadStretch[],
): Promise<readonly Finding[]> {
  const result = await workspace.query(
    sql`select kind, cast(count(distinct (series, lead_number)) as integer) from ${rptContradictions} group by 1`,
  );
  const counts = new Map(result.rows().map(([kind, leads]) => [String(kind), Number(leads)]));
  const kinds: readonly (readonly [kind: string, column: string, text: string])[] = [
    ['appointment_before_entry', 'appointment_at', 'an appointment before the date of entry'],
    ['demo_without_appointment', 'is_demo', 'a demo without an appointment'],
    ['sale_without_appointment', 'disposition', 'a sale without an appointment or a demo'],
  ];
  return kinds.flatMap(([kind, column, text]) => {
    const leads = counts.get(kind) ?? 0;
    if (leads === 0 || dead.some((d) => d.column === column)) return [];
    return [
      finding({
        code: 'impossible_combination',
        severity: 'info',
        source: 'crm_report',
        column,
        message: say`${plural(leads, 'CRM lead has', 'CRM leads have')} ${text}: counted as reported.`,
        rows: rowsOf(
          rptContradictions,
          { kind },
          { counts: { column: 'lead_number', label: 'Lead numbers' } },
        ),
      }),
    ];
  });
}

export const snapshotFindings = defineFindings({
  name: 'snapshot_findings',
  title: 'Jumps from one snapshot to the next, leads that vanish, and contradictions',
  reads: [rptContradictions],
  takes: [snapshotProfiles, deadStretches, filesRead],
  find: async ({ workspace, get }) => [
    ...findJumps(get(snapshotProfiles), get(deadStretches), get(filesRead)),
    ...findPartial(get(snapshotProfiles)),
    ...findVanished(get(snapshotProfiles)),
    ...(await findContradictions(workspace, get(deadStretches))),
  ],
});
