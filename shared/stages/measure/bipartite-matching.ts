/**
 * The greatest number of right vertices that can each be given a left vertex of their own along the edges.
 * Augmenting paths (H. W. Kuhn, "The Hungarian method for the assignment problem", 1955), without recursion limits
 * in mind: made for the few hundred conflicts of a review.
 */
export function maximumMatching(edges: readonly (readonly [left: number, right: number])[]): number {
  const neighbours = new Map<number, number[]>();
  for (const [left, right] of edges) neighbours.set(left, [...(neighbours.get(left) ?? []), right]);
  const leftOf = new Map<number, number>();
  const augment = (left: number, visited: Set<number>): boolean => {
    for (const right of neighbours.get(left) ?? []) {
      if (visited.has(right)) continue;
      visited.add(right);
      const holder = leftOf.get(right);
      if (holder === undefined || augment(holder, visited)) {
        leftOf.set(right, left);
        return true;
      }
    }
    return false;
  };
  let size = 0;
  for (const left of neighbours.keys()) if (augment(left, new Set())) size++;
  return size;
}
