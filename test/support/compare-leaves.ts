/** A leaf of one JSON that the other has not, or has another value in its place. */
export interface Difference {
  readonly at: string;
  readonly told: unknown;
  readonly plain: unknown;
}

/** What is not compared, or not to the last digit, with the reason. A `*` in a place stands for any one step. */
export interface Leaves {
  readonly left: Readonly<Record<string, string>>;
  readonly near: Readonly<Record<string, number>>;
}

const isAt = (path: readonly string[], pattern: string): boolean => {
  const steps = pattern.split('.');
  return path.length >= steps.length && steps.every((step, i) => step === '*' || step === path[i]);
};

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Walks both and names every leaf that differs; each leaf of either is compared, or named in `left`. */
export function differencesOf(
  told: unknown,
  plain: unknown,
  leaves: Leaves,
  path: readonly string[] = [],
): readonly Difference[] {
  if (Object.keys(leaves.left).some((pattern) => isAt(path, pattern))) return [];
  if (isTree(told) && isTree(plain)) {
    const [a, b] = [told, plain] as [Record<string, unknown>, Record<string, unknown>];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      differencesOf(a[key], b[key], leaves, [...path, key]),
    );
  }
  if (isTree(told) || isTree(plain)) {
    const isEmpty = [told, plain].every((side) => isTree(side) && Object.keys(side).length === 0);
    return isEmpty ? [] : [{ at: path.join('.'), told, plain }];
  }
  const near = Object.entries(leaves.near).find(([pattern]) => isAt(path, pattern))?.[1] ?? 0;
  if (typeof told === 'number' && typeof plain === 'number' && Math.abs(told - plain) <= near) return [];
  return Object.is(told, plain) ? [] : [{ at: path.join('.'), told, plain }];
}
