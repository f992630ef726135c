import type { ProjectSettings } from '../../../shared/contract/project';

/** Repairs that take a value out of matching; what follows is the value. */
export const NOT_A_KEY = 'not_a_key:';

export type Accepted = Pick<ProjectSettings, 'acceptedRepairs' | 'notAKey'>;

const without = (list: readonly string[], entry: string): string[] => list.filter((e) => e !== entry);

/** Whether the project has accepted a repair. */
export function isAccepted(settings: Accepted, code: string): boolean {
  return code.startsWith(NOT_A_KEY)
    ? settings.notAKey.includes(code.slice(NOT_A_KEY.length))
    : settings.acceptedRepairs.includes(code);
}

/** The settings that change when a repair is accepted, or taken back. */
export function toggled(settings: Accepted, code: string): Partial<Accepted> {
  const accepted = isAccepted(settings, code);
  if (code.startsWith(NOT_A_KEY)) {
    const key = code.slice(NOT_A_KEY.length);
    return { notAKey: accepted ? without(settings.notAKey, key) : [...settings.notAKey, key] };
  }
  return {
    acceptedRepairs: accepted ? without(settings.acceptedRepairs, code) : [...settings.acceptedRepairs, code],
  };
}

/** Accepted repairs as codes, also of those whose finding is gone because of them. */
export const acceptedCodes = (settings: Accepted): readonly string[] => [
  ...settings.acceptedRepairs,
  ...settings.notAKey.map((key) => `${NOT_A_KEY}${key}`),
];

/** What an accepted repair is called where its finding no longer says it. */
export const repairName = (code: string): string =>
  code.startsWith(NOT_A_KEY) ? `Not a key: ${code.slice(NOT_A_KEY.length)}` : code.replaceAll('_', ' ');
