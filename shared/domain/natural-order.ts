import { compareText } from './text-order';

const PARTS = /\d+|\D+/g;

function compareDigits(x: string, y: string): number {
  const a = x.replace(/^0+(?=\d)/, '');
  const b = y.replace(/^0+(?=\d)/, '');
  if (a.length !== b.length) return a.length - b.length;
  return compareText(a, b);
}

/** What comes after the name proper: `report.csv` is before `report (1).csv`, as browsers number what is fetched again. */
const ENDING = /(?:\.[a-z][a-z0-9]*)?(?:\.gz)?$/;

const partsOf = (name: string): readonly string[] => name.replace(ENDING, '').match(PARTS) ?? [];

/**
 * Order of names in which numbers count as numbers: `data_2` before `data_10`. Case decides only between names
 * that are equal but for it. The same on every machine: no locale is asked.
 * @returns below, at or above 0
 */
export function compareNatural(x: string, y: string): number {
  const a = partsOf(x.toLowerCase());
  const b = partsOf(y.toLowerCase());
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const p = a[i] ?? '';
    const q = b[i] ?? '';
    const bothNumbers = /^\d/.test(p) && /^\d/.test(q);
    const order = bothNumbers ? compareDigits(p, q) : compareText(p, q);
    if (order !== 0) return order;
  }
  if (a.length !== b.length) return a.length - b.length;
  return compareText(x, y);
}
