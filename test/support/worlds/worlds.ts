import { Dice } from './dice';
import { leadWorld } from './lead-world';
import type { World } from './world';

/** The world of a seed: the same in every run. */
export function worldOf(seed: number): World {
  const dice = new Dice(seed);
  return { seed, ...leadWorld(dice) };
}
