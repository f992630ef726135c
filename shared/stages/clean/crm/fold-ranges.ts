/** One snapshot as counts of record values: distinct `stateIds`, ascending, each with how many rows hold it. */
export interface SnapshotRoll {
  readonly stateIds: Int32Array;
  readonly counts: Int32Array;
}

export interface Ranges {
  readonly stateId: Int32Array;
  readonly validFrom: Int32Array;
  readonly validTo: Int32Array;
  readonly rowCount: Int32Array;
}

/** A growing column of integers. */
class IntColumn {
  #values = new Int32Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Int32Array(this.#length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  done(): Int32Array {
    return this.#values.slice(0, this.#length);
  }
}

/**
 * Counts how often each state occurs among the rows of one snapshot.
 * @param stateCount one more than the greatest state id
 */
export function rollOf(stateOfRow: Int32Array, stateCount: number): SnapshotRoll {
  const occurrences = new Int32Array(stateCount);
  let distinct = 0;
  for (const id of stateOfRow) {
    if (occurrences[id] === 0) distinct++;
    occurrences[id] = (occurrences[id] ?? 0) + 1;
  }
  const stateIds = new Int32Array(distinct);
  const counts = new Int32Array(distinct);
  let at = 0;
  for (let id = 0; id < stateCount; id++) {
    const count = occurrences[id] ?? 0;
    if (count === 0) continue;
    stateIds[at] = id;
    counts[at++] = count;
  }
  return { stateIds, counts };
}

/** Whether two snapshots have the same rows, in whatever order; those without any have nothing in common. */
export const haveSameRows = (one: SnapshotRoll, other: SnapshotRoll): boolean =>
  one.stateIds.length > 0 &&
  one.stateIds.length === other.stateIds.length &&
  one.stateIds.every((id, at) => id === other.stateIds[at] && one.counts[at] === other.counts[at]);

/**
 * Folds snapshots, oldest first, into validity ranges: a range ends where a value is gone or its multiplicity changes.
 * Snapshot k (1-based) is then exactly the ranges with validFrom ≤ k ≤ validTo.
 * @param stateCount one more than the greatest state id
 */
export function foldRanges(rolls: readonly SnapshotRoll[], stateCount: number): Ranges {
  const openSince = new Int32Array(stateCount);
  const openCount = new Int32Array(stateCount);
  const lastSeen = new Int32Array(stateCount);
  const stateId = new IntColumn();
  const validFrom = new IntColumn();
  const validTo = new IntColumn();
  const rowCount = new IntColumn();
  const close = (id: number, at: number): void => {
    stateId.push(id);
    validFrom.push(openSince[id] ?? 0);
    validTo.push(at);
    rowCount.push(openCount[id] ?? 0);
    openSince[id] = 0;
  };

  rolls.forEach((roll, index) => {
    const order = index + 1;
    roll.stateIds.forEach((id, i) => {
      const count = roll.counts[i] ?? 0;
      const isOpen = (openSince[id] ?? 0) > 0;
      if (isOpen && openCount[id] !== count) close(id, order - 1);
      if ((openSince[id] ?? 0) === 0) {
        openSince[id] = order;
        openCount[id] = count;
      }
      lastSeen[id] = order;
    });
    for (const id of rolls[index - 1]?.stateIds ?? []) {
      if (lastSeen[id] !== order && (openSince[id] ?? 0) > 0) close(id, order - 1);
    }
  });
  for (const id of rolls.at(-1)?.stateIds ?? []) close(id, rolls.length);
  return {
    stateId: stateId.done(),
    validFrom: validFrom.done(),
    validTo: validTo.done(),
    rowCount: rowCount.done(),
  };
}
