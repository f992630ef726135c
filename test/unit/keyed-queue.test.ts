import { describe, expect, it } from 'vitest';
import { KeyedQueue } from '../../shared/domain/keyed-queue';

/** Work that ends when it is told to, and notes when it begins and ends. */
function workshop() {
  const events: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => async (): Promise<string> => {
    events.push(`${name} begins`);
    await new Promise<void>((resolve) => ends.set(name, resolve));
    events.push(`${name} ends`);
    return name;
  };
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await settle();
  };
  return { events, work, end };
}

/** Lets all that is not waiting for something outside go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a keyed queue', () => {
  it('runs what has the same key in the order of asking, and other keys meanwhile', async () => {
    const queue = new KeyedQueue();
    const { events, work, end } = workshop();
    const answers = Promise.all([
      queue.run('a', work('a1')),
      queue.run('a', work('a2')),
      queue.run('b', work('b1')),
    ]);
    await settle();
    expect(events).toEqual(['a1 begins', 'b1 begins']);
    await end('a1');
    expect(events.slice(2)).toEqual(['a1 ends', 'a2 begins']);
    await end('a2');
    await end('b1');
    expect(await answers).toEqual(['a1', 'a2', 'b1']);
  });

  it('goes on after work that failed, and tells only who asked for it', async () => {
    const queue = new KeyedQueue();
    const failed = queue.run('a', () => Promise.reject(new Error('disk full')));
    const thrown = queue.run('a', () => {
      throw new Error('at once');
    });
    const next = queue.run('a', () => 'done');
    await expect(failed).rejects.toThrow('disk full');
    await expect(thrown).rejects.toThrow('at once');
    expect(await next).toBe('done');
  });

  it('is idle when nothing waits under a key, also nothing that was asked for meanwhile', async () => {
    const queue = new KeyedQueue();
    const { events, work, end } = workshop();
    await queue.idle('a');
    void queue.run('a', work('first'));
    const idle = queue.idle('a').then(() => events.push('idle'));
    await settle();
    void queue.run('a', work('second'));
    void queue.run('b', work('other'));
    await end('first');
    await end('second');
    await idle;
    expect(events.filter((event) => !event.startsWith('other'))).toEqual([
      'first begins',
      'first ends',
      'second begins',
      'second ends',
      'idle',
    ]);
  });
});
