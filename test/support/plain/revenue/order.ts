import type { Place } from './facts';

/** Below, at or above 0 by code units. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By file, then by record. */
export const byPlace = (a: Place, b: Place): number => compare(a.file, b.file) || a.record - b.record;

/** By source in the order in which they are believed, then file, then record. */
export const inOrderOf =
  <S extends string>(sources: readonly S[]) =>
  (a: Place & { readonly source: S }, b: Place & { readonly source: S }): number =>
    sources.indexOf(a.source) - sources.indexOf(b.source) || byPlace(a, b);

export const isSamePlace = (a: Place, b: Place): boolean => a.file === b.file && a.record === b.record;

const DAY = 86_400_000;
/** Days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY);

export const sumOf = <T>(things: readonly T[], of: (thing: T) => number): number =>
  things.reduce((sum, thing) => sum + of(thing), 0);
