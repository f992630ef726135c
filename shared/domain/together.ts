/** The results of several works, in their places. */
type Results<T extends readonly unknown[]> = { -readonly [I in keyof T]: Awaited<T[I]> };

/**
 * Waits for works that are under way at the same time, to the end of each also where one fails: none goes on behind the back
 * of whoever waited.
 * @throws what the first of them in their order failed with
 */
export async function together<const T extends readonly unknown[]>(works: T): Promise<Results<T>> {
  const ends = await Promise.allSettled(works);
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  }) as Results<T>;
}
