import { describe, expect, it } from 'vitest';
import { headlineCounter, changeOf } from '../../renderer/features/review/headline';
import { importWords } from '../../renderer/features/review/import-words';
import { headWords, pickWords } from '../../renderer/features/review/words';
import { historyRows, isFound } from '../../renderer/features/review/history-rows';
import {
  choiceOf,
  firstToJudge,
  itemState,
  placesThatAsk,
  standingsIn,
  standingsOf,
} from '../../renderer/features/review/item-state';
import { judgementOf, judgementsForAlike } from '../../renderer/features/review/judging';
import { countListed, isListed } from '../../renderer/features/review/queue-filter';
import { nextToJudge, placeOfSubject } from '../../renderer/features/review/queue-places';
import type { QueueEntry } from '../../renderer/features/review/use-review';
import { NO_FILTER } from '../../renderer/state/review-place';
import type { LinkItem, ReviewIdentity, ReviewQueue } from '../../shared/contract/review';
import type { DecisionEntry, DecisionRecord, Verdict } from '../../shared/domain/decision';
import { currentDecisions } from '../../shared/domain/decision-state';
import { LINK_SETTINGS, perCount } from '../../shared/domain/lead-quality';
import { NO_TALLY } from '../../shared/domain/review-tally';

const identity = (
  leadNumber: string,
  tier: ReviewIdentity['tier'],
  leads: readonly number[],
  isSale = false,
): ReviewIdentity => ({
  subject: { kind: 'identity', leadNumber, emailKey: `e${leadNumber}`, phoneKey: `p${leadNumber}` },
  evidence: `evidence of ${leadNumber}`,
  isStrict: tier === 'both',
  isOpenByTier: tier !== 'both',
  agreeing: leads.map((_, i) => ({ email: i === 0, phone: i > 0 })),
  tier,
  leads,
  likely: leads.slice(0, 1),
  isSet: isSale,
  isAppointment: isSale,
  isDemo: isSale,
  isSale,
  isTakenBack: false,
});

const item = (
  id: string,
  kind: LinkItem['kind'],
  leads: readonly string[],
  identities: readonly ReviewIdentity[],
): LinkItem => ({
  what: 'links',
  id,
  kind,
  title: identities[0]?.subject.leadNumber ?? '',
  leads,
  identities,
  effect: NO_TALLY,
  pattern: kind,
});

const CONFLICT = item(
  'c',
  'conflict',
  ['lead-a', 'lead-b'],
  [
    identity('1', 'conflict', [0, 1], true),
    identity('2', 'email_only', [0]),
    identity('3', 'both', [1]),
    identity('4', 'email_only', [1]),
  ],
);
const ONE = item('o', 'one_key', ['lead-c'], [identity('5', 'email_only', [0], true)]);
const OTHER = item('p', 'one_key', ['lead-d'], [identity('6', 'email_only', [0])]);
const QUEUE: ReviewQueue = {
  items: [CONFLICT, ONE, OTHER],
  outside: perCount(LINK_SETTINGS, () => ({ ...NO_TALLY, matched: 10 })),
  delivered: 100,
  notApplied: [],
};

let made = 0;
const record = (entry: DecisionEntry, who = 'Ada'): DecisionRecord => {
  made++;
  return {
    id: `w-1:${String(made).padStart(3, '0')}`,
    clock: made,
    at: '2026-01-02T09:12:00.000Z',
    who: { id: who, name: who },
    entry,
  };
};
const decided = (
  about: ReviewIdentity | undefined,
  verdict: Verdict,
  leads: readonly string[] = [],
  supersedes: readonly string[] = [],
  who = 'Ada',
): DecisionRecord => {
  if (!about) throw new Error('The item has this identity.');
  const { subject, evidence } = about;
  return record({ kind: 'decide', subject, verdict, leads, evidence, note: 'because', supersedes }, who);
};

const entriesAfter = (records: readonly DecisionRecord[], queue = QUEUE): readonly QueueEntry[] => {
  const standings = standingsOf(currentDecisions(records), []);
  return queue.items.map((about) => {
    const own = standingsIn(about, standings);
    return { item: about, standings: own, state: itemState(about, own) };
  });
};

const the = (about: ReviewIdentity | undefined): ReviewIdentity => {
  if (!about) throw new Error('The item has this identity.');
  return about;
};
const FIRST = the(CONFLICT.identities[0]);
const SECOND = the(CONFLICT.identities[1]);
const FOURTH = the(CONFLICT.identities[3]);

describe('an item of the queue', () => {
  it('is open until each identity that must be judged is; identities with both keys need not be', () => {
    const records = [decided(FIRST, 'accept', ['lead-b']), decided(SECOND, 'reject')];
    expect(entriesAfter(records)[0]?.state).toBe('open');
    expect(entriesAfter([...records, decided(FOURTH, 'accept', ['lead-b'])])[0]?.state).toBe('decided');
  });

  it('is stale when what a decision rests on has changed, and counts as before it', () => {
    const records = [decided(ONE.identities[0], 'reject')];
    const changed: LinkItem = {
      ...ONE,
      identities: ONE.identities.map((i) => ({ ...i, evidence: 'something else' })),
    };
    const [entry] = entriesAfter(records, { ...QUEUE, items: [changed] });
    expect(entry?.state).toBe('stale');
    expect(entry?.standings[0]).toMatchObject({ isStale: true, evidenceNow: 'something else' });
    expect(
      entry?.standings[0] && choiceOf(the(changed.identities[0]), ['lead-c'], entry.standings[0]),
    ).toBeNull();
  });

  it('is disputed when two people decided without knowing of each other, and shows both', () => {
    const records = [
      decided(ONE.identities[0], 'reject'),
      decided(ONE.identities[0], 'accept', ['lead-c'], [], 'Bob'),
    ];
    const entry = entriesAfter(records)[1];
    expect(entry?.state).toBe('disputed');
    expect(entry?.standings[0]?.heads.map((head) => head.who.name)).toEqual(['Ada', 'Bob']);
  });

  it('asks for those nobody judged first, for those left unsure last', () => {
    const [entry] = entriesAfter([decided(FIRST, 'unsure')]);
    if (!entry) throw new Error('The queue has this item.');
    expect(placesThatAsk(CONFLICT, entry.standings).map(({ place }) => place)).toEqual([1, 3, 0]);
    expect(placesThatAsk(CONFLICT, entry.standings, 2).map(({ place }) => place)).toEqual([3, 1, 0]);
    expect(firstToJudge(CONFLICT, entry.standings)).toBe(1);
  });
});

describe('a judgement', () => {
  it('accepts one key as it is, but of a conflict only a lead that is picked', () => {
    expect(judgementOf(ONE, 0, { verdict: 'accept' })?.leads).toEqual(['lead-c']);
    expect(judgementOf(CONFLICT, 0, { verdict: 'accept' })).toBeNull();
    expect(judgementOf(CONFLICT, 0, { verdict: 'accept', leads: [1] })?.leads).toEqual(['lead-b']);
    expect(judgementOf(CONFLICT, 1, { verdict: 'accept', leads: [1] })).toBeNull();
  });

  it('for all alike takes those that look the same and are not decided', () => {
    const entries = entriesAfter([]);
    const about = (records: readonly DecisionRecord[]): readonly unknown[] => {
      const now = entriesAfter(records);
      const at = now[1];
      if (!at) throw new Error('The queue has this item.');
      return judgementsForAlike(now, at, 0, { verdict: 'reject' }).map(({ subject }) => subject);
    };
    expect(entries).toHaveLength(3);
    expect(about([])).toEqual([ONE.identities[0]?.subject, OTHER.identities[0]?.subject]);
    expect(about([decided(OTHER.identities[0], 'accept', ['lead-d'])])).toEqual([ONE.identities[0]?.subject]);
  });
});

describe('going on after a judgement', () => {
  const give = (at: LinkItem, place: number) => {
    const judgement = judgementOf(at, place, { verdict: 'reject' });
    return judgement ? [judgement] : [];
  };

  it('leads to the next identity of the group that must be judged, then to the next item', () => {
    const entries = entriesAfter([]);
    expect(nextToJudge(entries, 0, 0, give(CONFLICT, 0))).toEqual({ item: 'c', identity: 1 });
    expect(nextToJudge(entries, 0, 1, give(CONFLICT, 1))).toEqual({ item: 'c', identity: 3 });
    const rest = entriesAfter([decided(FIRST, 'reject'), decided(SECOND, 'reject')]);
    expect(nextToJudge(rest, 0, 3, give(CONFLICT, 3))).toEqual({ item: 'o', identity: null });
  });

  it('passes what was judged with it, and goes from the end back to what was left unsure', () => {
    const entries = entriesAfter([
      ...[FIRST, SECOND, FOURTH].map((about) => decided(about, 'reject')),
      decided(OTHER.identities[0], 'unsure'),
    ]);
    expect(nextToJudge(entries, 1, 0, give(ONE, 0)).item).toBe('p');
    expect(nextToJudge(entries, 1, 0, [...give(ONE, 0), ...give(OTHER, 0)]).item).toBe('o');
    expect(nextToJudge(entries, 2, 0, give(OTHER, 0)).item).toBe('o');
  });

  it('finds where a subject is judged', () => {
    const entries = entriesAfter([]);
    expect(placeOfSubject(entries, FOURTH.subject)).toEqual({ item: 'c', identity: 3 });
    expect(placeOfSubject(entries, { kind: 'repair', code: 'x' })).toBeNull();
  });
});

describe('the list', () => {
  it('shows what must be judged, by kind, state and words', () => {
    const entries = entriesAfter([decided(ONE.identities[0], 'reject')]);
    const listed = (filter: Partial<typeof NO_FILTER>): readonly string[] =>
      entries.filter((entry) => isListed(entry, { ...NO_FILTER, ...filter })).map(({ item: i }) => i.id);
    expect(listed({})).toEqual(['c', 'p']);
    expect(listed({ state: 'decided' })).toEqual(['o']);
    expect(listed({ state: 'all', kind: 'one_key' })).toEqual(['o', 'p']);
    expect(listed({ text: ' LEAD-D ' })).toEqual(['p']);
  });

  it('counts of a choice what the list will hold under it, with the other choices as they are', () => {
    const entries = entriesAfter([decided(ONE.identities[0], 'reject')]);
    const count = (filter: Partial<typeof NO_FILTER>): number =>
      countListed(entries, { ...NO_FILTER, ...filter });
    expect(count({ kind: 'one_key' })).toBe(1);
    expect(count({ kind: 'one_key', state: 'all' })).toBe(2);
    expect(count({ kind: 'one_key', text: 'lead-d' })).toBe(1);
    expect(count({ state: 'decided', text: 'lead-d' })).toBe(0);
  });
});

describe('the headline', () => {
  it('moves with each decision by just what its button said', () => {
    const count = headlineCounter(QUEUE);
    const headline = (records: readonly DecisionRecord[]) => {
      const counted = count(standingsOf(currentDecisions(records), []));
      if (!counted) throw new Error('Lead quality is asked.');
      return counted;
    };
    const before = headline([]);
    const after = headline([decided(FIRST, 'accept', ['lead-a'])]);
    const [entry] = entriesAfter([]);
    const said = changeOf(CONFLICT, entry?.standings ?? [], 0, [0]);
    expect(said.strict).toMatchObject({ matched: 1, sale: 1 });
    expect(said.linked).toMatchObject({ matched: 0, sale: 1 });
    for (const links of ['strict', 'linked'] as const)
      for (const key of ['matched', 'appointment', 'demo', 'sale', 'net_sale'] as const)
        expect(after[links][key] - before[links][key]).toBe(said[links][key]);
  });
});

describe('the history', () => {
  it('says of each decision what became of it, newest first', () => {
    const first = decided(ONE.identities[0], 'accept', ['lead-c']);
    const second = decided(ONE.identities[0], 'reject', [], [first.id]);
    const unsure = decided(FIRST, 'unsure');
    const stale = decided(SECOND, 'reject');
    const undone = decided(FOURTH, 'reject');
    const undo = record({ kind: 'undo', of: [undone.id], note: '' }, 'Bob');
    const rows = historyRows(
      [first, second, unsure, stale, undone, undo],
      [{ subject: SECOND.subject, decisionId: stale.id, state: 'stale', evidenceNow: 'x' }],
    );
    expect(rows.map(({ about, state }) => [about, state])).toEqual([
      ['CRM lead 4', 'taken back'],
      ['CRM lead 2', 'stale'],
      ['CRM lead 1', 'unsure'],
      ['CRM lead 5', 'counts'],
      ['CRM lead 5', 'replaced'],
    ]);
    expect(rows[0]?.takenBackBy?.who.name).toBe('Bob');
    expect(rows.filter((row) => isFound(row, 'LEAD-C'))).toHaveLength(1);
    expect(rows.filter((row) => isFound(row, 'nowhere'))).toHaveLength(0);
  });
});

describe('what stands above the evidence', () => {
  it('speaks of the identity that is shown, not of the group', () => {
    expect(headWords(CONFLICT, 0)).toMatchObject({ title: '1', name: 'Conflict' });
    expect(headWords(CONFLICT, 1)).toMatchObject({ title: '2', name: 'One key only' });
    expect(headWords(CONFLICT, 2)).toMatchObject({ title: '3', name: 'Both keys agree' });
  });

  it('says what to press where accepting must name a delivered lead', () => {
    expect(pickWords(2)).toContain('press 1 or 2, or R');
    expect(pickWords(12)).toContain('press 1 to 9, or R');
  });
});

describe('an import of decisions', () => {
  const mine = decided(ONE.identities[0], 'accept', ['lead-c']);
  const theirs = decided(OTHER.identities[0], 'reject', [], [], 'Bo');

  it('that brings nothing new says so, and what was here already', () => {
    expect(importWords([mine], [mine], 1)).toEqual({
      title: 'Nothing new came in: no number changes.',
      text: '1 entry was here already.',
    });
  });

  it('is counted in decisions, with what it takes back', () => {
    const undo = record({ kind: 'undo', of: [mine.id], note: '' }, 'Bo');
    expect(importWords([mine], [mine, theirs, undo], 1)).toEqual({
      title: '1 decision came in, with 1 taking back.',
      text: '1 decision that stood here was taken back. 1 entry was here already.',
    });
  });

  it('names what disagrees with what was decided here', () => {
    const against = decided(ONE.identities[0], 'reject', [], [], 'Bo');
    expect(importWords([mine], [mine, theirs, against], 0)).toEqual({
      title: '2 decisions came in.',
      text: '1 of them says other than what was decided here: Review asks again.',
    });
  });
});
