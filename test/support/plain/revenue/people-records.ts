import type { PersonRecord } from './facts';
import { inOrderOf } from './order';

/** Different people of whom one value can be by mistake; of more it is a placeholder. */
const MOST_PEOPLE = 5;
export const PEOPLE_TOOLS = ['hubspot_leads', 'intercom_leads'] as const;

/** A record with the keys that join it: none where the value is that of many different people. */
export interface KeyedRecord extends PersonRecord {
  readonly personKey: string | null;
  readonly leadKey: string | null;
  readonly emailKey: string | null;
}

/** By a value the different others that come with it. */
function crowded<T>(
  records: readonly T[],
  valueOf: (record: T) => string | null,
  otherOf: (record: T) => string | null,
): ReadonlySet<string> {
  const others = new Map<string, Set<string>>();
  for (const record of records) {
    const [value, other] = [valueOf(record), otherOf(record)];
    if (value === null || other === null) continue;
    others.set(value, (others.get(value) ?? new Set()).add(other));
  }
  return new Set([...others].filter(([, of]) => of.size > MOST_PEOPLE).map(([value]) => value));
}

const leadOf = ({ source, leadId }: PersonRecord): string | null =>
  leadId === null ? null : `${source}/${leadId}`;

/**
 * The records of the lead tools from the earliest to the latest: HubSpot before Intercom, then files by name, then
 * records. A person id with more than five different e-mails, a lead id with more than five different people (ids, else
 * e-mails) and an e-mail with more than five different people (ids, else leads) stand for nobody.
 */
export function keyedRecords(people: readonly PersonRecord[]): readonly KeyedRecord[] {
  const ids = crowded(
    people,
    ({ uid }) => uid,
    ({ email }) => email,
  );
  const leads = crowded(people, leadOf, ({ uid, email }) => uid ?? email);
  const emails = crowded(
    people,
    ({ email }) => email,
    (record) => record.uid ?? leadOf(record),
  );
  const unless = (value: string | null, nobodys: boolean): string | null => (nobodys ? null : value);
  return [...people].sort(inOrderOf(PEOPLE_TOOLS)).map((record) => ({
    ...record,
    personKey: unless(record.uid, ids.has(record.uid ?? '')),
    leadKey: unless(record.leadId, leads.has(leadOf(record) ?? '')),
    emailKey: unless(record.email, emails.has(record.email ?? '')),
  }));
}
