import { describe, expect, it } from 'vitest';
import { jumpListOf } from '../../electron/jump-list';

const PROGRAM = 'C:\\Program Files\\Leadlens\\Leadlens.exe';

describe('The list at the icon of the program', () => {
  it('has the folders that were opened last, each opened by a start of the program with it', () => {
    const [list, ...more] = jumpListOf(PROGRAM, ['D:\\Exports\\Acme Roofing', 'D:\\'], []);
    expect(more).toEqual([]);
    expect(list).toMatchObject({ type: 'custom', name: 'Recent folders' });
    expect(list?.items?.map(({ title, program, args }) => [title, program, args])).toEqual([
      ['Acme Roofing', PROGRAM, '"D:\\Exports\\Acme Roofing"'],
      ['D:\\', PROGRAM, '"D:\\\\"'],
    ]);
  });

  it('has none that was taken out of it, no more than are shown, and none at all where there is none', () => {
    expect(jumpListOf(PROGRAM, ['D:\\a'], [{ type: 'task', args: '"D:\\a"' }])).toEqual([]);
    const many = Array.from({ length: 12 }, (_, i) => `D:\\${String(i)}`);
    expect(jumpListOf(PROGRAM, many, [])[0]?.items?.map(({ title }) => title)).toEqual(
      many.slice(0, 10).map((path) => path.slice(3)),
    );
    expect(jumpListOf(PROGRAM, [], [])).toEqual([]);
  });

  it('describes a folder no longer than an item may be', () => {
    const deep = `D:\\${'a'.repeat(300)}`;
    expect(jumpListOf(PROGRAM, [deep], [])[0]?.items?.[0]?.description).toHaveLength(260);
  });
});
