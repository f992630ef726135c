import { beforeAll, describe, expect, test } from 'vitest';
import type { Summary } from '../../shared/contract/summary';
import { builtApp, leadlens } from '../support/built-app';
import { expectedFolders, toldOf, wordsOf } from '../support/expected-folders';

const COLLECTIONS = ['real-exports', 'real-leads', 'real-reading'];

beforeAll(async () => {
  await builtApp();
});

describe.each(COLLECTIONS)('the folders of %s beside the checkout', (collection) => {
  const folders = expectedFolders(collection);

  test.skipIf(folders.length > 0)('are absent here', () => undefined);

  test.each(folders.map((folder) => [folder.name, folder] as const))(
    '%s comes out as expected',
    async (_, folder) => {
      const { code, stdout, stderr } = await leadlens('analyze', folder.path, '--json');
      expect([0, 3], stderr).toContain(code);
      const summary = JSON.parse(stdout) as Summary;
      const words = wordsOf(summary, stderr);
      expect(toldOf(summary, folder), folder.note).toEqual(folder.numbers ?? {});
      for (const pattern of folder.says ?? []) {
        expect(
          words.filter((line) => new RegExp(pattern, 'i').test(line)),
          `/${pattern}/ in ${words.join('\n')}`,
        ).not.toEqual([]);
      }
      for (const pattern of folder.never ?? []) {
        expect(
          words.filter((line) => new RegExp(pattern, 'i').test(line)),
          `/${pattern}/`,
        ).toEqual([]);
      }
    },
  );
});
