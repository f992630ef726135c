import type { DispositionsView } from '../../../shared/contract/funnel';
import { ownValue } from '../../../shared/domain/own-value';

/** The project's own choices: disposition → group. */
export type ChosenGroups = Readonly<Record<string, string>>;

/** The group that a disposition is in: the project's choice, else that of the profile. */
export const groupOf = (
  { code, byProfile }: DispositionsView['dispositions'][number],
  chosen: ChosenGroups,
): string => ownValue(chosen, code) ?? byProfile;

/** The choices with another group for one disposition; what the profile says itself, or nothing, is no choice. */
export function choose(
  chosen: ChosenGroups,
  { code, byProfile }: DispositionsView['dispositions'][number],
  group: string,
): ChosenGroups {
  const name = group.trim();
  const others = Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== code));
  return name === '' || name === byProfile ? others : { ...others, [code]: name };
}

/** All groups that can be chosen: those of the profile, then the project's own. */
export const knownGroups = (groups: readonly string[], chosen: ChosenGroups): readonly string[] => [
  ...groups,
  ...[...new Set(Object.values(chosen))].filter((group) => !groups.includes(group)).sort(),
];

/** Whether two sets of choices say the same. */
export const sameGroups = (a: ChosenGroups, b: ChosenGroups): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([code, group]) => ownValue(b, code) === group);
