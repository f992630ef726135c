import { describe, expect, it } from 'vitest';
import { nextStep } from '../../renderer/ui/table-grid/long-scroll';

describe('a wheel over a very long grid', () => {
  it('moves a step of the hand at once', () => {
    expect(nextStep(100)).toBe(100);
    expect(nextStep(-100)).toBe(-100);
  });

  it('spreads a fling over frames, and stops where the hand asked to', () => {
    for (const asked of [900, -900, 361, 1200]) {
      const steps: number[] = [];
      for (let left = asked; left !== 0; left -= steps.at(-1) ?? 0) steps.push(nextStep(left));
      expect(steps.length).toBe(Math.ceil(Math.abs(asked) / 360));
      expect(Math.max(...steps.map(Math.abs))).toBeLessThanOrEqual(360);
      expect(steps.reduce((sum, step) => sum + step, 0)).toBe(asked);
    }
  });

  it('never has more than 1,200 pixels waiting, however far the hand asked', () => {
    expect(50_000 - nextStep(50_000)).toBe(1200);
    expect(-50_000 - nextStep(-50_000)).toBe(-1200);
  });
});
