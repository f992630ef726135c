import { printable } from '../../../shared/domain/printable';
import { AnswerFiles, MOST_BYTES } from '../../services/cache/answer-files';
import { answersFolder } from '../../services/cache/answer-names';
import { cacheDirectory } from '../../services/cache/cache-directory';
import type { CliContext } from '../cli-context';
import { EXIT, type ExitCode } from '../exit-codes';

export interface CacheOptions {
  readonly clear: boolean;
}

const megabytes = (bytes: number): string =>
  (bytes / 2 ** 20).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `leadlens cache`: says what is kept of earlier runs, or removes it. @throws as the file system does */
export async function cache(options: CacheOptions, context: CliContext): Promise<ExitCode> {
  const files = new AnswerFiles(cacheDirectory());
  const { answers, bytes } = await files.size();
  const what = `${answers.toLocaleString('en-US')} ${answers === 1 ? 'answer' : 'answers'}, ${megabytes(bytes)} MB`;
  if (options.clear) await files.clear();
  context.stdout(
    printable(
      options.clear
        ? `Removed ${what}. Leadlens computes them anew when they are asked for.\n`
        : `${answersFolder(cacheDirectory())}\n${what} of at most ${megabytes(MOST_BYTES)} MB. Remove them with: leadlens cache --clear\n`,
    ),
  );
  return EXIT.done;
}
