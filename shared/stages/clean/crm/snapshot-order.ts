import type { SnapshotCriterion, SnapshotPlace } from '../../../contract/summary';
import { datesInNames, datesTheOtherWay } from '../../../domain/date-in-name';
import { inNameOrder } from '../../../domain/name-order';
import { compareText } from '../../../domain/text-order';

export interface SnapshotFile {
  readonly file: string;
  /** Greatest entry date inside, ISO; null when none could be read. */
  readonly lastEntryOn: string | null;
}

const DAY = 86_400_000;
/** So many days after the date in its name a report can still have entries: one that is named by its first day. */
const LATE = 7;
/** So many days before that date its entries end where it was made in time. */
const EARLY = 62;

/** Days from the last entry of a report to the date of its name; null where one of both is not known. */
const daysAfterEntries = (
  { file, lastEntryOn }: SnapshotFile,
  dates: ReadonlyMap<string, string | null>,
): number | null => {
  const date = dates.get(file) ?? null;
  return date === null || lastEntryOn === null
    ? null
    : (Date.parse(date.slice(0, 10)) - Date.parse(lastEntryOn)) / DAY;
};

/**
 * The dates in the names of one series. Where they can be read with the day or the month first, and only the
 * other way than usual are days on which the reports can have been made, they are read the other way.
 * @returns `isOpen`: with the dates read the other way, which nothing rules out, the order would be another one
 */
export function datesOfSeries(files: readonly SnapshotFile[]): {
  readonly dates: ReadonlyMap<string, string | null>;
  readonly isOpen: boolean;
} {
  const paths = files.map(({ file }) => file);
  const usual = datesInNames(paths);
  const other = datesTheOtherWay(paths);
  if (other === null) return { dates: usual, isOpen: false };
  /** Whether each date is a day on which its report can have been made. */
  const fits = (dates: ReadonlyMap<string, string | null>): boolean =>
    files.every((file) => {
      const days = daysAfterEntries(file, dates);
      return days !== null && days >= -LATE && days <= EARLY;
    });
  const [isUsual, isOther] = [fits(usual), fits(other)];
  if (isOther && !isUsual) return { dates: other, isOpen: false };
  const inOrder = (dates: ReadonlyMap<string, string | null>): string =>
    [...paths]
      .sort((a, b) => compareText(dates.get(a) ?? '', dates.get(b) ?? '') || compareText(a, b))
      .join('\n');
  const isOpen = isUsual === isOther && inOrder(usual) !== inOrder(other);
  return { dates: usual, isOpen };
}

/**
 * Puts the snapshots of one series in order: the user's order; else a date in the names,
 * else the greatest entry date inside, else the natural order of names, months in
 * that of the calendar. A criterion counts only if every file has it;
 * ties go to the next.
 */
function orderSeries(
  files: readonly SnapshotFile[],
  userOrder: readonly string[] | null,
): ReadonlyMap<string, SnapshotPlace> {
  const places = (
    sorted: readonly SnapshotFile[],
    orderedBy: SnapshotCriterion,
    asOf: (file: SnapshotFile) => string | null,
  ): ReadonlyMap<string, SnapshotPlace> =>
    new Map(sorted.map((file, i) => [file.file, { order: i + 1, asOf: asOf(file), orderedBy }]));

  const { dates } = datesOfSeries(files);
  const named = ({ file }: SnapshotFile): string | null => dates.get(file) ?? null;
  if (userOrder) {
    const rank = new Map(userOrder.map((file, i) => [file, i]));
    const sorted = [...files].sort((a, b) => (rank.get(a.file) ?? 0) - (rank.get(b.file) ?? 0));
    return places(sorted, 'user', (f) => named(f) ?? f.lastEntryOn);
  }

  const byName = files.every((f) => named(f) !== null);
  const byEntry = files.every((f) => f.lastEntryOn !== null);
  const text = (a: string | null, b: string | null): number => compareText(a ?? '', b ?? '');
  const byNature = new Map(inNameOrder(files.map(({ file }) => file)).map((file, i) => [file, i]));
  const sorted = [...files].sort(
    (a, b) =>
      (byName ? text(named(a), named(b)) : 0) ||
      (byEntry ? text(a.lastEntryOn, b.lastEntryOn) : 0) ||
      (byNature.get(a.file) ?? 0) - (byNature.get(b.file) ?? 0),
  );
  if (byName) return places(sorted, 'file_name', named);
  if (byEntry) return places(sorted, 'entry_date', (f) => f.lastEntryOn);
  return places(sorted, 'natural_name', () => null);
}

/**
 * Numbers all snapshots: oldest first within each series, and the series whose newest report is the oldest first. The
 * reader's order counts where it names exactly these files.
 * @param seriesOf the name of the series of a file; of the places too where there are several
 */
export function orderSnapshots(
  files: readonly SnapshotFile[],
  userOrder: readonly string[] | null,
  seriesOf: (file: string) => string = () => '',
): ReadonlyMap<string, SnapshotPlace> {
  const names = new Set(files.map((f) => f.file));
  const isWhole =
    userOrder?.length === names.size &&
    new Set(userOrder).size === names.size &&
    userOrder.every((file) => names.has(file));
  const series = [...new Set(files.map((f) => seriesOf(f.file)))].map((name) => {
    const own = files.filter((f) => seriesOf(f.file) === name);
    const places = orderSeries(own, isWhole ? userOrder : null);
    return { name, places, newest: [...places.values()].at(-1)?.asOf ?? '' };
  });
  series.sort((a, b) => compareText(a.newest, b.newest) || compareText(a.name, b.name));
  let before = 0;
  const numbered = new Map<string, SnapshotPlace>();
  for (const { name, places } of series) {
    for (const [file, place] of places) {
      const order = before + place.order;
      numbered.set(file, { ...place, order, ...(series.length > 1 && { series: name }) });
    }
    before += places.size;
  }
  return numbered;
}
