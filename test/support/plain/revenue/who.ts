import type { Person } from './people';

/** Who is meant by an id or e-mail: a person of the lead tools, or somebody they do not know, by that very text. */
export type Who = Person | string;

/**
 * By ids and e-mails the people whom they name. An e-mail names a person where it is that of one alone, and no id.
 * @returns the person, null where the lead tools do not know the text
 */
export function namesOf(people: readonly Person[]): (key: string | null) => Person | null {
  const ids = new Map<string, Person>();
  const emails = new Map<string, Set<Person>>();
  for (const person of people)
    for (const { personKey, emailKey } of person.records) {
      if (personKey !== null) ids.set(personKey, person);
      if (emailKey !== null) emails.set(emailKey, (emails.get(emailKey) ?? new Set()).add(person));
    }
  return (key) => {
    if (key === null) return null;
    const holders = emails.get(key);
    return ids.get(key) ?? (holders?.size === 1 ? ([...holders][0] ?? null) : null);
  };
}
