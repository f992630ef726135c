/** What the dimension of a kept column of delivered leads begins with, before the name that the user gave it. */
export const KEPT = 'kept:';
export type KeptDimension = `${typeof KEPT}${string}`;

export const keptDimension = (name: string): KeptDimension => `${KEPT}${name}`;

export const isKeptDimension = (dimension: string): dimension is KeptDimension => dimension.startsWith(KEPT);

/** The name of the kept column that a dimension is; null where it is none. */
export const keptName = (dimension: string): string | null =>
  isKeptDimension(dimension) ? dimension.slice(KEPT.length) : null;
