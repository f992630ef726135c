import { describe, expect, test } from 'vitest';
import { tellWhatIsMissing } from '../../electron/headless/commands/analyze';
import { EXIT, exitCodeOfOutcome } from '../../electron/headless/exit-codes';
import { nodeFileSource } from '../../electron/headless/file-source-node';
import { analyse } from '../support/engine';
import { expectedFolders, toldOf, wordsOf } from '../support/expected-folders';

const COLLECTIONS = ['real-exports', 'real-leads', 'real-reading'];

describe.each(COLLECTIONS)('the folders of %s beside the checkout', (collection) => {
  const folders = expectedFolders(collection);

  test.skipIf(folders.length > 0)('are absent here', () => undefined);

  test.each(folders.map((folder) => [folder.name, folder] as const))(
    '%s comes out as expected',
    async (_, folder) => {
      const outcome = await analyse(await nodeFileSource(folder.path));
      const { summary } = outcome;
      let stderr = '';
      const told = { stderr: (text: string) => (stderr += text) };
      if (exitCodeOfOutcome(outcome, false) === EXIT.unanswered) tellWhatIsMissing(outcome, told);
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
