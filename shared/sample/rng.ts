/** A stream of pseudo-random numbers that is the same on every host: integer arithmetic only. */
export interface Rng {
  /** The next number in [0, 1), a multiple of 2^-32. */
  next(): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** One of the values, each as likely as the next. The list must not be empty. */
  pick<T>(values: readonly T[]): T;
  /** One of the values, in proportion to its weight. The list must not be empty. */
  weighted<T>(values: readonly (readonly [value: T, weight: number])[]): T;
}

/**
 * Bob Jenkins' chaotic generator in its 32-bit form with a counter ("sfc32" of PractRand), seeded with splitmix32.
 * @param seed any whole number
 * @param stream separates generators of one seed, so that a change in one part of a sample leaves the others as they are
 */
export function createRng(seed: number, stream = 0): Rng {
  let mix = (seed ^ Math.imul(stream + 1, 0x9e3779b9)) >>> 0;
  const splitmix = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix ^ (mix >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let counter = 1;
  const next = (): number => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 0x100000000;
  };
  for (let i = 0; i < 12; i++) next();
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    chance: (p) => next() < p,
    pick: <T>(values: readonly T[]): T => values[int(values.length)] as T,
    weighted: <T>(values: readonly (readonly [T, number])[]): T => {
      let left = next() * values.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of values) {
        left -= weight;
        if (left < 0) return value;
      }
      return (values[values.length - 1] as readonly [T, number])[0];
    },
  };
}

/** Puts the items in random order, in place (Fisher and Yates). */
export function shuffle<T>(items: T[], rng: Rng): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    const held = items[i] as T;
    items[i] = items[j] as T;
    items[j] = held;
  }
  return items;
}
