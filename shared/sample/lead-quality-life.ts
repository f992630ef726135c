import { isWeekend } from './calendar';
import type { Rng } from './rng';

/** An appointment: day number and minutes since midnight. */
export interface Appointment {
  readonly day: number;
  readonly minutes: number;
}

/** What the CRM knows of a lead from one day on. */
export interface LifeState {
  readonly from: number;
  readonly set: boolean;
  readonly demo: boolean;
  readonly appointment: Appointment | null;
  readonly disposition: string;
  /** Empty as long as there is no job. */
  readonly jobStatus: string;
}

export const SALE = 'Sale';
export const CANCELLED_JOBS = ['Cancel In Rescission', 'Cancel After Rescission', 'Credit Decline'] as const;

const WORKED: readonly (readonly [string, number])[] = [
  ['DQ-Wrong Number', 14],
  ['DNC', 10],
  ['DQ - R/P/C', 8],
  ['DQ-Out of Area', 6],
  ['DQ-Build a Home', 4],
  ['DQ Bath - Condo', 4],
  ['DQ-Bought Comp', 4],
  ['DQ - Duplicate', 3],
  ['DQ-Product Only', 3],
  ['DQ - ROBOCALL', 3],
  ['DQ Bath-VA\\Med', 1],
  ['DQ - Other', 1],
  ['DQ-Service Call', 1],
  ['CAD', 2],
  ['NR', 1],
];
const NOT_SOLD: readonly (readonly [string, number])[] = [
  ['DNS-P', 10],
  ['DNS-Pro', 9],
  ['DNS-OE', 4],
  ['DNS-1L', 3],
  ['DNS-3P', 2],
  ['DNS-Cr', 1],
];
const NO_DEMO: readonly (readonly [string, number])[] = [
  ['CXL-BT', 10],
  ['CXL-Pro', 4],
  ['CXL-NI', 4],
  ['ND', 5],
  ['CNS', 4],
  ['CXL-MGMT', 3],
  ['CXL-Comp', 2],
  ['CXL-C19', 1],
  ['CXL-SMR', 1],
  ['CXL-PO', 1],
  ['CXL-Wth', 1],
  ['CXL-VA/Med', 1],
  ['CXL-CRS', 1],
  ['CXL', 1],
];
const JOB_CHAIN = [
  'New',
  'Ready to Schedule',
  'Materials Ordered',
  'Scheduled',
  'Rel To Production',
  'Sub Completed',
  'Completed',
];
const JOB_HOLDS = ['Remediaton Hold', 'Customer Hold', 'Mgmt Hold', 'Installed & Unpaid'];

type Change = Partial<Omit<LifeState, 'from'>>;

/**
 * The states of one CRM lead from its entry on, by day. A lead changes a handful of times.
 * @param chance how likely this lead becomes an appointment, 0 … 1
 * @param mess also lives that turn back: appointments withdrawn, sales lost, demos without `set`
 */
export function liveLife(entry: number, chance: number, mess: boolean, rng: Rng): LifeState[] {
  const states: LifeState[] = [
    { from: entry, set: false, demo: false, appointment: null, disposition: 'Data', jobStatus: '' },
  ];
  const change = (from: number, changes: Change): void => {
    const last = states[states.length - 1] as LifeState;
    states.push({ ...last, ...changes, from: Math.max(from, last.from) });
  };
  if (rng.chance(chance)) liveAppointment(entry + rng.int(4), mess, rng, change);
  else if (rng.chance(0.45)) {
    change(entry + 1 + rng.int(20), { disposition: rng.weighted(WORKED) });
    if (rng.chance(0.05)) change(entry + 25 + rng.int(20), { disposition: rng.weighted(WORKED) });
  }
  return states;
}

function liveAppointment(
  day: number,
  mess: boolean,
  rng: Rng,
  change: (from: number, changes: Change) => void,
): void {
  let visit = nextVisit(day, rng);
  change(day, { set: true, appointment: visit, disposition: 'Set' });
  if (mess && rng.chance(0.03)) {
    change(visit.day - 1, { set: false, appointment: null, disposition: 'Data' });
    return;
  }
  if (rng.chance(0.1)) {
    change(visit.day, { disposition: 'CXL-Reset' });
    visit = nextVisit(visit.day + 1, rng);
    change(visit.day - 1, { appointment: visit, disposition: 'Cnf' });
  } else if (rng.chance(0.5)) change(visit.day - 1, { disposition: 'Cnf' });
  change(visit.day, { disposition: 'Issue' });
  const after = visit.day + 1;
  if (!rng.chance(0.68)) {
    change(after, { disposition: rng.weighted(NO_DEMO) });
    return;
  }
  const forgotten: Change = mess && rng.chance(0.01) ? { set: false, appointment: null } : {};
  if (!rng.chance(0.24)) {
    change(after, { demo: true, disposition: rng.weighted(NOT_SOLD), ...forgotten });
    return;
  }
  change(after, { demo: true, disposition: SALE, ...forgotten });
  liveJob(after + 1 + rng.int(2), mess, rng, change);
}

function liveJob(
  first: number,
  mess: boolean,
  rng: Rng,
  change: (from: number, changes: Change) => void,
): void {
  let day = first;
  change(day, { jobStatus: 'New' });
  day += 1 + rng.int(4);
  if (rng.chance(0.24)) {
    change(day, { jobStatus: rng.pick(CANCELLED_JOBS) });
    if (mess && rng.chance(0.3)) change(day + 9, { disposition: rng.weighted(NOT_SOLD) });
    // The status goes blank later: the last one that was not empty still tells that the job was cancelled.
    else if (mess && rng.chance(0.2)) change(day + 12, { jobStatus: '' });
    // A cancelled job that is taken up again.
    else if (rng.chance(0.15)) change(day + 14, { jobStatus: 'Scheduled' });
    return;
  }
  for (const step of JOB_CHAIN.slice(1)) {
    if (rng.chance(0.08)) change((day += 2), { jobStatus: rng.pick(JOB_HOLDS) });
    change((day += 3 + rng.int(9)), { jobStatus: step });
  }
  if (mess && rng.chance(0.05)) change(day + 3, { jobStatus: '' });
}

function nextVisit(after: number, rng: Rng): Appointment {
  let day = after + 2 + rng.int(11);
  if (isWeekend(day) && rng.chance(0.7)) day += 2;
  return { day, minutes: 9 * 60 + rng.int(21) * 30 };
}
