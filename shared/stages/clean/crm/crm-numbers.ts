import { IntTable } from '../records/int-table';
import { mix32, RecordDictionary } from '../records/record-dictionary';

/** A day that is not known, among days since 1970-01-01. */
export const NO_DAY = -2147483648;

/** One record that was cast, as numbers: the hashes in two halves. Columns of equal length, one place a record. */
export interface HashedRecords {
  readonly rawId: ArrayLike<number>;
  readonly value: HashHalves;
  readonly identity: HashHalves;
  readonly lead: HashHalves;
  /** Days since 1970-01-01. */
  readonly entryDay: ArrayLike<number>;
  /** 1: it has no lead number, and gets no number. */
  readonly isKeyless: ArrayLike<number>;
}

interface HashHalves {
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
}

/** Values that no record had before, with the numbers that they got; one place a value. */
export interface NewValues {
  /** The first raw record that has the value. */
  readonly raw: number[];
  readonly state: number[];
  readonly identity: number[];
  readonly lead: number[];
}

/**
 * Numbers from 0 on for the distinct values of records, their identities and their CRM leads. They hold for all files
 * and all orders of day and month.
 */
export class CrmNumbers {
  readonly #values = new RecordDictionary();
  readonly #identities = new RecordDictionary();
  readonly #leads = new RecordDictionary();
  readonly #leadOfState = new IntTable(-1);
  readonly #dayOfState = new IntTable(NO_DAY);
  readonly #hashOfState = new IntTable(0);

  /** One more than the greatest number of a record value. */
  get stateCount(): number {
    return this.#values.size;
  }

  /** One more than the greatest number of a CRM lead. */
  get leadCount(): number {
    return this.#leads.size;
  }

  /** The CRM lead of a record value. */
  leadOf(state: number): number {
    return this.#leadOfState.get(state);
  }

  /** The day of entry of a record value, since 1970-01-01; `NO_DAY` where it has none. */
  dayOf(state: number): number {
    return this.#dayOfState.get(state);
  }

  /** A hash of the lead number of a record value, the same in every series. */
  numberHashOf(state: number): number {
    return this.#hashOfState.get(state);
  }

  /**
   * Numbers records, and has the values that are new stored. When that fails, no number was given.
   * @param states gets the number of each record's value
   * @param series the same values in another series are other leads
   * @param store called where values are new
   */
  async give(
    records: HashedRecords,
    states: IntTable,
    series: string,
    store: (values: NewValues) => Promise<void>,
  ): Promise<void> {
    const before = [this.#values.size, this.#identities.size, this.#leads.size] as const;
    const fresh = this.#number(inSeries(records, series), states);
    if (fresh.raw.length === 0) return;
    try {
      await store(fresh);
    } catch (error) {
      this.#values.rollback(before[0]);
      this.#identities.rollback(before[1]);
      this.#leads.rollback(before[2]);
      throw error;
    }
  }

  #number(
    { rawId, value, identity, lead, numberHash, entryDay, isKeyless }: SeriesRecords,
    states: IntTable,
  ): NewValues {
    const fresh: NewValues = { raw: [], state: [], identity: [], lead: [] };
    for (let row = 0; row < rawId.length; row++) {
      if (isKeyless[row] === 1) continue;
      const record = rawId[row] ?? 0;
      let state = this.#values.find(value.high[row] ?? 0, value.low[row] ?? 0);
      if (state === -1) {
        state = this.#values.add(value.high[row] ?? 0, value.low[row] ?? 0);
        const leadNumber = numberOf(this.#leads, lead, row);
        this.#leadOfState.set(state, leadNumber);
        this.#dayOfState.set(state, entryDay[row] ?? 0);
        this.#hashOfState.set(state, numberHash[row] ?? 0);
        fresh.raw.push(record);
        fresh.state.push(state);
        fresh.identity.push(numberOf(this.#identities, identity, row));
        fresh.lead.push(leadNumber);
      }
      states.set(record, state);
    }
    return fresh;
  }
}

/** Records with the hashes of their series. */
interface SeriesRecords extends HashedRecords {
  readonly numberHash: ArrayLike<number>;
}

/** The hashes of records as they are in a series. */
function inSeries(records: HashedRecords, series: string): SeriesRecords {
  const numberHash = records.lead.low;
  if (series === '') return { ...records, numberHash };
  const seed = [...series].reduce((hash, letter) => mix32(hash ^ (letter.codePointAt(0) ?? 0)), 1);
  const changed = ({ high, low }: HashHalves): HashHalves => ({
    high: Array.from(high, (half) => half ^ seed),
    low: Array.from(low, (half) => half ^ mix32(~seed)),
  });
  const [value, identity, lead] = [records.value, records.identity, records.lead].map(changed) as [
    HashHalves,
    HashHalves,
    HashHalves,
  ];
  return { ...records, value, identity, lead, numberHash };
}

function numberOf(dictionary: RecordDictionary, { high, low }: HashHalves, row: number): number {
  const known = dictionary.find(high[row] ?? 0, low[row] ?? 0);
  return known === -1 ? dictionary.add(high[row] ?? 0, low[row] ?? 0) : known;
}
