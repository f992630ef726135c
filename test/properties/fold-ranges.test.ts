import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldRanges, rollOf } from '../../shared/stages/clean/crm/fold-ranges';
import { maximumMatching } from '../../shared/stages/measure/bipartite-matching';

const STATES = 6;
const snapshot = fc.array(fc.nat(STATES - 1), { maxLength: 12 });

describe('States', () => {
  it('rebuild every snapshot as the multiset of its rows', () => {
    fc.assert(
      fc.property(fc.array(snapshot, { maxLength: 8 }), (snapshots) => {
        const ranges = foldRanges(
          snapshots.map((rows) => rollOf(Int32Array.from(rows), STATES)),
          STATES,
        );
        snapshots.forEach((rows, index) => {
          const rebuilt: number[] = [];
          ranges.stateId.forEach((id, i) => {
            const isValid = (ranges.validFrom[i] ?? 0) <= index + 1 && index + 1 <= (ranges.validTo[i] ?? 0);
            if (isValid) for (let n = 0; n < (ranges.rowCount[i] ?? 0); n++) rebuilt.push(id);
          });
          expect(rebuilt.sort()).toEqual([...rows].sort());
        });
      }),
    );
  });

  it('are as few ranges as there are changes: neighbours of one state never touch with the same multiplicity', () => {
    fc.assert(
      fc.property(fc.array(snapshot, { maxLength: 8 }), (snapshots) => {
        const ranges = foldRanges(
          snapshots.map((rows) => rollOf(Int32Array.from(rows), STATES)),
          STATES,
        );
        const seen = new Set<string>();
        ranges.stateId.forEach((id, i) => {
          seen.add(`${String(id)}:${String(ranges.validFrom[i])}:${String(ranges.rowCount[i])}`);
        });
        ranges.stateId.forEach((id, i) => {
          expect(
            seen.has(`${String(id)}:${String((ranges.validTo[i] ?? 0) + 1)}:${String(ranges.rowCount[i])}`),
          ).toBe(false);
        });
      }),
    );
  });
});

describe('The greatest matching', () => {
  it('is as large as trying every assignment finds it', () => {
    const edge = fc.tuple(fc.nat(3), fc.nat(3));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 8 }), (edges) => {
        const lefts = [...new Set(edges.map(([left]) => left))];
        const best = (at: number, used: ReadonlySet<number>): number => {
          const left = lefts[at];
          if (left === undefined) return 0;
          const rights = edges.filter(([l, r]) => l === left && !used.has(r)).map(([, r]) => r);
          return Math.max(best(at + 1, used), ...rights.map((r) => 1 + best(at + 1, new Set([...used, r]))));
        };
        expect(maximumMatching(edges)).toBe(best(0, new Set()));
      }),
    );
  });
});
