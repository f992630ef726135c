import { Dice } from './dice';
import { leadWorld } from './lead-world';
import { revenueWorld } from './revenue-world';
import type { World } from './world';

/** The world of a seed: the same in every run. */
export function worldOf(seed: number): World {
  const dice = new Dice(seed);
  return { seed, ...(seed % 2 === 0 ? revenueWorld(dice) : leadWorld(dice)) };
}
