import type { ColumnKind } from '../../shared/contract/grid';

/** Kinds that are read as numbers: aligned right, filtered as numbers. */
export const isNumeric = (kind: ColumnKind): boolean =>
  kind === 'count' || kind === 'number' || kind === 'money' || kind === 'share';
