import type { FullSampleOptions } from './options';
import { STATUSES, type IntercomRecord, type Person } from './revenue-model';
import { shuffle, type Rng } from './rng';

const CHECK_WEIGHTS = [1, 3, 7, 13, 21, 31, 43, 57];

export const hexText = (length: number, rng: Rng): string =>
  Array.from({ length }, () => rng.int(16).toString(16)).join('');

/** Gives ids that never come twice. */
export function uniqueIds(make: () => string): () => string {
  const given = new Set<string>();
  return () => {
    let id = make();
    while (given.has(id)) id = make();
    given.add(id);
    return id;
  };
}

/**
 * A person's id: eight hex digits and two check digits. Two ids always differ in two places or more, so that
 * two people's e-mails, which hold the id, are never near-equal by chance.
 */
export function personId(rng: Rng): string {
  const digits = hexText(8, rng);
  const check = CHECK_WEIGHTS.reduce((sum, weight, i) => sum + weight * parseInt(digits.charAt(i), 16), 0);
  return digits + (check % 256).toString(16).padStart(2, '0');
}

/** The people of HubSpot and Intercom: most are in both. */
export function leadPeople(
  options: FullSampleOptions,
  campaigns: readonly string[],
  newUid: () => string,
  newLeadId: () => string,
  rng: Rng,
): Person[] {
  return Array.from({ length: options.leads }, () => {
    const uid = newUid();
    const where = options.clean ? 0 : rng.next();
    return {
      uid,
      leadId: newLeadId(),
      campaign: !options.clean && rng.chance(0.02) ? null : rng.pick(campaigns),
      status: rng.pick(STATUSES),
      dealCents: 2_000 + rng.int(rng.chance(0.2) ? 200_000 : 80_000),
      email: `user_${uid}@company.com`,
      inHubspot: where < 0.95,
      inIntercom: where < 0.9 || where >= 0.95,
    };
  });
}

/**
 * The records of Intercom: every person's own and, if not clean, exact copies, copies with the same ids and a
 * slip in the e-mail, and records that share nothing with a person but a near-equal e-mail. A copy always stands
 * after the record that it repeats.
 */
export function intercomRecords(
  people: readonly Person[],
  options: FullSampleOptions,
  newUid: () => string,
  newLeadId: () => string,
  rng: Rng,
): IntercomRecord[] {
  const own = people
    .filter((person) => person.inIntercom)
    .map((person): IntercomRecord => ({
      person,
      kind: 'own',
      leadId: person.leadId,
      uid: person.uid,
      email: person.email,
      noise: 0,
    }));
  if (options.clean) return own;
  const copied = shuffle([...own], rng).slice(0, Math.ceil(own.length * 0.025));
  const copies = copied.map((record, i): IntercomRecord => {
    if (i % 5 < 2) return { ...record, kind: 'exact_copy' };
    const email = nearEmail(record.person.uid, i, rng);
    if (i % 10 === 9)
      return { ...record, kind: 'near_email_only', email, uid: newUid(), leadId: newLeadId() };
    return { ...record, kind: 'same_key', email, noise: rng.int(999) - 499 };
  });
  const after = Math.floor(own.length / 2);
  const place = new Map(own.map((record, i) => [record.person, i]));
  const behind = (copy: IntercomRecord): number => {
    const first = place.get(copy.person) as number;
    return first + 1 + rng.int(Math.max(1, own.length - first + after));
  };
  return [
    ...own.map((record, i) => ({ record, at: i })),
    ...copies.map((record) => ({ record, at: behind(record) })),
  ]
    .sort((a, b) => a.at - b.at || Number(a.record.kind === 'own') - Number(b.record.kind === 'own'))
    .map(({ record }) => record);
}

/** The slips seen in exports: a mistyped or shortened domain, another separator, one letter. */
function nearEmail(uid: string, kind: number, rng: Rng): string {
  switch (kind % 5) {
    case 2:
      return `user_${uid}@${rng.pick(['compamy.com', 'gcompany.com'])}`;
    case 3:
      return `user_${uid}@company.co`;
    default:
      return rng.chance(0.5) ? `user.${uid}@company.com` : `usr_${uid}@company.com`;
  }
}
