import { dayOf, isWeekend } from './calendar';
import { liveLife, type LifeState } from './lead-quality-life';
import { PLACES, type Place } from './lead-quality-places';
import type { FullSampleOptions } from './options';
import { emailOf, phoneOf } from './people';
import type { Rng } from './rng';

/** Entry dates go back this many days in every report: about 17 weeks. */
export const WINDOW_DAYS = 119;
export const FIRST_SNAPSHOT = dayOf('2026-01-05');

export interface DeliveredLead {
  readonly uuid: string;
  /** Normalised e-mail and phone, in clear: what the keys are made of. Each belongs to one delivered lead only. */
  email: string;
  phone: string;
  readonly day: number;
  readonly vendor: string;
  readonly campaign: string;
  /** Dollars. */
  readonly price: number;
}

/** The keys under which the CRM knows a lead from one day on, in clear. */
export interface Identity {
  readonly from: number;
  readonly email: string;
  readonly phone: string;
}

/** How the state is written: as it is, or missing in one of the ways seen in exports. */
export type StateMess =
  'as_is' | 'empty' | 'blank' | 'nu' | 'filled_later' | 'lost_later' | 'in_location_only';

/** One lead of the client's CRM: a line in every report whose window it is in. */
export interface CrmLead {
  number: string;
  readonly entry: number;
  readonly place: Place;
  identities: Identity[];
  life: LifeState[];
  stateMess: StateMess;
  /** From this day on the lead is in no report any more; `Infinity` if it stays until it ages out. */
  vanishesOn: number;
  /** The delivered lead that this person is, or null. Index into `delivered`. */
  readonly owner: number | null;
}

export interface World {
  readonly delivered: DeliveredLead[];
  readonly crm: CrmLead[];
  /** Day numbers of the snapshots, oldest first. */
  readonly snapshotDays: readonly number[];
  /** The first snapshot (index) whose `Set` column is dead; the number of snapshots if none is. */
  readonly deadFrom: number;
  readonly hasPlaceholder: boolean;
}

/** A new CRM lead of person `person`, who lives somewhere and goes through a life of states. */
export function enters(
  person: number,
  entry: number,
  chance: number,
  owner: number | null,
  options: FullSampleOptions,
  rng: Rng,
): CrmLead {
  return {
    number: '',
    entry,
    place: rng.weighted(PLACES),
    identities: [{ from: entry, email: emailOf(person), phone: phoneOf(person) }],
    life: liveLife(entry, chance, !options.clean, rng),
    stateMess: 'as_is',
    vanishesOn: Infinity,
    owner,
  };
}

/** A day in the span of all reports, from the oldest window to the last report; fewer at weekends. */
export function deliveryDay(lastDay: number, rng: Rng): number {
  const first = FIRST_SNAPSHOT - WINDOW_DAYS;
  const day = first + rng.int(lastDay - first);
  return isWeekend(day) && rng.chance(0.5) ? first + rng.int(lastDay - first) : day;
}
