import { describe, expect, it } from 'vitest';
import { nextStep, withinBacklog } from '../../renderer/ui/grid/long-scroll';

describe('a wheel over a very long grid', () => {
  it('moves a step of the hand at once', () => {
    expect(nextStep(100)).toBe(100);
    expect(nextStep(-100)).toBe(-100);
  });

  it('spreads a fling over frames of eight rows, and stops where the hand asked to', () => {
    for (const asked of [900, -900, 241, 1200]) {
      const steps: number[] = [];
      for (let left = asked; left !== 0; left -= steps.at(-1) ?? 0) steps.push(nextStep(left));
      expect(steps.length).toBe(Math.ceil(Math.abs(asked) / 240));
      expect(Math.max(...steps.map(Math.abs))).toBeLessThanOrEqual(240);
      expect(steps.reduce((sum, step) => sum + step, 0)).toBe(asked);
    }
  });

  it('ends five frames after the hand does, however far it flung', () => {
    expect(withinBacklog(50_000)).toBe(1200);
    expect(withinBacklog(-50_000)).toBe(-1200);
    expect(withinBacklog(-700)).toBe(-700);
  });
});
