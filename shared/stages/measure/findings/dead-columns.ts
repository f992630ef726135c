import type { Finding } from '../../../domain/finding';
import type { LeadQualitySummary } from '../../../contract/summary';
import { ident, lit, sql } from '../../../sql/sql';
import { filesRead, leadQualityNumbers } from '../../../sql/run-parameters';
import { defineFindings } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import {
  deadStretches,
  snapshotProfiles,
  type DeadStretch,
  type SnapshotProfile,
} from '../measure-parameters';
import { isBeforePart } from './snapshot-profiles';
import { intCrmStates } from '../int-crm-states.model';
import { rptSnapshots } from '../rpt-snapshots.model';
import { filledPlaces } from '../../clean/clean-parameters';
import { fileNames, finding, rowsOf } from '../../../domain/finding-builder';
import { headlineKey } from '../../../domain/headline';
import { count, plural, say } from '../../../domain/sentence';

/** Column → what must hold of a row for the column to be alive in it, and the columns that live with it. */
const COLUMNS: Readonly<
  Record<string, { readonly count: string; readonly related: readonly string[]; readonly said: string }>
> = {
  is_set: { count: 'set_reported', related: ['appointment_date', 'demo'], said: 'false for everyone' },
  is_demo: { count: 'demo', related: ['appointment_date', 'sale'], said: 'false for everyone' },
  appointment_at: {
    count: 'appointment_date',
    related: ['set_reported', 'demo'],
    said: 'empty for everyone',
  },
  entry_on: { count: 'has_entry_on', related: ['rows'], said: 'empty for everyone' },
  city: { count: 'has_city', related: ['rows'], said: 'empty for everyone' },
  state: { count: 'has_state', related: ['rows'], said: 'empty for everyone' },
  disposition: { count: 'has_disposition', related: ['rows'], said: 'empty for everyone' },
  job_status: { count: 'has_job_status', related: ['sale'], said: 'empty for everyone' },
};

/** Values that a healthy column would have shown in the dead stretch; below it silence may be chance. */
const EXPECTED_AT_LEAST = 10;

/** Columns whose single value for everyone is a death, besides being empty. */
const CONSTANT_COLUMNS = ['city', 'state', 'disposition', 'job_status'] as const;

function deadFrom(profiles: readonly SnapshotProfile[], count: string): number | null {
  let first: number | null = null;
  for (const profile of [...profiles].reverse()) {
    if (profile.rows === 0) continue;
    if ((profile.live[count] ?? 0) > 0) break;
    first = profile.order;
  }
  return first;
}

/**
 * From which snapshot on a column is constant: its newest snapshot has one value only, and no snapshot back to
 * that one has another.
 */
async function constantFrom(
  workspace: Workspace,
  column: string,
  snapshots: readonly SnapshotProfile[],
): Promise<{ readonly order: number; readonly value: string } | null> {
  const [first, last] = [snapshots[0]?.order ?? 0, snapshots.at(-1)?.order ?? 0];
  const ends = await workspace.query(
    sql`select min(${ident(column)}), max(${ident(column)}), count(${ident(column)})::integer, count(*)::integer from ${intCrmStates} where valid_to = ${lit(last)}`,
  );
  const [low, high, filled, all] = ends.rows()[0] ?? [];
  if (low === null || low === undefined || low !== high || filled !== all || Number(all) < 2) return null;
  const others = await workspace.query(
    sql`select coalesce(max(valid_to), 0)::integer from ${intCrmStates} where valid_to between ${lit(first)} and ${lit(last)} and ${ident(column)} is distinct from (select min(${ident(column)}) from ${intCrmStates} where valid_to = ${lit(last)})`,
  );
  const lastOther = Number(others.rows()[0]?.[0] ?? 0);
  return lastOther === 0 || lastOther === last ? null : { order: lastOther + 1, value: String(low) };
}

/** Columns whose values are taken from the location where they have none. */
const RECOVERED_COLUMNS = ['city', 'state'] as const;

/** A column that is empty from a snapshot on while the location goes on saying what it said: no number is missing. */
function recoveredFinding(
  column: (typeof RECOVERED_COLUMNS)[number],
  header: string,
  profiles: readonly SnapshotProfile[],
  ownPlaces: ReadonlyMap<string, readonly string[]>,
): Finding | null {
  const withRows = profiles.filter(({ rows }) => rows > 0);
  const lastOwn = withRows.findLastIndex(({ file }) => ownPlaces.get(file)?.includes(column) === true);
  const dead = withRows.slice(lastOwn + 1);
  const [first] = dead;
  if (lastOwn < 0 || !first || dead.reduce((sum, { rows }) => sum + rows, 0) < EXPECTED_AT_LEAST) return null;
  return finding({
    code: 'dead_column',
    severity: 'info',
    source: 'crm_report',
    column,
    files: dead.map(({ file }) => file),
    message: say`Column *${header}* (${column}) is empty for everyone from ${fileNames([first.file])} on, in ${plural(dead.length, 'snapshot')} of ${String(profiles.length)}. Its values are taken from the location there; no number changes.`,
    evidence: [...withRows.slice(Math.max(0, lastOwn - 1), lastOwn + 1), ...dead].map(({ file, live }) => ({
      label: file,
      value: plural(live[COLUMNS[column]?.count ?? ''] ?? 0, 'row'),
    })),
    rows: rowsOf(rptSnapshots),
  });
}

/**
 * Finds columns that died: alive before, then all false, all empty or one value up to the newest snapshot.
 * @param profiles of one series, oldest first
 * @param headerOf the header under which the newest snapshot has a field
 * @param ownPlaces by file, which of city and state have values of their own
 */
async function findDeadColumns(
  workspace: Workspace,
  profiles: readonly SnapshotProfile[],
  headline: LeadQualitySummary['funnel']['ever_linked'],
  headerOf: (column: string) => string | null,
  ownPlaces: ReadonlyMap<string, readonly string[]>,
): Promise<{ readonly findings: readonly Finding[]; readonly stretches: readonly DeadStretch[] }> {
  const stretches: DeadStretch[] = [];
  const findings: Finding[] = [];
  const report = (column: string, from: number, said: string): void => {
    const files = profiles.filter((p) => p.order >= from).map((p) => p.file);
    const to = profiles.at(-1)?.order ?? 0;
    const reason = `${headerOf(column) ?? column} is ${said}`;
    stretches.push({ column, fromOrder: from, toOrder: to, reason });
    const isSet = column === 'is_set';
    const { set_reported: reported, appointment } = headline;
    findings.push(
      finding({
        code: 'dead_column',
        severity: isSet ? 'warning' : 'info',
        source: 'crm_report',
        column,
        files,
        message: say`Column *${headerOf(column) ?? column}* (${column}) is ${said} from ${fileNames([files[0] ?? ''])} on, in ${plural(files.length, 'snapshot')} of ${String(profiles.length)}, while related columns go on. Numbers that rest on it alone are too low there.`,
        repair: isSet
          ? {
              code: 'appointment_evidence',
              kind: 'acknowledge',
              effect: say`Appointments take an appointment date or a demo as evidence too: ${plural(appointment, 'delivered lead')} with an appointment, ${count(reported)} with a reported set. No number changes; set as reported stays too low from that snapshot on.`,
            }
          : null,
        evidence: profiles
          .filter((p) => p.order >= from - 2)
          .map((p) => ({
            label: p.file,
            value: plural(p.live[COLUMNS[column]?.count ?? ''] ?? 0, 'row'),
          })),
        rows: rowsOf(rptSnapshots),
      }),
    );
  };

  for (const [column, { count, related, said }] of Object.entries(COLUMNS)) {
    const from = deadFrom(profiles, count);
    if (from === null || from === profiles[0]?.order) continue;
    const before = profiles.filter((p) => p.order < from);
    const share =
      before.reduce((sum, p) => sum + (p.live[count] ?? 0), 0) /
      Math.max(
        1,
        before.reduce((sum, p) => sum + p.rows, 0),
      );
    const after = profiles.filter((p) => p.order >= from);
    const expected = share * after.reduce((sum, p) => sum + p.rows, 0);
    const isRelatedAlive = related.some((name) =>
      after.some((p) => (name === 'rows' ? p.rows : (p.live[name] ?? 0)) > 0),
    );
    if (expected >= EXPECTED_AT_LEAST && isRelatedAlive) report(column, from, said);
  }
  for (const column of CONSTANT_COLUMNS) {
    if (stretches.some((s) => s.column === column)) continue;
    const constant = await constantFrom(workspace, column, profiles);
    const before = profiles.find(({ order }) => order + 1 === constant?.order);
    // A part of the leads, such as those of one state, has one value because it is that part.
    if (constant && profiles.length > 1 && !(before && isBeforePart(before)))
      report(column, constant.order, 'one and the same value for everyone');
  }
  for (const column of RECOVERED_COLUMNS) {
    if (stretches.some((s) => s.column === column) || headerOf(column) === null) continue;
    const recovered = recoveredFinding(column, headerOf(column) ?? column, profiles, ownPlaces);
    if (recovered) findings.push(recovered);
  }
  return { findings, stretches };
}

export const deadColumnFindings = defineFindings({
  name: 'dead_column_findings',
  title: 'Looking for findings',
  reads: [intCrmStates],
  takes: [snapshotProfiles, leadQualityNumbers, filesRead, filledPlaces],
  gives: [deadStretches],
  isTold: true,
  find: async ({ workspace, get, give }) => {
    const numbers = get(leadQualityNumbers);
    const profiles = get(snapshotProfiles);
    const findings: Finding[] = [];
    const stretches: DeadStretch[] = [];
    for (const series of new Set(profiles.map((profile) => profile.series))) {
      const own = profiles.filter((profile) => profile.series === series);
      const newest = get(filesRead).find(({ file }) => file === own.at(-1)?.file);
      const found = await findDeadColumns(
        workspace,
        own,
        numbers.funnel[headlineKey(numbers)],
        (column) => newest?.mapping.find((m) => m.field === column)?.column ?? null,
        get(filledPlaces),
      );
      findings.push(...found.findings);
      stretches.push(...found.stretches);
    }
    give(deadStretches, stretches);
    return findings;
  },
});
