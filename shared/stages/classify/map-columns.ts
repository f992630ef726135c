import { compareText } from '../../domain/text-order';
import { currencyColumn } from './currency-column';
import { headerKey } from './header-key';
import type { Profile, ProfileField } from './profile-schema';
import { shapeShare, type ShapeContext } from './value-shape';

/** One column of a file: its header and the values of the sample. */
export interface Column {
  readonly header: string;
  readonly values: readonly string[];
}

export interface MappedColumn {
  readonly field: ProfileField;
  readonly header: string;
  /** Share of sample values that fit the field's type; null where nothing can be judged. */
  readonly shape: number | null;
  /** Further columns that mean the same field, feed no other one, and say something else. */
  readonly rivals: readonly string[];
}

/** What a pair is worth: a header that is an alias counts 1, less for later aliases; values move it by a half. */
const PER_RANK = 0.004;
const SHAPE_WEIGHT = 0.5;
/** Below this share of fitting values a key column (hash, e-mail, phone) is something else. */
const KEY_SHAPE_NEEDED = 0.3;

const KEY_TYPES: ReadonlySet<string> = new Set(['hash', 'email', 'phone']);

const withoutNulls = (column: Column, profile: Profile, field: ProfileField): string[] =>
  column.values
    .map((value) => value.trim())
    .filter(
      (value) => value !== '' && !profile.nullTokens.includes(value) && !field.nullTokens.includes(value),
    );

/** A hash column may hold raw values where the profile has no field of its own for those. */
function acceptsRaw(profile: Profile, field: ProfileField): boolean {
  const raw = field.field.startsWith('phone') ? 'phone' : 'email';
  return !profile.fields.some((other) => other.type === raw);
}

/** The person of sessions and events may be an e-mail. */
const contextOf = (profile: Profile, field: ProfileField): ShapeContext => ({
  acceptsRaw: acceptsRaw(profile, field),
  acceptsEmail: profile.kind === 'touches' && field.field === 'user_uid',
});

/** By field, since profiles stay the same: each file is held against all of them. */
const RANKS = new WeakMap<ProfileField, ReadonlyMap<string, number>>();

/** The aliases of a field by their keys, with their place: earlier ones are surer. */
function aliasRanks(field: ProfileField): ReadonlyMap<string, number> {
  const known = RANKS.get(field);
  if (known) return known;
  const ranks = new Map<string, number>();
  for (const [rank, alias] of field.aliases.entries()) {
    const key = headerKey(alias);
    if (!ranks.has(key)) ranks.set(key, rank);
  }
  RANKS.set(field, ranks);
  return ranks;
}

/** Whether a field takes only a column that no other one wants. */
const takesLeftovers = ({ spare, aside }: ProfileField): boolean => spare || aside;

const isKey = ({ type }: ProfileField): boolean => KEY_TYPES.has(type);
const isUnlike = (field: ProfileField, shape: number | null): boolean =>
  isKey(field) && shape !== null && shape < KEY_SHAPE_NEEDED;

/**
 * The columns that by their headers are a key which has no column, and hold something else.
 * @param mapped what `mapColumns` found
 */
export function unlikeKeys(
  profile: Profile,
  columns: readonly Column[],
  mapped: readonly MappedColumn[],
): ReadonlyMap<string, readonly string[]> {
  const taken = new Set(mapped.map(({ header }) => header));
  const fed = new Set(mapped.map(({ field }) => field.field));
  const unlike = new Map<string, readonly string[]>();
  for (const field of profile.fields) {
    if (!isKey(field) || fed.has(field.field)) continue;
    const ranks = aliasRanks(field);
    const headers = columns
      .filter(({ header }) => !taken.has(header) && ranks.has(headerKey(header)))
      .filter((column) => {
        const values = withoutNulls(column, profile, field);
        return isUnlike(field, shapeShare(field.type, values, contextOf(profile, field)));
      })
      .map(({ header }) => header);
    for (const header of headers) taken.add(header);
    if (headers.length > 0) unlike.set(field.field, headers);
  }
  return unlike;
}

/**
 * Which column feeds which field of a profile: by header aliases first, by the shape of the values where several
 * columns or fields compete; a currency that no alias names, by its values. No column feeds two fields. The order of the columns does not matter.
 */
export function mapColumns(profile: Profile, columns: readonly Column[]): MappedColumn[] {
  const keyed = columns.map((column) => ({ column, key: headerKey(column.header) }));
  const pairs = profile.fields.flatMap((field, order) => {
    const ranks = aliasRanks(field);
    return keyed.flatMap(({ column, key }) => {
      const rank = ranks.get(key);
      if (rank === undefined) return [];
      const values = withoutNulls(column, profile, field);
      const shape = shapeShare(field.type, values, contextOf(profile, field));
      if (isUnlike(field, shape)) return [];
      const worth = 1 - rank * PER_RANK + (shape === null ? 0 : (2 * shape - 1) * SHAPE_WEIGHT);
      return [{ field, order, header: column.header, shape, worth }];
    });
  });
  pairs.sort(
    (x, y) =>
      Number(takesLeftovers(x.field)) - Number(takesLeftovers(y.field)) ||
      y.worth - x.worth ||
      x.order - y.order ||
      compareText(x.header, y.header),
  );
  const takenFields = new Set<string>();
  const takenHeaders = new Set<string>();
  const mapped: (Omit<MappedColumn, 'rivals'> & { readonly order: number })[] = [];
  for (const { field, order, header, shape } of pairs) {
    if (takenFields.has(field.field) || takenHeaders.has(header)) continue;
    takenFields.add(field.field);
    takenHeaders.add(header);
    mapped.push({ field, header, shape, order });
  }
  for (const [order, field] of profile.fields.entries()) {
    if (field.type !== 'currency' || takenFields.has(field.field)) continue;
    const column = currencyColumn(columns.filter(({ header }) => !takenHeaders.has(header)));
    if (column === null) continue;
    takenHeaders.add(column.header);
    mapped.push({ field, header: column.header, shape: 1, order });
  }
  const valuesOf = (header: string): string =>
    JSON.stringify(columns.find((column) => column.header === header)?.values ?? []);
  const rivalsOf = ({ field, header }: (typeof mapped)[number]): readonly string[] =>
    pairs
      .filter((pair) => pair.field.field === field.field && !takenHeaders.has(pair.header))
      .map((pair) => pair.header)
      .filter((other) => valuesOf(other) !== valuesOf(header) && /[^\s",[\]]/.test(valuesOf(other)));
  return mapped.sort((x, y) => x.order - y.order).map((found) => ({ ...found, rivals: rivalsOf(found) }));
}
