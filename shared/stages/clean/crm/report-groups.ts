import { saidSeries, wordsOf, type KeptSeries, type ReportFile } from '../../../contract/report-series';
import { compareText } from '../../../domain/text-order';
import { headerKey } from '../../classify/header-key';

/** Reports with the same columns and the same words in their names: of one series, whatever their rows say. */
export interface ReportGroup {
  readonly key: string;
  readonly columns: ReadonlySet<string>;
  readonly paths: readonly string[];
  /** The series that the user said. */
  readonly said: string | null;
}

/** What the rows of two groups have in common. */
export interface GroupOverlap {
  /** Places in the list of groups. */
  readonly one: number;
  readonly other: number;
  /** Lead numbers that are of the same people in both, and that are of other people. */
  readonly same: number;
  readonly others: number;
  /** Those with other keys of which nothing else says whether the people are the same. */
  readonly otherKeys: number;
  /** Lead numbers in both, whoever has them. */
  readonly numbers: number;
  /** Keys of people in both, as a share of those of the group with fewer. */
  readonly people: number;
}

/** How the reports of a group go on. */
export interface GroupCourse {
  /** Places of its reports among all reports of the folder, in the order of their dates. */
  readonly places: readonly number[];
  /** Lead numbers in it. */
  readonly numbers: number;
  /** Of the lead numbers of a report, the share that the one behind or before it has, too; 0 where there is one report. */
  readonly repeated: number;
}

/** From this share on, the reports of a group repeat each other, as whole reports of one client do. */
const REPEATED = 0.5;
/** Fewer of the lead numbers and of the people than this are in two clients' reports: leads that both bought. */
const [COMMON_NUMBERS, COMMON_PEOPLE] = [0.05, 0.3];

/** Fewer numbers of other people than this are corrections. */
const FEWEST_OTHERS = 2;
/** From this share of the numbers that can be judged they are of other people. */
const OTHER_PEOPLE = 0.8;
/** From this share on, people are in both groups: of one client that numbers its leads anew. */
const SAME_PEOPLE = 0.1;
/** With fewer of their columns in common than this, two exports are of different systems. */
const SAME_COLUMNS = 0.5;

/** The reports by their columns, in any order, and the words of their names. @returns sorted by key */
export function groupReports(
  files: readonly ReportFile[],
  kept: readonly KeptSeries[],
): readonly ReportGroup[] {
  const groups = new Map<string, ReportGroup>();
  for (const file of files) {
    const columns = [...new Set(file.headers.map(headerKey))].sort(compareText);
    const said = saidSeries(kept, file);
    const key = JSON.stringify([wordsOf(file.path), columns, said]);
    const paths = [...(groups.get(key)?.paths ?? []), file.path];
    groups.set(key, { key, columns: new Set(columns), paths, said });
  }
  return [...groups.values()].sort((a, b) => compareText(a.key, b.key));
}

const shareOfColumns = (one: ReportGroup, other: ReportGroup): number =>
  [...one.columns].filter((column) => other.columns.has(column)).length /
  Math.min(one.columns.size, other.columns.size);

type Part = readonly number[];

/** Sums of the overlaps between two parts of the groups. */
function between(
  one: Part,
  other: Part,
  overlaps: readonly GroupOverlap[],
): Omit<GroupOverlap, 'one' | 'other'> {
  const own = overlaps.filter(
    (o) =>
      (one.includes(o.one) && other.includes(o.other)) || (one.includes(o.other) && other.includes(o.one)),
  );
  const sum = (of: (o: GroupOverlap) => number): number => own.reduce((total, o) => total + of(o), 0);
  return {
    same: sum((o) => o.same),
    others: sum((o) => o.others),
    otherKeys: sum((o) => o.otherKeys),
    numbers: sum((o) => o.numbers),
    people: Math.max(0, ...own.map((o) => o.people)),
  };
}

/** How often reports of one part follow on those of the other, with the first. */
function runs(one: readonly number[], other: readonly number[]): number {
  const isOne = [...one, ...other].sort((a, b) => a - b).map((place) => one.includes(place));
  return isOne.filter((is, i) => is !== isOne[i - 1]).length;
}

/**
 * Whether two parts go on side by side, each by itself: the reports of each repeat its leads, those of the other come
 * between them, and hardly any lead is in both.
 */
function areSideBySide(
  one: readonly GroupCourse[],
  other: readonly GroupCourse[],
  { numbers, people }: Pick<GroupOverlap, 'numbers' | 'people'>,
): boolean {
  const repeats = (part: readonly GroupCourse[]): boolean =>
    part.some(({ repeated }) => repeated >= REPEATED);
  const placesOf = (part: readonly GroupCourse[]): readonly number[] => part.flatMap(({ places }) => places);
  const numbersOf = (part: readonly GroupCourse[]): number =>
    part.reduce((sum, course) => sum + course.numbers, 0);
  return (
    repeats(one) &&
    repeats(other) &&
    runs(placesOf(one), placesOf(other)) > 2 &&
    numbers < COMMON_NUMBERS * Math.min(numbersOf(one), numbersOf(other)) &&
    people < COMMON_PEOPLE
  );
}

/**
 * Which groups are of one series. Two are of different clients where the same lead numbers are other people's, where few
 * columns, no numbers and no people are the same, or where both go on side by side and hardly a lead is in both. Where the
 * user said whose they are, that holds; in doubt they are of one client.
 * @param courses of the groups, at their places; those that are not known say nothing
 * @returns the groups of each series, as places in the list
 */
export function seriesOfGroups(
  groups: readonly ReportGroup[],
  overlaps: readonly GroupOverlap[],
  courses: readonly GroupCourse[] = [],
): readonly Part[] {
  let parts: readonly Part[] = groups.map((_, i) => [i]);
  const saidOf = (part: Part): string | null =>
    part.map((i) => groups[i]?.said ?? null).find((said) => said !== null) ?? null;
  const mayJoin = (one: Part, other: Part): boolean => {
    const [a, b] = [saidOf(one), saidOf(other)];
    return a === null || b === null || a === b;
  };
  /** Joins parts as long as two are found that belong together. */
  const joinWhere = (belong: (one: Part, other: Part) => boolean): void => {
    for (let again = true; again;) {
      again = false;
      for (const [i, one] of parts.entries()) {
        const other = parts.slice(i + 1).find((part) => mayJoin(one, part) && belong(one, part));
        if (!other) continue;
        parts = parts.map((part) => (part === one ? [...one, ...other] : part)).filter((p) => p !== other);
        again = true;
        break;
      }
    }
  };
  const isApart = (one: Part, other: Part): boolean => {
    const columns = Math.max(
      ...one.flatMap((i) =>
        other.map((j) => {
          const [a, b] = [groups[i], groups[j]];
          return a && b ? shareOfColumns(a, b) : 0;
        }),
      ),
    );
    const { same, others, otherKeys, numbers, people } = between(one, other, overlaps);
    const areOthers = (count: number): boolean =>
      count >= FEWEST_OTHERS && count >= OTHER_PEOPLE * (same + count);
    if (columns >= SAME_COLUMNS) return areOthers(others);
    return areOthers(Math.max(others, otherKeys)) || (numbers === 0 && people < SAME_PEOPLE);
  };
  const coursesOf = (part: Part): readonly GroupCourse[] => part.flatMap((i) => courses[i] ?? []);
  const goSideBySide = (one: Part, other: Part): boolean =>
    areSideBySide(coursesOf(one), coursesOf(other), between(one, other, overlaps));
  joinWhere((one, other) => saidOf(one) !== null && saidOf(one) === saidOf(other));
  joinWhere((one, other) => {
    const { same, others } = between(one, other, overlaps);
    return same > others && !goSideBySide(one, other);
  });
  joinWhere(
    (one, other) =>
      saidOf(one) === null && saidOf(other) === null && !isApart(one, other) && !goSideBySide(one, other),
  );
  return parts.map((part) => [...part].sort((a, b) => a - b));
}
