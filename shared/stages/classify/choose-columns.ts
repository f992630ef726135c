import type { ProjectSettings } from '../../contract/project';
import type { FieldMapping } from '../../contract/sources';
import { unlikeKeys, type Column, type MappedColumn } from './map-columns';
import { unitOf } from './money-unit';
import type { Profile } from './profile-schema';

/** What the user said about one file. */
export type FileChoice = ProjectSettings['files'][string];

/**
 * The profile's mapping with the user's on top. A column that the user gives to a field leaves any other field; of two
 * fields that the user gave it to, the first has it.
 */
export function chooseColumns(
  profile: Profile,
  mapped: readonly MappedColumn[],
  columns: readonly Column[],
  { mapping: choice, unit: chosenUnit }: FileChoice,
): FieldMapping[] {
  const headers = columns.map(({ header }) => header);
  const unlike = unlikeKeys(profile, columns, mapped);
  const chosen = new Map<string, string | null>();
  /** Column → label of the field that it was chosen for. */
  const taken = new Map<string, string>();
  const lost = new Map<string, { readonly column: string; readonly to: string }>();
  for (const { field, label } of profile.fields) {
    const wish = choice?.[field];
    if (wish === undefined || (wish !== null && !headers.includes(wish))) continue;
    const holder = wish === null ? undefined : taken.get(wish);
    if (wish !== null && holder !== undefined) lost.set(field, { column: wish, to: holder });
    else chosen.set(field, wish);
    if (wish !== null && holder === undefined) taken.set(wish, label);
  }
  const found = new Map(mapped.filter((m) => !taken.has(m.header)).map((m) => [m.field.field, m.header]));
  return profile.fields.map((known) => {
    const { field, label, required, description } = known;
    const wish = chosen.get(field);
    const column = wish === undefined ? (found.get(field) ?? null) : wish;
    const chosenBy = wish !== undefined ? 'user' : column === null ? 'none' : 'profile';
    const lostColumn = lost.get(field);
    const rivals = mapped.find((m) => m.field.field === field && m.header === column)?.rivals ?? [];
    const told = column === null ? 'major' : unitOf(known, column);
    const unit = column !== null && known.type === 'money' && told !== 'micros' ? (chosenUnit ?? told) : told;
    return {
      field,
      label,
      required,
      description,
      column,
      chosenBy,
      ...(unit === 'major' ? {} : { unit }),
      ...(lostColumn && { lost: lostColumn }),
      ...(chosenBy === 'none' && unlike.has(field) ? { unlike: unlike.get(field) ?? [] } : {}),
      ...(chosenBy === 'profile' && rivals.length > 0 ? { rivals } : {}),
    };
  });
}
