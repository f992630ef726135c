import { describe, expect, test } from 'vitest';
import { IntTable } from '../../shared/stages/clean/records/int-table';
import { RecordDictionary } from '../../shared/stages/clean/records/record-dictionary';

describe('The records that are known', () => {
  test('have ids from 0 on, and others none', () => {
    const known = new RecordDictionary();
    expect([known.size, known.find(1, 2)]).toEqual([0, -1]);
    expect([known.add(1, 2), known.add(2, 1), known.add(1, 3)]).toEqual([0, 1, 2]);
    expect([known.find(1, 2), known.find(2, 1), known.find(1, 3)]).toEqual([0, 1, 2]);
    expect([known.find(2, 2), known.find(3, 1), known.size]).toEqual([-1, -1, 3]);
  });

  test('are told apart by both halves of their hashes, also where they would stand in one place', () => {
    const known = new RecordDictionary();
    // The place goes by the lower bits of the first half: these have the same.
    const hashes = [
      [5, 0],
      [5, 1],
      [5 + 4096, 0],
      [5 + 8192, 0],
      [4095, 0],
      [4095 + 4096, 0],
    ] as const;
    hashes.forEach(([a, b], id) => {
      expect(known.find(a, b)).toBe(-1);
      expect(known.add(a, b)).toBe(id);
    });
    expect(hashes.map(([a, b]) => known.find(a, b))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('may have further hashes, which are no records', () => {
    const known = new RecordDictionary();
    known.add(1, 1);
    known.alias(9, 9, 0);
    expect([known.find(9, 9), known.size]).toEqual([0, 1]);
    expect(known.add(2, 2)).toBe(1);
  });

  test('can be any number', () => {
    const known = new RecordDictionary();
    for (let i = 0; i < 20_000; i++) expect(known.add(i, i >> 3)).toBe(i);
    expect([0, 4095, 4096, 19_999].map((i) => known.find(i, i >> 3))).toEqual([0, 4095, 4096, 19_999]);
    expect([known.find(20_000, 2500), known.size]).toEqual([-1, 20_000]);
  });

  test('are forgotten from one on, and get the same ids again', () => {
    const known = new RecordDictionary();
    for (let i = 0; i < 10; i++) known.add(i, 7);
    known.alias(100, 7, 3);
    known.alias(101, 7, 8);
    known.rollback(5);
    expect(known.size).toBe(5);
    expect([4, 5, 9].map((i) => known.find(i, 7))).toEqual([4, -1, -1]);
    expect([known.find(100, 7), known.find(101, 7)]).toEqual([3, -1]);
    expect(known.add(9, 7)).toBe(5);
    known.rollback(6);
    known.rollback(9);
    expect([known.size, known.find(9, 7)]).toEqual([6, 5]);
    known.rollback(0);
    expect([known.size, known.find(0, 7)]).toEqual([0, -1]);
  });
});

describe('A table of integers', () => {
  test('has the same integer wherever nothing was set, also far beyond what was', () => {
    const table = new IntTable(-1);
    table.set(3, 30);
    table.set(1024, 7);
    table.set(9000, 9);
    expect([0, 3, 1023, 1024, 1025, 9000, 9001, 1e9].map((id) => table.get(id))).toEqual([
      -1, 30, -1, 7, -1, 9, -1, -1,
    ]);
  });

  test('has none from one on that was cleared', () => {
    const table = new IntTable(0);
    for (let id = 0; id < 5; id++) table.set(id, id + 1);
    table.clear(3);
    expect([2, 3, 4].map((id) => table.get(id))).toEqual([3, 0, 0]);
  });
});
