import type { PairDecision } from './facts';
import { isNearEmail } from './near-emails';
import { isSamePlace } from './order';
import type { KeyedRecord } from './people-records';

/** Rules from the one that says most to the one that says least. */
export const RULES = [
  'exact_copy',
  'near_email_and_user_uid',
  'near_email_and_lead_id',
  'same_lead_id',
  'same_user_uid',
  'other_source',
  'same_email',
  'reviewer',
] as const;
export type Rule = (typeof RULES)[number];

/** Two records that are one person, the earlier first. */
export interface SamePerson {
  readonly earlier: KeyedRecord;
  readonly later: KeyedRecord;
  readonly rule: Rule;
}

/** Each record but the first of a key, with the first. */
function withFirst(
  records: readonly KeyedRecord[],
  keyOf: (record: KeyedRecord) => string | null,
): readonly (readonly [KeyedRecord, KeyedRecord])[] {
  const first = new Map<string, KeyedRecord>();
  return records.flatMap((record) => {
    const key = keyOf(record);
    if (key === null) return [];
    const earlier = first.get(key);
    if (!earlier) first.set(key, record);
    return earlier ? [[earlier, record] as const] : [];
  });
}

const contentOf = ({ email, campaign, status, dealCents }: KeyedRecord): string =>
  JSON.stringify([email, campaign?.key ?? null, status, dealCents]);

const isNear = (a: KeyedRecord, b: KeyedRecord): boolean =>
  a.email !== null && b.email !== null && isNearEmail(a.email, b.email);

/** The name of the rule within a tool: a copy in all fields, or a near e-mail beside the key, says more than the key. */
function refined(
  a: KeyedRecord,
  b: KeyedRecord,
  rule: 'same_user_uid' | 'same_lead_id' | 'exact_copy',
): Rule {
  if (a.leadKey === b.leadKey && a.personKey === b.personKey && contentOf(a) === contentOf(b))
    return 'exact_copy';
  if (!isNear(a, b)) return rule;
  return rule === 'same_user_uid' ? 'near_email_and_user_uid' : 'near_email_and_lead_id';
}

/**
 * The pairs of records that are one person: of one person id; in one tool of one lead id, or the same in all fields where
 * there is no id; in two tools of one lead id with e-mails that are equal or near, unless the person ids differ; of one
 * e-mail where some records have no person id and the others have the same; and what a reviewer said.
 */
export function samePeople(
  records: readonly KeyedRecord[],
  decisions: readonly PairDecision[],
): readonly SamePerson[] {
  const within = (
    rule: 'same_user_uid' | 'same_lead_id' | 'exact_copy',
    keyOf: (record: KeyedRecord) => string | null,
  ): readonly SamePerson[] =>
    withFirst(records, (record) => {
      const key = keyOf(record);
      return key === null ? null : `${record.source} ${key}`;
    }).map(([earlier, later]) => ({ earlier, later, rule: refined(earlier, later, rule) }));

  const firstsOfTool = records.filter(
    (record) =>
      record.personKey !== null &&
      record === records.find((o) => o.source === record.source && o.personKey === record.personKey),
  );
  const emails = [...new Set(records.flatMap(({ emailKey }) => emailKey ?? []))].filter((email) => {
    const of = records.filter(({ emailKey }) => emailKey === email);
    const ids = new Set(of.flatMap(({ personKey }) => personKey ?? []));
    return of.length > 1 && ids.size <= 1 && of.some(({ personKey }) => personKey === null);
  });
  const acrossTools = records.flatMap((earlier, i) =>
    records.slice(i + 1).flatMap((later): SamePerson[] => {
      const hasKeys = [earlier, later].every(
        ({ emailKey, leadKey }) => emailKey !== null && leadKey !== null,
      );
      const isLead = earlier.source !== later.source && earlier.leadKey === later.leadKey;
      const isEmail = earlier.email === later.email || isNear(earlier, later);
      const areIdsEqual =
        earlier.personKey === null || later.personKey === null || earlier.personKey === later.personKey;
      return hasKeys && isLead && isEmail && areIdsEqual
        ? [{ earlier, later, rule: 'near_email_and_lead_id' }]
        : [];
    }),
  );
  return [
    ...within('same_user_uid', ({ personKey }) => personKey),
    ...within('same_lead_id', ({ leadKey }) => leadKey),
    ...within('exact_copy', (record) =>
      record.personKey === null && record.leadKey === null && record.emailKey !== null
        ? contentOf(record)
        : null,
    ),
    ...withFirst(firstsOfTool, ({ personKey }) => personKey).map(([earlier, later]): SamePerson => ({
      earlier,
      later,
      rule: 'other_source',
    })),
    ...acrossTools,
    ...withFirst(records, ({ emailKey }) => (emails.includes(emailKey ?? '') ? emailKey : null)).map(
      ([earlier, later]): SamePerson => ({ earlier, later, rule: 'same_email' }),
    ),
    ...decisions.flatMap(({ left, right, isSame }): SamePerson[] => {
      const [earlier, later] = records.filter((of) => isSamePlace(of, left) || isSamePlace(of, right));
      return isSame && earlier && later ? [{ earlier, later, rule: 'reviewer' }] : [];
    }),
  ];
}
