import { describe, expect, test } from 'vitest';
import { together } from '../../shared/domain/together';

const after = async <T>(milliseconds: number, what: () => T): Promise<T> => {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });
  return what();
};

describe('works that are under way at the same time', () => {
  test('give their results in their places', async () => {
    const [text, number] = await together([after(5, () => 'a'), after(1, () => 2)]);
    expect([text, number]).toEqual(['a', 2]);
  });

  test('have all ended where one failed, and the first in their order is told', async () => {
    const ended: string[] = [];
    const failing = together([
      after(1, () => ended.push('first')),
      after(10, () => {
        throw new Error('second');
      }),
      after(2, () => {
        throw new Error('third');
      }),
      after(20, () => ended.push('fourth')),
    ]);
    await expect(failing).rejects.toThrow('second');
    expect(ended).toEqual(['first', 'fourth']);
  });
});
