/**
 * The connected components of an undirected graph, by union-find with path halving; the smaller number always
 * becomes the root, so the result depends neither on the order of the edges nor on their direction.
 * Source: R. E. Tarjan, J. van Leeuwen, "Worst-case analysis of set union algorithms", JACM 31 (1984).
 * @param size nodes are 0 … size − 1
 * @param from @param to edges, of equal length
 * @returns for each node the smallest node of its component
 */
export function clustersOf(size: number, from: ArrayLike<number>, to: ArrayLike<number>): Int32Array {
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  const rootOf = (node: number): number => {
    let at = node;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      parent[at] = parent[up] ?? up;
      at = parent[at] ?? at;
    }
    return at;
  };
  for (let i = 0; i < from.length; i++) {
    const a = rootOf(from[i] ?? 0);
    const b = rootOf(to[i] ?? 0);
    if (a < b) parent[b] = a;
    else parent[a] = b;
  }
  return Int32Array.from({ length: size }, (_, i) => rootOf(i));
}
