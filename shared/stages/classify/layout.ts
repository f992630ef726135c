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
}

/** The profile for a file with these headers: with the columns and units of the layout that its headers show. */
export function layOut(profile: Profile, headers: readonly string[]): LaidOut {
  const keys = new Set(headers.map(headerKey));
  for (const layout of profile.layouts) {
    const { headers: groups, besides } = layout.when;
    const group = groups.find((all) => all.every((header) => keys.has(headerKey(header))));
    const beside = besides.find((header) => keys.has(headerKey(header)));
    if (group && (beside !== undefined || besides.length === 0)) {
      const by = beside === undefined || group.includes(beside) ? group : [...group, beside];
      return { profile: { ...profile, fields: mergeFields(profile.fields, layout.fields) }, layout, by };
    }
  }
  return { profile, layout: null, by: [] };
}
