import type { KeyName, LeadFacts } from './facts';
import type { Seen } from './newest';

/** A distinct lead number, e-mail key and phone key of the reports, with its rows. */
export interface Identity {
  readonly leadNumber: string;
  /** As reported. */
  readonly reportedEmail: string | null;
  readonly reportedPhone: string | null;
  /** As compared: none where it stands for nobody. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly rows: readonly Seen[];
}

export const identityKey = (leadNumber: string, email: string | null, phone: string | null): string =>
  JSON.stringify([leadNumber, email, phone]);

/** @param readAs by key the reported keys that are read as another one */
export function identitiesOf(
  rows: readonly Seen[],
  { nobodysKeys, sameKeys }: LeadFacts,
  readAs: Readonly<Record<KeyName, ReadonlyMap<string, string>>>,
): readonly Identity[] {
  const compared = (name: KeyName, reported: string | null): string | null => {
    if (reported === null) return null;
    const told = readAs[name].get(reported) ?? reported;
    const key = sameKeys.get(told) ?? told;
    return nobodysKeys.has(key) ? null : key;
  };
  const found = new Map<string, Identity & { readonly rows: Seen[] }>();
  for (const seen of rows) {
    const { leadNumber, email, phone } = seen.row;
    const key = identityKey(leadNumber, email, phone);
    const known = found.get(key);
    if (known) known.rows.push(seen);
    else
      found.set(key, {
        leadNumber,
        reportedEmail: email,
        reportedPhone: phone,
        email: compared('email', email),
        phone: compared('phone', phone),
        rows: [seen],
      });
  }
  return [...found.values()];
}
