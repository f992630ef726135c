import { describe, expect, test } from 'vitest';
import { foldRanges, rollOf } from '../../shared/stages/clean/crm/fold-ranges';

/** Snapshots as the states of their rows; the ranges as `state: from-to ×rows`. */
const ranges = (...snapshots: readonly (readonly number[])[]): readonly string[] => {
  const stateCount = Math.max(-1, ...snapshots.flat()) + 1;
  const { stateId, validFrom, validTo, rowCount } = foldRanges(
    snapshots.map((rows) => rollOf(Int32Array.from(rows), stateCount)),
    stateCount,
  );
  expect([validFrom.length, validTo.length, rowCount.length]).toEqual(Array(3).fill(stateId.length));
  return [...stateId].map(
    (id, i) => `${String(id)}: ${String(validFrom[i])}-${String(validTo[i])} ×${String(rowCount[i])}`,
  );
};

describe('The rows of a snapshot', () => {
  test('are counted by their values, in the order of their numbers', () => {
    expect(rollOf(Int32Array.of(3, 0, 3, 1, 3), 5)).toEqual({
      stateIds: Int32Array.of(0, 1, 3),
      counts: Int32Array.of(1, 1, 3),
    });
    expect(rollOf(Int32Array.of(), 2)).toEqual({ stateIds: Int32Array.of(), counts: Int32Array.of() });
  });
});

describe('The snapshots of a report as ranges', () => {
  test('have a value that stays in one range to the last', () => {
    expect(ranges([0], [0], [0])).toEqual(['0: 1-3 ×1']);
  });

  test('end a range where a value is gone, and begin one where it comes again', () => {
    expect(ranges([0, 1], [1], [0, 1], [1])).toEqual(['0: 1-1 ×1', '0: 3-3 ×1', '1: 1-4 ×1']);
  });

  test('end a range where the number of its rows changes', () => {
    expect(ranges([0, 0], [0, 0], [0])).toEqual(['0: 1-2 ×2', '0: 3-3 ×1']);
  });

  test('are none of no snapshots, and of those without rows', () => {
    expect(ranges()).toEqual([]);
    expect(ranges([], [0], [])).toEqual(['0: 2-2 ×1']);
  });

  test('can be any number', () => {
    const all = Array.from({ length: 2500 }, (_, i) => i);
    const found = ranges(all, []);
    expect(found).toHaveLength(2500);
    expect(found.at(-1)).toBe('2499: 1-1 ×1');
    expect(found[1024]).toBe('1024: 1-1 ×1');
  });
});
