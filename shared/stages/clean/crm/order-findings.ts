import { finding } from '../../../domain/finding-builder';
import type { Finding } from '../../../domain/finding';
import { date, file, say } from '../../../domain/sentence';
import type { CrmSnapshot } from './crm-snapshot';
import { orderSnapshots } from './snapshot-order';

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

/**
 * Reports that neither a date in their names nor their last entry date puts in order: their names alone do, which may say
 * nothing of time. Files of the same content are no question.
 */
export function findOrderByName(
  snapshots: readonly Pick<CrmSnapshot, 'path' | 'key' | 'lastEntryOn'>[],
  places: ReturnType<typeof orderSnapshots>,
): readonly Finding[] {
  const tied = new Map<string, { readonly path: string; readonly key: string; readonly order: number }[]>();
  for (const { path, key, lastEntryOn } of snapshots) {
    const place = places.get(path);
    if (!place || place.orderedBy === 'user') continue;
    const of = JSON.stringify([place.series, place.asOf, lastEntryOn]);
    tied.set(of, [...(tied.get(of) ?? []), { path, key, order: place.order }]);
  }
  return [...tied.values()].flatMap((group) => {
    if (new Set(group.map(({ key }) => key)).size < 2) return [];
    const files = group.sort((a, b) => a.order - b.order).map(({ path }) => path);
    const [first, last] = [files[0] ?? '', files.at(-1) ?? ''];
    return [
      finding({
        code: 'snapshot_order',
        severity: 'warning',
        source: 'crm_report',
        files,
        message: say`Nothing but their names puts ${String(files.length)} reports in order: no date tells them apart, and they end with the same entry date. ${file(first)} was taken for the oldest of them and ${file(last)} for the newest: what each CRM lead reached last depends on it. Put the date into their names, or set the order of the snapshots in Sources.`,
        evidence: files.map((path, at) => ({ label: `Number ${String(at + 1)} of them`, value: file(path) })),
      }),
    ];
  });
}
