import { finding } from '../../../domain/finding-builder';
import type { Finding } from '../../../domain/finding';
import { date, file, joined, say } from '../../../domain/sentence';
import type { CrmSnapshot } from './crm-snapshot';
import { datesOfSeries, orderSnapshots } from './snapshot-order';

/** Days after all others of its report from which the one day on which an order rests is told. */
const FAR = 60;
const DAY = 86_400_000;
/** Days by which the date in a name is beyond the others, and beyond what stands in the file, from which it is told. */
const YEAR = 366;

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;

/** The parts of a snapshot that say where it stands. */
type Dated = Pick<CrmSnapshot, 'path' | 'lastEntryOn' | 'restEntryOn'>;

/**
 * Reports whose place rests on the entry date of one record, far after all others of the report: without it the order
 * would be another one, and with it every latest number.
 */
export function findOrderOfOneDate(
  snapshots: readonly Dated[],
  userOrder: readonly string[] | null,
  seriesOf: (path: string) => string,
): readonly Finding[] {
  const orderWith = (dateOf: (snapshot: Dated) => string | null): ReturnType<typeof orderSnapshots> =>
    orderSnapshots(
      snapshots.map((snapshot) => ({ file: snapshot.path, lastEntryOn: dateOf(snapshot) })),
      userOrder,
      seriesOf,
    );
  const places = orderWith(({ lastEntryOn }) => lastEntryOn);
  return snapshots.flatMap((snapshot) => {
    const { path, lastEntryOn, restEntryOn } = snapshot;
    if (lastEntryOn === null || restEntryOn === null || places.get(path)?.orderedBy !== 'entry_date')
      return [];
    if (daysBetween(restEntryOn, lastEntryOn) <= FAR) return [];
    const without = orderWith((other) => (other.path === path ? restEntryOn : other.lastEntryOn));
    const [now, then] = [places.get(path)?.order, without.get(path)?.order];
    if (now === undefined || then === undefined || now === then) return [];
    return [
      finding({
        code: 'snapshot_order',
        severity: 'warning',
        source: 'crm_report',
        column: 'entry_on',
        files: [path],
        message: say`The place of ${file(path)} among the reports rests on one entry date, ${date(lastEntryOn)}; all others of it are up to ${date(restEntryOn)}. It is number ${String(now)} of ${String(snapshots.length)}, and would be ${String(then)} without that record: what each CRM lead reached last depends on it. Correct the date, or set the order of the snapshots in Sources.`,
        evidence: [
          { label: 'Last entry date', value: date(lastEntryOn) },
          { label: 'Without that record', value: date(restEntryOn) },
        ],
      }),
    ];
  });
}

/**
 * A report that its name makes the newest, by a date more than a year after those of all other names and after all that
 * stands in it: a slip in the name (2062) decides all latest numbers.
 */
export function findFarName(
  snapshots: readonly Pick<CrmSnapshot, 'path' | 'lastEntryOn'>[],
  places: ReturnType<typeof orderSnapshots>,
): readonly Finding[] {
  const dated = snapshots.flatMap(({ path, lastEntryOn }) => {
    const place = places.get(path);
    const asOf = place?.orderedBy === 'file_name' ? (place.asOf?.slice(0, 10) ?? null) : null;
    return asOf === null ? [] : [{ path, lastEntryOn, asOf, series: place?.series ?? '' }];
  });
  return dated.flatMap(({ path, lastEntryOn, asOf, series }) => {
    const others = dated.filter((other) => other.path !== path && other.series === series);
    const isFar = others.length > 0 && others.every((other) => daysBetween(other.asOf, asOf) > YEAR);
    if (!isFar || lastEntryOn === null || daysBetween(lastEntryOn, asOf) <= YEAR) return [];
    return [
      finding({
        code: 'snapshot_order',
        severity: 'warning',
        source: 'crm_report',
        files: [path],
        message: say`The name of ${file(path)} makes it the newest report: ${date(asOf)} is more than a year after every other name, and after all that stands in it (entries up to ${date(lastEntryOn)}). If that is a slip, rename it or set the order of the snapshots in Sources: what each CRM lead reached last depends on it.`,
        evidence: [
          { label: 'Date in the name', value: date(asOf) },
          { label: 'Last entry date', value: date(lastEntryOn) },
        ],
      }),
    ];
  });
}

/** A snapshot that others may stand beside without a date that tells them apart. */
type Undated = Pick<CrmSnapshot, 'path' | 'key' | 'lastEntryOn'>;

/**
 * Reports that neither a date in their names nor their last entry date puts in order: their names alone do, which may say
 * nothing of time. Files of the same content are no question, and neither are those that have no lead in common: the parts of
 * one report, as by state. Where they have the same rows, no number depends on their order, but one report counts as several.
 * @param leadsOf the CRM leads of a snapshot, by number
 * @param haveSameRows whether two snapshots are the same, row by row, in any order
 */
export function findOrderByName<S extends Undated>(
  snapshots: readonly S[],
  places: ReturnType<typeof orderSnapshots>,
  leadsOf: (snapshot: S) => Iterable<number>,
  haveSameRows: (one: S, other: S) => boolean,
): readonly Finding[] {
  const orderOf = ({ path }: Undated): number => places.get(path)?.order ?? 0;
  const tied = new Map<string, S[]>();
  for (const snapshot of snapshots) {
    const place = places.get(snapshot.path);
    if (!place || place.orderedBy === 'user') continue;
    const when = JSON.stringify([place.series, place.asOf, snapshot.lastEntryOn]);
    tied.set(when, [...(tied.get(when) ?? []), snapshot]);
  }
  return [...tied.values()].flatMap((group) => {
    const byContent = [...new Map(group.map((snapshot) => [snapshot.key, snapshot])).values()];
    const reports = inReports(
      byContent.sort((a, b) => orderOf(a) - orderOf(b)),
      haveSameRows,
    );
    const savedAgain = reports.filter((files) => files.length > 1).map(reportTwice);
    const files = withCommonLeads(
      reports.flatMap(([one]) => one ?? []),
      leadsOf,
    ).sort((a, b) => orderOf(a) - orderOf(b));
    const [first, last] = [files[0], files.at(-1)];
    if (!first || !last) return savedAgain;
    return [
      ...savedAgain,
      finding({
        code: 'snapshot_order',
        severity: 'warning',
        source: 'crm_report',
        files: files.map(({ path }) => path),
        message: say`Nothing but their names puts ${String(files.length)} reports in order: no date tells them apart, and they end with the same entry date. ${file(first.path)} was taken for the oldest of them and ${file(last.path)} for the newest: what each CRM lead reached last depends on it. Put the date into their names, or set the order of the snapshots in Sources.`,
        evidence: files.map(({ path }, at) => ({
          label: `Number ${String(at + 1)} of them`,
          value: file(path),
        })),
      }),
    ];
  });
}

/** Snapshots with the same rows together. */
function inReports<S extends Undated>(
  snapshots: readonly S[],
  haveSameRows: (one: S, other: S) => boolean,
): readonly (readonly S[])[] {
  const reports: S[][] = [];
  for (const snapshot of snapshots) {
    const same = reports.find(([one]) => one !== undefined && haveSameRows(one, snapshot));
    if (same) same.push(snapshot);
    else reports.push([snapshot]);
  }
  return reports;
}

/** @param copies files with the same rows, two or more */
function reportTwice(copies: readonly Undated[]): Finding {
  const paths = copies.map(({ path }) => path);
  const isPair = paths.length === 2;
  return finding({
    code: 'duplicate_file',
    severity: 'warning',
    source: 'crm_report',
    files: paths,
    message: say`${joined(paths.map((path) => file(path)))} have exactly the same rows in other bytes, and no date tells them apart: one report, saved again, and ${isPair ? 'both count as snapshots' : 'all of them count as snapshots'}. No lead counts twice, but *rows of all snapshots* do. Leave ${file(paths[0] ?? '')} in the folder and take ${isPair ? 'the other one' : 'the others'} away.`,
  });
}

/** Those that have a CRM lead which another of them has, too. */
function withCommonLeads<S extends Undated>(
  snapshots: readonly S[],
  leadsOf: (snapshot: S) => Iterable<number>,
): S[] {
  const seen = new Map<number, S>();
  const common = new Set<S>();
  for (const snapshot of snapshots)
    for (const lead of leadsOf(snapshot)) {
      const other = seen.get(lead);
      if (other) common.add(other).add(snapshot);
      else seen.set(lead, snapshot);
    }
  return [...common];
}

/** Reports whose names have dates that can be read with the day or the month first, which gives another order. */
export function findOpenNames(
  snapshots: readonly Pick<CrmSnapshot, 'path' | 'lastEntryOn'>[],
  places: ReturnType<typeof orderSnapshots>,
): readonly Finding[] {
  const series = new Map<string, Pick<CrmSnapshot, 'path' | 'lastEntryOn'>[]>();
  for (const snapshot of snapshots) {
    const place = places.get(snapshot.path);
    if (place?.orderedBy !== 'file_name') continue;
    const name = place.series ?? '';
    series.set(name, [...(series.get(name) ?? []), snapshot]);
  }
  return [...series.values()].flatMap((reports) => {
    const { dates, isOpen } = datesOfSeries(
      reports.map(({ path, lastEntryOn }) => ({ file: path, lastEntryOn })),
    );
    const paths = reports
      .map(({ path }) => path)
      .sort((a, b) => (places.get(a)?.order ?? 0) - (places.get(b)?.order ?? 0));
    const newest = paths.at(-1);
    if (!isOpen || newest === undefined) return [];
    return [
      finding({
        code: 'snapshot_order',
        severity: 'warning',
        source: 'crm_report',
        files: paths,
        message: say`The dates in the names of ${String(paths.length)} reports can be read with the day or the month first, and their order is another one then. ${file(newest)} was taken for the newest, of ${date(dates.get(newest)?.slice(0, 10) ?? '')}: what each CRM lead reached last depends on it. Write the dates as YYYY-MM-DD, or set the order of the snapshots in Sources.`,
        evidence: paths.map((path, at) => ({ label: `Number ${String(at + 1)} of them`, value: file(path) })),
      }),
    ];
  });
}
