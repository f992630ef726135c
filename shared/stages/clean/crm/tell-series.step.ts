import { keyForm } from '../../../sql/key-verbs';
import { int, queryRows } from '../../../sql/records';
import { ident, sql, type Sql } from '../../../sql/sql';
import type { Workspace } from '../../../sql/workspace';
import type { CrmFold } from './crm-fold.step';
import type { CrmSnapshot } from './crm-snapshot';
import {
  groupReports,
  seriesOfGroups,
  type GroupCourse,
  type GroupOverlap,
  type ReportGroup,
} from './report-groups';
import { orderSnapshots } from './snapshot-order';
import type { KeptSeries, ReportFile } from '../../../contract/report-series';
import { namesOfSeries } from './series-names';
import { srcCrmValues } from './src-crm-values';
import { srcReportGroupStates } from './src-report-group-states';

/** The reports of one client, or what else is counted on its own. */
export interface ReportSeries {
  readonly name: string;
  readonly paths: readonly string[];
  /** Tells its lead numbers from those of other series; empty for the first, which nothing must tell apart. */
  readonly tag: string;
  /** Whether the user said so of any of its reports. */
  readonly isSaid: boolean;
}

/**
 * So many CRM leads tell whose the reports are, fewer where many groups are compared with each other: a share of the lead
 * numbers, the same ones in every report.
 */
const SAMPLE = 20_000;
const COMPARISONS = 4_000_000;

/** The leads that are looked at are one of so many: a power of two. */
const oneOf = (leads: number, groups: number): number =>
  2 ** Math.ceil(Math.log2(Math.max(1, leads / Math.min(SAMPLE, COMPARISONS / groups ** 2))));

/** Equal, and both there. */
const equal = (column: string): Sql => sql`coalesce(a.${ident(column)} = b.${ident(column)}, false)`;
const differ = (column: string): Sql => sql`coalesce(a.${ident(column)} <> b.${ident(column)}, false)`;
/** Different, and made in the same way: two hashes of different algorithms say nothing of each other. */
const differInForm = (key: string): Sql =>
  sql`(${differ(key)} and ${keyForm(sql`a.${ident(key)}`)} = ${keyForm(sql`b.${ident(key)}`)})`;

/**
 * What pairs of groups have in common, of the values that `src_report_group_states` holds.
 * @param sample they are those of one of so many leads
 */
async function overlapsOf(
  workspace: Workspace,
  sample: number,
  signal: AbortSignal,
): Promise<readonly GroupOverlap[]> {
  const rows = await queryRows(
    workspace,
    sql`
with rows as (
  select distinct g.group_no, v.lead_number, v.email_key, v.phone_key, v.entry_on, coalesce(v.zip, v.city) as place
  from ${srcReportGroupStates} g join ${srcCrmValues} v using (state_id)
), numbers as (
  select a.group_no as one, b.group_no as other, a.lead_number,
    bool_or(${equal('email_key')} or ${equal('phone_key')}) as has_key,
    bool_or(${equal('entry_on')} and ${equal('place')}) as has_facts,
    bool_or(${equal('entry_on')}) as has_entry,
    bool_or(${equal('place')}) as has_place,
    bool_or(${differInForm('email_key')} or ${differInForm('phone_key')}) as is_other_key,
    bool_and(${differ('entry_on')}) as is_other_entry,
    bool_and(${differ('place')}) as is_other_place
  from rows a join rows b on a.lead_number = b.lead_number and a.group_no < b.group_no
  group by all
), judged as (
  select one, other, count(*) as numbers,
    count(*) filter (has_key or has_facts or (has_entry and not is_other_key)) as same,
    count(*) filter (not has_key and not has_facts and case when is_other_key then is_other_entry or is_other_place
      else is_other_entry and is_other_place end) as others,
    count(*) filter (is_other_key and not has_key and not has_entry) as other_keys
  from numbers group by all
), keys as (
  select distinct group_no, email_key as key from rows where email_key is not null
  union select distinct group_no, phone_key from rows where phone_key is not null
), sizes as (select group_no, count(*) as keys from keys group by group_no
), met as (
  select a.group_no as one, b.group_no as other, count(*) as keys
  from keys a join keys b on a.key = b.key and a.group_no < b.group_no group by all
)
select one, other, cast(coalesce(j.numbers, 0) as integer) as numbers, cast(coalesce(j.same, 0) as integer) as same,
  cast(coalesce(j.others, 0) as integer) as others, cast(coalesce(j.other_keys, 0) as integer) as other_keys,
  cast(coalesce(m.keys / least(s.keys, t.keys), 0) as double) as people
from judged j full join met m using (one, other)
left join sizes s on s.group_no = one left join sizes t on t.group_no = other`,
    signal,
  );
  return rows.map((row) => ({
    one: int(row, 'one'),
    other: int(row, 'other'),
    numbers: int(row, 'numbers'),
    same: int(row, 'same'),
    others: int(row, 'others'),
    otherKeys: int(row, 'other_keys'),
    // A person whose numbers differ is among the leads of both groups one time in so many.
    people: Number(row['people']) * sample,
  }));
}

/** Puts down which values the groups hold: of all leads, or of so many that they tell whose the reports are. */
async function fillGroups(
  workspace: Workspace,
  fold: CrmFold,
  groups: readonly ReportGroup[],
  snapshots: readonly CrmSnapshot[],
  sample: number,
): Promise<void> {
  const [numbers, states]: [number[], number[]] = [[], []];
  groups.forEach(({ paths }, group) => {
    const own = new Set<number>();
    for (const { path, roll } of snapshots) {
      if (!paths.includes(path)) continue;
      for (const state of roll.stateIds) if ((fold.numberHashOf(state) & (sample - 1)) === 0) own.add(state);
    }
    for (const state of own) {
      numbers.push(group);
      states.push(state);
    }
  });
  await workspace.clear(srcReportGroupStates);
  await workspace.append(srcReportGroupStates, {
    group_no: { type: 'integer', values: numbers },
    state_id: { type: 'integer', values: states },
  });
}

/**
 * How the reports of each group go on.
 * @param sample the leads that are looked at are one of so many
 */
function coursesOf(
  fold: CrmFold,
  groups: readonly ReportGroup[],
  snapshots: readonly CrmSnapshot[],
  sample: number,
): readonly GroupCourse[] {
  const places = orderSnapshots(
    snapshots.map(({ path, lastEntryOn }) => ({ file: path, lastEntryOn })),
    null,
  );
  const placeOf = ({ path }: CrmSnapshot): number => places.get(path)?.order ?? 0;
  const numbersOf = ({ roll }: CrmSnapshot): ReadonlySet<number> => {
    const numbers = new Set<number>();
    for (const state of roll.stateIds) {
      const number = fold.numberHashOf(state);
      if ((number & (sample - 1)) === 0) numbers.add(number);
    }
    return numbers;
  };
  return groups.map(({ paths }) => {
    const own = snapshots.filter(({ path }) => paths.includes(path)).sort((a, b) => placeOf(a) - placeOf(b));
    const all = new Set<number>();
    let [common, least] = [0, 0];
    let before: ReadonlySet<number> | null = null;
    for (const snapshot of own) {
      const numbers = numbersOf(snapshot);
      for (const number of numbers) {
        all.add(number);
        if (before?.has(number)) common++;
      }
      if (before) least += Math.min(numbers.size, before.size);
      before = numbers;
    }
    return { places: own.map(placeOf), numbers: all.size, repeated: least === 0 ? 0 : common / least };
  });
}

/**
 * Whose the reports of a folder are: one series, or several, as of two clients.
 * @param snapshots all settled
 * @throws LeadlensError `cancelled`
 */
export async function tellSeries(
  workspace: Workspace,
  fold: CrmFold,
  snapshots: readonly CrmSnapshot[],
  files: readonly ReportFile[],
  kept: readonly KeptSeries[],
  signal: AbortSignal,
): Promise<readonly ReportSeries[]> {
  const groups = groupReports(files, kept);
  let overlaps: readonly GroupOverlap[] = [];
  let courses: readonly GroupCourse[] = [];
  if (groups.length > 1) {
    // A run that casts nothing has not named the table yet.
    await workspace.keep(srcCrmValues);
    const sample = oneOf(fold.leadCount, groups.length);
    await fillGroups(workspace, fold, groups, snapshots, sample);
    overlaps = await overlapsOf(workspace, sample, signal);
    courses = coursesOf(fold, groups, snapshots, sample);
    await workspace.discard(srcReportGroupStates);
  }
  const parts = seriesOfGroups(groups, overlaps, courses).map((part) => part.flatMap((i) => groups[i] ?? []));
  const names = namesOfSeries(
    parts.map((part) => ({
      said: part.find(({ said }) => said !== null)?.said ?? null,
      path: part[0]?.paths[0] ?? '',
    })),
  );
  return parts.map((part, i) => ({
    name: names[i] ?? '',
    paths: part.flatMap(({ paths }) => paths),
    tag: i === 0 ? '' : (part[0]?.key ?? ''),
    isSaid: part.some(({ said }) => said !== null),
  }));
}
