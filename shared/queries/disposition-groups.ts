import { PROFILES } from '../stages/classify/profile';

const NOT_GROUPED = 'Other';

const matches = (pattern: string, code: string): boolean =>
  pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;

/** The group of a disposition code: the user's choice, else the profile's first group that has it, else `Other`. */
export function dispositionGroupOf(code: string, chosen: Readonly<Record<string, string>>): string {
  const own = chosen[code];
  if (own !== undefined) return own;
  const upper = code.toUpperCase().replace(/\s+/g, ' ').trim();
  const groups = PROFILES.crm_report.dispositionGroups;
  const exact = groups.find((group) => group.codes.includes(upper));
  return (
    (exact ?? groups.find((group) => group.codes.some((pattern) => matches(pattern, upper))))?.label ??
    NOT_GROUPED
  );
}
