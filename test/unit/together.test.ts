import { describe, expect, test } from 'vitest';
import { together } from '../../shared/domain/together';

/** A work that ends when it is told to. */
function work<T>() {
  let [resolve, reject]: [(value: T) => void, (error: Error) => void] = [() => undefined, () => undefined];
  const promise = new Promise<T>((done, fail) => {
    [resolve, reject] = [done, fail];
  });
  return { promise, resolve, reject };
}

describe('works that are under way at the same time', () => {
  test('give their results in their places', async () => {
    const [a, b] = [work<string>(), work<number>()];
    const both = together([a.promise, b.promise]);
    b.resolve(2);
    a.resolve('a');
    expect(await both).toEqual(['a', 2]);
  });

  test('have all ended where one failed, and the first in their order is told', async () => {
    const [first, second, third, fourth] = [work(), work(), work(), work()];
    let ended = false;
    const failing = together([first.promise, second.promise, third.promise, fourth.promise]);
    const failed = expect(failing.finally(() => (ended = true))).rejects.toThrow('second');
    third.reject(new Error('third'));
    first.resolve('first');
    second.reject(new Error('second'));
    // A turn of the event loop: whoever did not wait for the last one has told its fault by now.
    await new Promise(setImmediate);
    expect(ended).toBe(false);
    fourth.resolve('fourth');
    await failed;
    expect(ended).toBe(true);
  });
});
