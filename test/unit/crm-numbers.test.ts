import { describe, expect, test } from 'vitest';
import { CrmNumbers, NO_DAY, type HashedRecords } from '../../shared/stages/clean/crm/crm-numbers';
import { IntTable } from '../../shared/stages/clean/records/int-table';

interface Record {
  readonly raw: number;
  readonly value: number;
  readonly identity: number;
  readonly lead: number;
  readonly day?: number;
  readonly isKeyless?: boolean;
}

const hashed = (...records: readonly Record[]): HashedRecords => {
  const halves = (of: (record: Record) => number) => ({
    high: records.map((record) => of(record) * 1000),
    low: records.map(of),
  });
  return {
    rawId: records.map(({ raw }) => raw),
    value: halves(({ value }) => value),
    identity: halves(({ identity }) => identity),
    lead: halves(({ lead }) => lead),
    entryDay: records.map(({ day = 7 }) => day),
    isKeyless: records.map(({ isKeyless = false }) => Number(isKeyless)),
  };
};

/** What is stored when records are given numbers, and the number of each raw record. */
async function give(numbers: CrmNumbers, records: HashedRecords, series = '') {
  const states = new IntTable(-1);
  const stored: unknown[] = [];
  await numbers.give(records, states, series, (values) => {
    stored.push(values);
    return Promise.resolve();
  });
  return { stored, stateOf: (raw: number) => states.get(raw) };
}

const A = { raw: 5, value: 11, identity: 21, lead: 31 };

describe('Records of CRM reports', () => {
  test('get numbers from 0 on: one for each value, identity and CRM lead', async () => {
    const numbers = new CrmNumbers();
    const { stored, stateOf } = await give(
      numbers,
      hashed(A, { ...A, raw: 6 }, { raw: 7, value: 12, identity: 21, lead: 32, day: 9 }),
    );
    expect(stored).toEqual([{ raw: [5, 7], state: [0, 1], identity: [0, 0], lead: [0, 1] }]);
    expect([5, 6, 7, 8].map(stateOf)).toEqual([0, 0, 1, -1]);
    expect([numbers.stateCount, numbers.leadCount]).toEqual([2, 2]);
    expect([numbers.leadOf(0), numbers.leadOf(1)]).toEqual([0, 1]);
    expect([numbers.dayOf(0), numbers.dayOf(1), numbers.dayOf(2)]).toEqual([7, 9, NO_DAY]);
  });

  test('that are known keep their numbers, and nothing is stored', async () => {
    const numbers = new CrmNumbers();
    await give(numbers, hashed(A));
    const again = await give(numbers, hashed({ ...A, raw: 9 }));
    expect(again.stored).toEqual([]);
    expect(again.stateOf(9)).toBe(0);
    const { stored } = await give(numbers, hashed({ ...A, raw: 10, value: 99 }));
    expect(stored).toEqual([{ raw: [10], state: [1], identity: [0], lead: [0] }]);
  });

  test('without a lead number get none', async () => {
    const { stored, stateOf } = await give(new CrmNumbers(), hashed({ ...A, isKeyless: true }));
    expect(stored).toEqual([]);
    expect(stateOf(5)).toBe(-1);
  });

  test('of another series are other values, people and leads, with the same hash of the lead number', async () => {
    const numbers = new CrmNumbers();
    await give(numbers, hashed(A));
    const { stored } = await give(numbers, hashed(A), 'Acme');
    expect(stored).toEqual([{ raw: [5], state: [1], identity: [1], lead: [1] }]);
    await give(numbers, hashed(A), 'Beta');
    expect([numbers.stateCount, numbers.leadCount]).toEqual([3, 3]);
    await give(numbers, hashed(A), 'Acme');
    expect(numbers.stateCount).toBe(3);
    expect([0, 1, 2].map((state) => numbers.numberHashOf(state))).toEqual([31, 31, 31]);
    expect(numbers.numberHashOf(3)).toBe(0);
  });

  test('that could not be stored have no numbers, and get the same ones later', async () => {
    const numbers = new CrmNumbers();
    await give(numbers, hashed(A));
    const other = hashed({ raw: 6, value: 12, identity: 22, lead: 32 });
    const failing = numbers.give(other, new IntTable(-1), '', () => Promise.reject(new Error('no room')));
    await expect(failing).rejects.toThrow('no room');
    expect([numbers.stateCount, numbers.leadCount]).toEqual([1, 1]);
    const { stored } = await give(numbers, other);
    expect(stored).toEqual([{ raw: [6], state: [1], identity: [1], lead: [1] }]);
  });
});
