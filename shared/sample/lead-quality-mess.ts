import { deliveryDay, enters, type CrmLead, type World } from './lead-quality-model';
import type { FullSampleOptions } from './options';
import { emailOf, phoneOf } from './people';
import { shuffle, type Rng } from './rng';

/** What a careless form sends for an e-mail or a phone that nobody gave: its hash is in both key columns. */
const PLACEHOLDER = 'no contact given';
const OFFICE_MEMBERS = 11;

/**
 * Plants what goes wrong between two systems: one-key matches, conflicts, shared phones, a placeholder,
 * leads that vanish, states that are missing. Changes the world in place.
 * @param firstFree the first number of a person that nobody is yet
 */
export function plantMess(world: World, firstFree: number, options: FullSampleOptions, rng: Rng): void {
  const lastDay = world.snapshotDays[world.snapshotDays.length - 1] as number;
  let nextPerson = firstFree;
  // Each delivered lead with exactly one CRM lead, in random order; every plant takes its own.
  const counts = new Map<number | null, number>();
  for (const lead of world.crm) counts.set(lead.owner, (counts.get(lead.owner) ?? 0) + 1);
  const pool = shuffle(
    world.crm.filter((lead) => lead.owner !== null && counts.get(lead.owner) === 1),
    rng,
  );
  const take = (share: number, least: number): CrmLead[] =>
    pool.splice(0, Math.min(Math.max(least, Math.round(world.delivered.length * share)), pool.length >> 2));
  const stranger = (email: string | null, phone: string | null): void => {
    const person = nextPerson++;
    const lead = enters(person, deliveryDay(lastDay, rng), 0.2, null, options, rng);
    rekey(lead, email ?? emailOf(person), phone ?? phoneOf(person));
    world.crm.push(lead);
  };

  // The client corrected the e-mail or the phone, at once or in the middle of the lead's life.
  for (const lead of take(0.01, 4)) changeKey(lead, emailOf(nextPerson++), null, rng);
  for (const lead of take(0.005, 3)) changeKey(lead, null, phoneOf(nextPerson++), rng);
  // A slip in the CRM: the e-mail of one delivered lead with the phone of another.
  const slips = take(0.001, 2);
  const others = take(0.001, 2);
  slips.forEach((lead, i) => {
    const other = others[i];
    if (other !== undefined) rekey(lead, emailKey(lead), phoneKey(other));
  });
  // Somebody else in the house asks too, with the phone of the house.
  for (const lead of take(0.006, 3)) stranger(null, phoneKey(lead));
  for (const lead of take(1 / 20_000, 1)) {
    for (let i = 0; i < OFFICE_MEMBERS; i++) stranger(null, phoneKey(lead));
    // A delivered colleague, known to the CRM under the number of the office: a conflict.
    for (const colleague of take(0, 1)) rekey(colleague, emailKey(colleague), phoneKey(lead));
  }
  if (world.hasPlaceholder) plantPlaceholder(world, take, stranger);
  for (const lead of take(0.01, 3)) vanish(lead, world, rng);
  for (const lead of world.crm) {
    if (rng.chance(0.02)) {
      lead.stateMess = rng.pick(['empty', 'blank', 'nu', 'filled_later', 'lost_later', 'in_location_only']);
    }
  }
}

function plantPlaceholder(
  world: World,
  take: (share: number, least: number) => CrmLead[],
  stranger: (email: string | null, phone: string | null) => void,
): void {
  const [mailless, phoneless] = take(0, 2);
  if (mailless === undefined || phoneless === undefined) return;
  // Both sides got the same careless form: these two match with both keys.
  const withoutMail = world.delivered[mailless.owner as number] as { email: string };
  const withoutPhone = world.delivered[phoneless.owner as number] as { phone: string };
  withoutMail.email = PLACEHOLDER;
  rekey(mailless, PLACEHOLDER, phoneKey(mailless));
  withoutPhone.phone = PLACEHOLDER;
  rekey(phoneless, emailKey(phoneless), PLACEHOLDER);
  for (const lead of take(0.001, 4)) rekey(lead, PLACEHOLDER, phoneKey(lead));
  for (const lead of take(0.0005, 2)) rekey(lead, emailKey(lead), PLACEHOLDER);
  const strangers = Math.max(5, Math.round(world.delivered.length / 2000));
  for (let i = 0; i < strangers; i++) {
    stranger(PLACEHOLDER, null);
    if (i % 2 === 0) stranger(null, PLACEHOLDER);
  }
}

const emailKey = (lead: CrmLead): string => (lead.identities[0] as { email: string }).email;
const phoneKey = (lead: CrmLead): string => (lead.identities[0] as { phone: string }).phone;

function rekey(lead: CrmLead, email: string, phone: string): void {
  lead.identities = [{ from: lead.entry, email, phone }];
}

function changeKey(lead: CrmLead, email: string | null, phone: string | null, rng: Rng): void {
  const first = lead.identities[0] as CrmLead['identities'][number];
  const changed = { email: email ?? first.email, phone: phone ?? first.phone };
  if (rng.chance(0.5)) rekey(lead, changed.email, changed.phone);
  else lead.identities.push({ from: lead.entry + 10 + rng.int(60), ...changed });
}

/** Takes a lead out of the reports long before it would age out. */
function vanish(lead: CrmLead, world: World, rng: Rng): void {
  const inWindow = world.snapshotDays.filter((day) => day > lead.entry && day <= lead.entry + 80);
  // It must have been seen at least once before.
  if (inWindow.length >= 2) lead.vanishesOn = inWindow[1 + rng.int(inWindow.length - 1)] as number;
}
