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

/** A header as tables of an API have it, or one that a connector adds. */
const SNAKE_CASE = /^_?[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

const ofLayout = (profile: Profile, layout: Layout): Profile => ({
  ...profile,
  fields: mergeFields(profile.fields, layout.fields),
});

/** The profile for a file with these headers: with the columns and units of the layout that its headers show. */
export function layOut(profile: Profile, headers: readonly string[]): LaidOut {
  const keys = new Set(headers.map(headerKey));
  const isSnakeCase = headers.every((header) => SNAKE_CASE.test(header.trim()));
  for (const layout of profile.layouts) {
    const { headers: groups, besides, inSnakeCase } = layout.when;
    const areThere = (all: readonly string[]): boolean => all.every((header) => keys.has(headerKey(header)));
    const plain = isSnakeCase ? inSnakeCase.find(areThere) : undefined;
    if (plain) return { profile: ofLayout(profile, layout), layout, by: plain };
    const group = groups.find(areThere);
    const beside = besides.find((header) => keys.has(headerKey(header)));
    if (group && (beside !== undefined || besides.length === 0)) {
      const by = beside === undefined || group.includes(beside) ? group : [...group, beside];
      return { profile: ofLayout(profile, layout), layout, by };
    }
  }
  return { profile, layout: null, by: [] };
}
