import type { ReportRow } from '../plain/leads/facts';
import type { Dice } from './dice';
import { dayAfter } from './dice';

/** How odd a world of leads is: how often each thing happens. */
export interface LeadOddities {
  readonly otherEmail: number;
  readonly otherPhone: number;
  readonly noKey: number;
  readonly corrected: number;
  readonly vanishes: number;
  readonly repeated: number;
  readonly secondNumber: number;
  readonly noEntry: number;
  readonly futureEntry: number;
  readonly progress: number;
  readonly mode: 'all' | 'window' | 'incremental';
}

/** A person with keys of their own. */
export interface Person {
  readonly email: string | null;
  readonly phone: string | null;
}

const PLACES = [
  ['Austin', 'TX', '73301'],
  ['El Paso', 'TX', '79901'],
  ['Denver', 'CO', '80014'],
  ['Pueblo', 'CO', '81003'],
  ['Boston', 'MA', '02108'],
  ['Salem', 'OR', '97301'],
] as const;
const DISPOSITIONS = [
  'Data',
  'CNF',
  'ISSUE',
  'Demo',
  'DNS-Price',
  'Sale',
  'SALE',
  'sold',
  'Closed-Won',
  'closed  won',
  'CXL',
  'DQ-Bought Comp',
  'No Answer',
  'Blue Moon',
  'Sales Call',
  'Wonderful',
];
const JOBS = [
  'Completed',
  'Sold',
  'Cancel In Rescission',
  'cancel in rescission',
  'CANCEL AFTER RESCISSION',
  'Credit Decline',
  'Credit  Declined',
  'Cancelled',
  'Cancel requested',
  'In Progress',
];

function nextState(row: ReportRow, dice: Dice, opened: string): ReportRow {
  const roll = dice.int(0, 9);
  if (roll < 3)
    return {
      ...row,
      isSet: true,
      appointmentAt: dice.is(0.8)
        ? `${dayAfter(opened, dice.int(1, 30))} ${String(dice.int(8, 18)).padStart(2, '0')}:30:00`
        : null,
    };
  if (roll < 5)
    return { ...row, isDemo: dice.pick([true, true, false]), disposition: dice.pick(DISPOSITIONS) };
  if (roll < 8) return { ...row, disposition: dice.pick([...DISPOSITIONS, 'Sale', 'Sale', null]) };
  if (roll < 9)
    return {
      ...row,
      jobStatus: dice.pick([...JOBS, null]),
      disposition: dice.pick(['Sale', row.disposition]),
    };
  return {
    ...row,
    city: dice.pick([row.city, null]),
    state: dice.pick([row.state, null]),
    isSet: dice.pick([true, false, null]),
  };
}

/** The rows of each snapshot, from the first to the last. */
export function livesOf(
  people: readonly Person[],
  strangers: readonly Person[],
  snapshots: number,
  odd: LeadOddities,
  dice: Dice,
): readonly (readonly ReportRow[])[] {
  const rows: ReportRow[][] = Array.from({ length: snapshots }, () => []);
  let number = dice.int(1000, 200_000);
  const stranger = (): Person => dice.pick(strangers);
  const numbers: string[] = [];
  for (const person of dice.shuffled(people)) {
    for (let copies = dice.is(odd.secondNumber) ? 2 : 1; copies > 0; copies--) {
      const isReused = numbers.length > 0 && dice.is(odd.secondNumber / 4);
      number += dice.int(1, 3);
      const leadNumber = isReused ? dice.pick(numbers) : String(number);
      numbers.push(leadNumber);
      const [city, state, zip] = dice.pick(PLACES);
      const first = dice.int(0, Math.max(0, snapshots - 1));
      const opened = dayAfter('2026-01-01', first * 7 + dice.int(-40, 5));
      let row: ReportRow = {
        leadNumber,
        email: dice.is(odd.noKey) ? null : dice.is(odd.otherEmail) ? stranger().email : person.email,
        phone: dice.is(odd.noKey) ? null : dice.is(odd.otherPhone) ? stranger().phone : person.phone,
        entryOn: dice.is(odd.noEntry) ? null : dice.is(odd.futureEntry) ? '2099-12-31' : opened,
        city: dice.is(0.1) ? null : city,
        state: dice.is(0.1) ? null : state,
        zip,
        appointmentAt: null,
        isSet: dice.pick([false, false, null]),
        isDemo: dice.pick([false, false, null]),
        disposition: dice.pick(['Data', 'NEW', 'Data', null]),
        jobStatus: null,
      };
      let isNew = true;
      for (let at = first; at < snapshots; at++) {
        const hasMoved = dice.is(odd.progress);
        if (hasMoved) row = nextState(row, dice, opened);
        if (!isNew && dice.is(odd.corrected)) {
          row = dice.is(0.5)
            ? { ...row, email: stranger().email }
            : { ...row, phone: dice.pick([stranger().phone, null]) };
        }
        if (odd.mode === 'incremental' && !isNew && !hasMoved) continue;
        if (odd.mode === 'window' && at - first > 2) break;
        isNew = false;
        if (dice.is(odd.vanishes)) continue;
        rows[at]!.push(row);
        if (dice.is(odd.repeated)) rows[at]!.push(dice.is(0.5) ? row : nextState(row, dice, opened));
      }
    }
  }
  return rows;
}
