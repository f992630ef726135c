import { ownValue } from '../domain/own-value';
import { codeOfState, US_STATES } from '../domain/states';

/**
 * The states of the USA as squares on a grid, each about where it lies: every state is as large as any other, so that
 * the small ones can be read and chosen too. Column and row count from the north-west.
 */
const ROWS: readonly string[] = [
  'AK .. .. .. .. .. .. .. .. .. ME',
  '.. .. .. .. .. WI .. .. .. VT NH',
  'WA ID MT ND MN IL MI .. NY MA RI',
  'OR NV WY SD IA IN OH PA NJ CT ..',
  'CA UT CO NE MO KY WV VA MD DE ..',
  '.. AZ NM KS AR TN NC SC DC .. ..',
  '.. .. .. OK LA MS AL GA .. .. ..',
  'HI .. .. TX .. .. .. .. FL .. PR',
];

export interface StateTile {
  readonly code: string;
  readonly column: number;
  readonly row: number;
}

export const STATE_TILES: readonly StateTile[] = ROWS.flatMap((line, row) =>
  line.split(' ').flatMap((code, column) => (code === '..' ? [] : [{ code, column, row }])),
);

/** Squares across and down. */
export const TILE_GRID = { columns: 11, rows: ROWS.length } as const;

export const stateName = (code: string): string => ownValue(US_STATES, code) ?? code;

/** The code of a state as the reports write it, by code or by name; null for what is no state of the map. */
export function stateCode(written: string): string | null {
  const code = codeOfState(written) ?? written.trim().toUpperCase();
  return ownValue(US_STATES, code) === undefined ? null : code;
}
