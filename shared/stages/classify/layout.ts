import { headerKey } from './header-key';
import { mergeFields } from './merge-profile';
import type { Layout, Profile } from './profile-schema';

/** A profile as one of its layouts has it. */
export interface LaidOut {
  readonly profile: Profile;
  /** Null where no layout of its own is recognised. */
  readonly layout: Layout | null;
  /** The headers by which the layout is recognised, as the profile writes them. */
  readonly by: readonly string[];
  /** Whether nothing else can be such a file: its headers say so, or the service's own ids. */
  readonly decides: boolean;
}

/** A header as tables of an API have it, or one that a connector adds. */
const SNAKE_CASE = /^_?[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

const ofLayout = (profile: Profile, layout: Layout): Profile => ({
  ...profile,
  fields: mergeFields(profile.fields, layout.fields),
});

/** A column with its first values. */
interface SampledColumn {
  readonly header: string;
  readonly values: readonly string[];
}

/** Whether all values of a column are so, and it has one. */
function areAll(columns: readonly SampledColumn[], key: string, test: (value: string) => boolean): boolean {
  const values = (columns.find(({ header }) => headerKey(header) === key)?.values ?? []).filter(
    (value) => value.trim() !== '',
  );
  return values.length > 0 && values.every((value) => test(value.trim()));
}

/** Where records of an API say when they were made, and how: seconds since 1970, or in a copy of its tables a time in UTC. */
const CREATED = ['created', 'created at'];
const API_TIME =
  /^(?:1\d{9}(?:\.0+)?|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?\s*(?:UTC|Z|\+00(?::?00)?))$/;

/** The groups of headers that show a layout since the service's own ids stand beside them. */
function groupsWithIds(
  { when }: Layout,
  columns: readonly SampledColumn[],
  isSnakeCase: boolean,
): readonly (readonly string[])[] {
  const { withIds } = when;
  if (!withIds || !(isSnakeCase || withIds.inAnyCase)) return [];
  const isOwn = (id: string): boolean => withIds.begin.some((start) => id.startsWith(start));
  if (!['id', ...withIds.idColumns].some((header) => areAll(columns, headerKey(header), isOwn))) return [];
  const hasApiTimes = CREATED.some((header) =>
    areAll(columns, headerKey(header), (time) => API_TIME.test(time)),
  );
  return hasApiTimes ? [...withIds.headers, ...withIds.inApiTimes] : withIds.headers;
}

/** The profile for a file with these columns: with the columns and units of the layout that its headers and ids show. */
export function layOut(profile: Profile, columns: readonly SampledColumn[]): LaidOut {
  const headers = columns.map(({ header }) => header);
  const keys = new Set(headers.map(headerKey));
  const isSnakeCase = headers.every((header) => SNAKE_CASE.test(header.trim()));
  for (const layout of profile.layouts) {
    const { headers: groups, besides, inSnakeCase } = layout.when;
    const areThere = (all: readonly string[]): boolean => all.every((header) => keys.has(headerKey(header)));
    const withIds = groupsWithIds(layout, columns, isSnakeCase).find(areThere);
    if (withIds) return { profile: ofLayout(profile, layout), layout, by: withIds, decides: true };
    const decides = layout.decides;
    const plain = isSnakeCase ? inSnakeCase.find(areThere) : undefined;
    if (plain) return { profile: ofLayout(profile, layout), layout, by: plain, decides };
    const group = groups.find(areThere);
    const beside = besides.find((header) => keys.has(headerKey(header)));
    if (group && (beside !== undefined || besides.length === 0)) {
      const by = beside === undefined || group.includes(beside) ? group : [...group, beside];
      return { profile: ofLayout(profile, layout), layout, by, decides };
    }
  }
  return { profile, layout: null, by: [], decides: false };
}
