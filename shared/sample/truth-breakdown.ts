import { latestOf, type Evidence } from './truth-evidence';

export interface BreakdownTruth {
  readonly key: string | null;
  readonly reported: boolean;
  leads: number;
  appointment: number;
  demo: number;
  sale: number;
}

/** Rows add up to the delivered leads; of a lead with several CRM leads the earliest says where it belongs. */
export function breakdown(
  delivered: number,
  groups: Map<number, Evidence[]>,
  keyOf: (ofHome: readonly Evidence[], home: Evidence) => string | null,
): BreakdownTruth[] {
  const rows = new Map<string | null, BreakdownTruth>();
  for (const group of groups.values()) {
    const home = group.reduce((best, e) => (isEarlier(e, best) ? e : best));
    const key = keyOf(
      group.filter((e) => e.number === home.number),
      home,
    );
    const row = rows.get(key) ?? { key, reported: true, leads: 0, appointment: 0, demo: 0, sale: 0 };
    rows.set(key, row);
    row.leads++;
    for (const stage of ['appointment', 'demo', 'sale'] as const) {
      if (group.some((e) => e.ever[stage])) row[stage]++;
    }
  }
  const sorted = [...rows.values()].sort((a, b) => compareKeys(a.key, b.key));
  const missing = delivered - groups.size;
  if (missing > 0) {
    sorted.push({ key: null, reported: false, leads: missing, appointment: 0, demo: 0, sale: 0 });
  }
  return sorted;
}

const isEarlier = (a: Evidence, b: Evidence): boolean =>
  a.entry !== b.entry ? a.entry < b.entry : a.number < b.number;

function compareKeys(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}

/** The last state of the identities of a CRM lead; null where none was told. */
export function newestState(ofHome: readonly Evidence[]): string | null {
  const { value } = latestOf(ofHome.map((e) => e.lastState));
  return value === '' ? null : value;
}
