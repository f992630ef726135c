import { groupsOf } from '../groups';
import type { Campaign, RevenueFacts } from './facts';
import { isSamePlace } from './order';
import { keyedRecords, type KeyedRecord } from './people-records';
import { RULES, samePeople, type SamePerson } from './same-person';
import { isNearEmail } from './near-emails';

/** A person: the records that are it, the earliest first. */
export interface Person {
  readonly records: readonly KeyedRecord[];
  /** Of the earliest record that has a campaign. */
  readonly campaign: Campaign | null;
}

/** The people of the lead tools, and why their records are one. */
export interface People {
  readonly people: readonly Person[];
  readonly pairs: readonly SamePerson[];
}

export function peopleOf({ people, pairs: decisions }: RevenueFacts): People {
  const records = keyedRecords(people);
  const pairs = samePeople(records, decisions);
  const joined = groupsOf(records, (record) =>
    pairs.flatMap(({ earlier, later }, i) => (earlier === record || later === record ? [String(i)] : [])),
  );
  return {
    pairs,
    people: joined.map((of) => ({
      records: of,
      campaign: of.find(({ campaign }) => (campaign?.key ?? null) !== null)?.campaign ?? null,
    })),
  };
}

/** Records of a tool beyond the first of their person there. */
export const duplicatesIn = (people: readonly Person[], source: KeyedRecord['source']): number =>
  people.reduce((sum, { records }) => {
    const own = records.filter((record) => record.source === source).length;
    return sum + Math.max(0, own - 1);
  }, 0);

/** Why a record is merged: the rule that pairs it with an earlier one, else with a later one, that says most. */
export function ruleOf(record: KeyedRecord, pairs: readonly SamePerson[]): string {
  const ranked = (own: readonly SamePerson[]) => RULES.find((rule) => own.some((pair) => pair.rule === rule));
  return (
    ranked(pairs.filter(({ later }) => later === record)) ??
    ranked(pairs.filter(({ earlier }) => earlier === record)) ??
    'same_person'
  );
}

/**
 * Pairs of people who may be one, not decided to be two: those who share an e-mail that is not nobody's, each with the
 * first who has it, and those with near e-mails.
 */
export function openPairs({ people }: People, { pairs: decisions }: RevenueFacts): number {
  const open = new Set<string>();
  const order = people.flatMap(({ records }) => records);
  const emails = [...new Set(order.flatMap(({ emailKey }) => emailKey ?? []))];
  const holders = (email: string): readonly number[] =>
    people
      .map(({ records }, person) => ({
        person,
        at: records.findIndex((record) => record.emailKey === email),
        records,
      }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => earlierOf(a.records[a.at], b.records[b.at]))
      .map(({ person }) => person);
  const add = (a: number, b: number): void => {
    if (a !== b) open.add(JSON.stringify([Math.min(a, b), Math.max(a, b)]));
  };
  for (const email of emails) {
    const [first, ...others] = holders(email);
    for (const other of others) if (first !== undefined) add(first, other);
    for (const near of emails)
      if (email < near && isNearEmail(email, near))
        for (const a of holders(email)) for (const b of holders(near)) add(a, b);
  }
  for (const { left, right, isSame } of decisions) {
    if (isSame) continue;
    const [a, b] = [left, right].map((place) =>
      people.findIndex(({ records }) => records.some((record) => isSamePlace(record, place))),
    ) as [number, number];
    open.delete(JSON.stringify([Math.min(a, b), Math.max(a, b)]));
  }
  return open.size;
}

const earlierOf = (a: KeyedRecord | undefined, b: KeyedRecord | undefined): number =>
  a && b ? keyedRecords([a, b]).findIndex((record) => isSamePlace(record, b)) * -2 + 1 : 0;
