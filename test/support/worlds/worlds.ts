import { Dice } from './dice';
import { leadWorld } from './lead-world';
import { revenueWorld } from './revenue-world';
import type { World } from './world';

/** A world that answers both questions from one folder. */
function wholeWorld(dice: Dice): Omit<World, 'seed'> {
  const [leads, revenue] = [leadWorld(dice), revenueWorld(dice)];
  return {
    files: [...leads.files, ...revenue.files],
    settings: { ...leads.settings, ...revenue.settings },
    decisions: [...leads.decisions, ...revenue.decisions],
    leads: leads.leads,
    revenue: revenue.revenue,
  };
}

/** The world of a seed, the same in every run: of leads, of revenue, now and then of both. */
export function worldOf(seed: number): World {
  const dice = new Dice(seed);
  const make = seed % 10 === 0 ? wholeWorld : seed % 2 === 0 ? revenueWorld : leadWorld;
  return { seed, ...make(dice) };
}
