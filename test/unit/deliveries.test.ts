import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { oneAFrame } from '../../renderer/ui/grid/deliveries';

describe('what is drawn one after the other', () => {
  let frames: Map<number, () => void>;
  let asked: number;
  /** Runs what waits for the next frame. */
  const frame = (): void => {
    const [[id, task] = [0, undefined]] = frames;
    frames.delete(id);
    task?.();
  };

  beforeEach(() => {
    frames = new Map();
    asked = 0;
    vi.stubGlobal('requestAnimationFrame', (task: () => void) => {
      asked += 1;
      frames.set(asked, task);
      return asked;
    });
    vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('takes a frame each, in the order in which it came', () => {
    const drawn: string[] = [];
    const draw = oneAFrame(new AbortController().signal);
    for (const what of ['a', 'b', 'c']) draw(() => drawn.push(what));
    expect(drawn).toEqual([]);
    frame();
    expect(drawn).toEqual(['a']);
    frame();
    frame();
    expect(drawn).toEqual(['a', 'b', 'c']);
    expect(frames.size).toBe(0);
  });

  test('goes on after one that fails', () => {
    const drawn: string[] = [];
    const draw = oneAFrame(new AbortController().signal);
    draw(() => {
      throw new Error('The grid is gone.');
    });
    draw(() => drawn.push('b'));
    expect(frame).toThrow('The grid is gone.');
    frame();
    expect(drawn).toEqual(['b']);
  });

  test('draws one that comes while another is drawn in a frame of its own', () => {
    const drawn: string[] = [];
    const draw = oneAFrame(new AbortController().signal);
    draw(() => {
      draw(() => drawn.push('inner'));
      drawn.push('outer');
    });
    frame();
    expect(drawn).toEqual(['outer']);
    expect(frames.size).toBe(1);
    frame();
    expect(drawn).toEqual(['outer', 'inner']);
  });

  test('is left where nobody waits for it any more', () => {
    const drawn: string[] = [];
    const leaving = new AbortController();
    const draw = oneAFrame(leaving.signal);
    draw(() => drawn.push('a'));
    leaving.abort();
    expect(frames.size).toBe(0);
    draw(() => drawn.push('b'));
    expect(frames.size).toBe(0);
    expect(drawn).toEqual([]);
  });
});
