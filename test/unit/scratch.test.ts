import { describe, expect, test } from 'vitest';
import { cancelled, faultOf } from '../../shared/domain/fault';
import { Scratch, type Kept } from '../../shared/sql/scratch';

/** What is made, step by step: when it is asked for, when it is there, when it is given back. */
class Thing {
  made = 0;
  dropped = 0;
  isStopped = false;
  #settle: (() => void) | null = null;
  #refuse: ((error: Error) => void) | null = null;

  constructor(
    readonly name: string,
    readonly cells = 1,
    readonly isPinned = false,
    readonly waits = false,
  ) {}

  readonly make = (signal: AbortSignal): Promise<Kept<string>> => {
    this.made += 1;
    signal.addEventListener('abort', () => (this.isStopped = true));
    const kept: Kept<string> = {
      value: this.name,
      cells: this.cells,
      isPinned: this.isPinned,
      drop: () => {
        this.dropped += 1;
        return Promise.resolve();
      },
    };
    if (!this.waits) return Promise.resolve(kept);
    return new Promise((resolve, reject) => {
      this.#settle = () => resolve(kept);
      this.#refuse = reject;
    });
  };
  finish(): void {
    this.#settle?.();
  }
  fail(error: Error): void {
    this.#refuse?.(error);
  }
}

const ask = (scratch: Scratch, thing: Thing, signal?: AbortSignal): Promise<string> =>
  scratch.value(thing.name, signal, thing.make);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => faultOf(error).code,
  );
/** Lets what was settled be told to all who wait for it. */
const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

describe('What readers computed', () => {
  test('is made once, and there for all who ask later', async () => {
    const [scratch, a] = [new Scratch(), new Thing('a')];
    expect(scratch.peek('a')).toBeNull();
    expect([await ask(scratch, a), await ask(scratch, a)]).toEqual(['a', 'a']);
    expect([a.made, a.dropped]).toEqual([1, 0]);
    expect(scratch.peek('a')).toBe('a');
    expect(scratch.peek('b')).toBeNull();
  });

  test('is made once also for two who ask at a time', async () => {
    const [scratch, a] = [new Scratch(), new Thing('a', 1, false, true)];
    const both = Promise.all([ask(scratch, a), ask(scratch, a)]);
    expect(scratch.peek('a')).toBeNull();
    a.finish();
    expect(await both).toEqual(['a', 'a']);
    expect(a.made).toBe(1);
  });

  test('is made anew after a failure, which is told to who asked', async () => {
    const [scratch, a] = [new Scratch(), new Thing('a', 1, false, true)];
    const asked = ask(scratch, a);
    a.fail(new Error('no room'));
    await expect(asked).rejects.toThrow('no room');
    const again = ask(scratch, a);
    a.finish();
    expect(await again).toBe('a');
    expect(a.made).toBe(2);
  });

  test('gives what it is used for, and is there while it is used', async () => {
    const [scratch, a] = [new Scratch(), new Thing('a')];
    const used = await scratch.with('a', undefined, a.make, async (value) => {
      await scratch.forget('a');
      return `${value} is used, dropped ${String(a.dropped)} times`;
    });
    expect(used).toBe('a is used, dropped 0 times');
    expect(a.dropped).toBe(1);
    expect(scratch.peek('a')).toBeNull();
  });

  test('goes when it is forgotten, once', async () => {
    const [scratch, a] = [new Scratch(), new Thing('a')];
    await ask(scratch, a);
    await scratch.forget('b');
    await scratch.forget('a');
    await scratch.forget('a');
    expect([a.dropped, scratch.peek('a')]).toEqual([1, null]);
    await ask(scratch, a);
    expect(a.made).toBe(2);
  });

  test('goes with everything else after a run; what is being read goes with its last reader', async () => {
    const [scratch, a, b] = [new Scratch(), new Thing('a'), new Thing('b')];
    await ask(scratch, a);
    await scratch.with('b', undefined, b.make, async () => {
      await scratch.with('b', undefined, b.make, () => scratch.clear());
      expect([a.dropped, b.dropped]).toEqual([1, 0]);
      expect([scratch.peek('a'), scratch.peek('b')]).toEqual([null, null]);
    });
    expect(b.dropped).toBe(1);
    await ask(scratch, b);
    expect(b.made).toBe(2);
  });
});

describe('Who waits for something', () => {
  test('is told at once when the waiting is cancelled, before and while it is made', async () => {
    const [scratch, a] = [new Scratch(), new Thing('a', 1, false, true)];
    const stop = new AbortController();
    const asked = ask(scratch, a, stop.signal);
    stop.abort();
    expect(await codeOf(asked)).toBe(cancelled().details.code);
    expect(a.isStopped).toBe(true);
    expect(await codeOf(ask(scratch, a, stop.signal))).toBe(cancelled().details.code);
  });

  test('keeps the work going for the others who wait', async () => {
    const [scratch, a] = [new Scratch(), new Thing('a', 1, false, true)];
    const stop = new AbortController();
    const one = ask(scratch, a, stop.signal);
    const other = ask(scratch, a);
    stop.abort();
    expect(await codeOf(one)).toBe('cancelled');
    expect(a.isStopped).toBe(false);
    a.finish();
    expect(await other).toBe('a');
    expect(a.made).toBe(1);
  });

  test('that nobody waits for any more is stopped, and given back should it come all the same', async () => {
    const [scratch, a] = [new Scratch(), new Thing('a', 1, false, true)];
    const stop = new AbortController();
    const asked = ask(scratch, a, stop.signal);
    stop.abort();
    expect(await codeOf(asked)).toBe('cancelled');
    a.finish();
    await settled();
    expect([a.isStopped, a.dropped, scratch.peek('a')]).toEqual([true, 1, null]);
    const b = new Thing('a');
    expect(await ask(scratch, b)).toBe('a');
    expect(b.made).toBe(1);
  });

  test('is stopped by the end of a run, which starts nothing anew by itself', async () => {
    const [scratch, a] = [new Scratch(), new Thing('a', 1, false, true)];
    const asked = ask(scratch, a);
    await scratch.clear();
    expect(a.isStopped).toBe(true);
    a.fail(cancelled());
    expect(await codeOf(asked)).toBe('cancelled');
    expect(a.made).toBe(1);
  });

  test('has what came in time, though the wait is cancelled afterwards', async () => {
    const [scratch, a] = [new Scratch(), new Thing('a')];
    const stop = new AbortController();
    expect(await ask(scratch, a, stop.signal)).toBe('a');
    stop.abort();
    expect(scratch.peek('a')).toBe('a');
  });
});

describe('What is kept is bounded', () => {
  test('by its cells: what was used longest ago goes first, the newest never', async () => {
    const scratch = new Scratch(10);
    const [a, b, c] = [new Thing('a', 4), new Thing('b', 4), new Thing('c', 4)];
    await ask(scratch, a);
    await ask(scratch, b);
    await ask(scratch, a);
    await ask(scratch, c);
    expect([a.dropped, b.dropped, c.dropped]).toEqual([0, 1, 0]);
    expect([scratch.peek('a'), scratch.peek('b'), scratch.peek('c')]).toEqual(['a', null, 'c']);
    const large = new Thing('large', 100);
    await ask(scratch, large);
    expect(scratch.peek('large')).toBe('large');
    expect([a.dropped, c.dropped]).toEqual([1, 1]);
  });

  test('up to the bound itself', async () => {
    const scratch = new Scratch(8);
    const [a, b] = [new Thing('a', 4), new Thing('b', 4)];
    await ask(scratch, a);
    await ask(scratch, b);
    expect([a.dropped, b.dropped]).toEqual([0, 0]);
  });

  test('but what is pinned stays and counts for nothing, and so does what is being used', async () => {
    const scratch = new Scratch(5);
    const [pinned, used, a, b] = [
      new Thing('pinned', 100, true),
      new Thing('used', 4),
      new Thing('a', 4),
      new Thing('b', 4),
    ];
    await ask(scratch, pinned);
    await scratch.with('used', undefined, used.make, async () => {
      await ask(scratch, a);
      await ask(scratch, b);
    });
    expect([pinned.dropped, used.dropped, a.dropped]).toEqual([0, 1, 1]);
    expect([scratch.peek('pinned'), scratch.peek('b')]).toEqual(['pinned', 'b']);
  });

  test('by how many there are: forty-eight', async () => {
    const scratch = new Scratch();
    const things = Array.from({ length: 50 }, (_, i) => new Thing(`n${String(i)}`));
    for (const thing of things) await ask(scratch, thing);
    expect(things.filter(({ dropped }) => dropped > 0).map(({ name }) => name)).toEqual(['n0', 'n1']);
  });
});
