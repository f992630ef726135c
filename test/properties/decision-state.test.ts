import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subjectKey, VERDICTS, type DecisionEntry, type DecisionRecord } from '../../shared/domain/decision';
import {
  currentDecisions,
  effectiveDecisions,
  liveIds,
  togglingEntries,
} from '../../shared/domain/decision-state';
import { entryAbout } from '../support/decision-entries';

interface Step {
  readonly writer: number;
  /** How much of what the others wrote this writer has seen. */
  readonly seen: number;
  readonly subject: number;
  readonly verdict: (typeof VERDICTS)[number];
  readonly undoes: boolean;
}

const steps = fc.array(
  fc.record({
    writer: fc.integer({ min: 0, max: 2 }),
    seen: fc.integer({ min: 0, max: 40 }),
    subject: fc.integer({ min: 0, max: 3 }),
    verdict: fc.constantFrom(...VERDICTS),
    undoes: fc.boolean(),
  }),
  { maxLength: 40 },
);

/** Lets several people decide, each knowing their own records and some of the others'. */
function play(history: readonly Step[]): readonly DecisionRecord[] {
  const all: DecisionRecord[] = [];
  history.forEach(({ writer, seen, subject, verdict, undoes }, i) => {
    const known = all.filter((r, place) => r.who.id === String(writer) || place < seen);
    const state = currentDecisions(known);
    const undoable = [...liveIds(known)];
    const target = undoable[subject % Math.max(1, undoable.length)];
    const heads = [...state.values()].flatMap((s) =>
      s.subject.kind === 'identity' && s.subject.leadNumber === String(subject)
        ? s.heads.map((h) => h.id)
        : [],
    );
    const entry: DecisionEntry =
      undoes && target !== undefined
        ? { kind: 'undo', of: [target], note: '' }
        : entryAbout(String(subject), verdict, heads);
    all.push({
      id: `w${String(writer)}-1:${String(i)}`,
      clock: 1 + Math.max(0, ...known.map((r) => r.clock)),
      at: '2026-01-01T00:00:00.000Z',
      who: { id: String(writer), name: `Writer ${String(writer)}` },
      entry,
    });
  });
  return all;
}

describe('what stands after many decisions', () => {
  test('does not depend on the order in which logs are read, nor on how often a record is in them', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (history, chance) => {
        const records = play(history);
        const shuffled = [...records, ...records.filter((_, i) => i % 2 === 0)]
          .map((record) => ({ record, at: chance.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ record }) => record);
        expect(currentDecisions(shuffled)).toEqual(currentDecisions(records));
        expect(effectiveDecisions(shuffled)).toEqual(effectiveDecisions(records));
      }),
    );
  });

  test('is for one writer alone the last decision on each subject, and never a dispute', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const alone = history.map((step) => ({ ...step, writer: 0, undoes: false }));
        const last = new Map(alone.map((step) => [String(step.subject), step.verdict]));
        const state = currentDecisions(play(alone));
        expect(
          new Map(
            [...state.values()].map((s) => [
              s.subject.kind === 'identity' ? s.subject.leadNumber : '',
              s.heads.map((h) => h.verdict),
            ]),
          ),
        ).toEqual(new Map([...last].map(([subject, verdict]) => [subject, [verdict]])));
      }),
    );
  });

  test('is after an undo what it was before, and after the undo of the undo what it was then', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const before = play(history);
        const clock = 1 + Math.max(0, ...before.map((r) => r.clock));
        const record = (id: string, at: number, entry: DecisionEntry): DecisionRecord => ({
          id,
          clock: at,
          at: '',
          who: { id: 'x', name: 'X' },
          entry,
        });
        const heads = [...currentDecisions(before).values()].flatMap((s) =>
          s.subject.kind === 'identity' && s.subject.leadNumber === '0' ? s.heads.map((h) => h.id) : [],
        );
        const decided = [...before, record('x:1', clock, entryAbout('0', 'reject', heads))];
        const undone = [...decided, record('x:2', clock + 1, { kind: 'undo', of: ['x:1'], note: '' })];
        const redone = [...undone, record('x:3', clock + 2, { kind: 'undo', of: ['x:2'], note: '' })];
        expect(currentDecisions(undone)).toEqual(currentDecisions(before));
        expect(currentDecisions(redone)).toEqual(currentDecisions(decided));
      }),
    );
  });

  test('stays as it is when one is taken back that had been replaced, however far back it lies', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...VERDICTS), { minLength: 2, maxLength: 8 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
        (verdicts, which) => {
          const decided = play(
            verdicts.map((verdict) => ({ writer: 0, seen: 0, subject: 0, verdict, undoes: false })),
          );
          const taken = which.map((n): DecisionRecord => {
            const of = decided[n % (decided.length - 1)]?.id ?? '';
            return {
              id: `x-1:${String(n)}`,
              clock: decided.length + 1,
              at: '',
              who: { id: 'x', name: 'X' },
              entry: { kind: 'undo', of: [of], note: '' },
            };
          });
          expect(currentDecisions([...decided, ...taken])).toEqual(currentDecisions(decided));
        },
      ),
    );
  });

  test('is settled by who decides with all that stand before their eyes', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(...VERDICTS), (history, verdict) => {
        const before = play(history);
        const key = subjectKey(entryAbout('0').subject);
        const settled = currentDecisions([
          ...before,
          {
            id: 'x-1:1',
            clock: 1 + Math.max(0, ...before.map((r) => r.clock)),
            at: '',
            who: { id: 'x', name: 'X' },
            entry: entryAbout(
              '0',
              verdict,
              currentDecisions(before)
                .get(key)
                ?.heads.map((h) => h.id),
            ),
          },
        ]).get(key);
        expect(settled?.isDisputed).toBe(false);
        expect(settled?.heads.map((h) => h.id)).toEqual(['x-1:1']);
      }),
    );
  });

  test('applies nothing of a subject on which two disagree who did not know of each other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VERDICTS), fc.constantFrom(...VERDICTS), (one, other) => {
        const records = play([
          { writer: 0, seen: 0, subject: 0, verdict: one, undoes: false },
          { writer: 1, seen: 0, subject: 0, verdict: other, undoes: false },
        ]);
        const [state] = currentDecisions(records).values();
        expect(state?.isDisputed).toBe(one !== other);
        expect(effectiveDecisions(records)).toHaveLength(one === other ? 1 : 0);
      }),
    );
  });
});

describe('taking one decision back, or bringing it back', () => {
  const at = (place: number, entry: DecisionEntry): DecisionRecord => ({
    id: `w-1:${String(place).padStart(3, '0')}`,
    clock: place,
    at: '2026-01-01T00:00:00.000Z',
    who: { id: 'w', name: 'Writer' },
    entry,
  });
  /** Decisions and takings back of several records at once, of any kind. */
  const logs = fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 20 }).map((picks) =>
    picks.map((of, place) =>
      at(
        place + 1,
        of.length === 0 || place === 0
          ? entryAbout(String(place))
          : {
              kind: 'undo',
              of: [...new Set(of.map((n) => `w-1:${String(1 + (n % place)).padStart(3, '0')}`))],
              note: '',
            },
      ),
    ),
  );
  const decisionsThatLive = (records: readonly DecisionRecord[]): ReadonlySet<string> => {
    const live = liveIds(records);
    return new Set(records.flatMap(({ id, entry }) => (entry.kind === 'decide' && live.has(id) ? [id] : [])));
  };

  test('changes whether that one stands, and no other', () => {
    fc.assert(
      fc.property(logs, fc.nat(), (records, pick) => {
        const decisions = records.filter(({ entry }) => entry.kind === 'decide');
        const record = decisions[pick % decisions.length];
        if (!record) return;
        const more = togglingEntries(records, record).map((entry, i) => at(records.length + 1 + i, entry));
        const before = decisionsThatLive(records);
        const after = decisionsThatLive([...records, ...more]);
        const changed = [...decisions].filter(({ id }) => before.has(id) !== after.has(id));
        expect(changed.map(({ id }) => id)).toEqual([record.id]);
      }),
    );
  });
});
