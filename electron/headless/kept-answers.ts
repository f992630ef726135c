import { join } from 'node:path';
import { printable } from '../../shared/domain/printable';
import { AnswerFiles } from '../services/cache/answer-files';
import { cacheDirectory } from '../services/cache/cache-directory';
import { codeDigest } from '../services/cache/code-digest';
import { KeptAnswer, type Question } from '../services/cache/kept-answer';
import { throwIfCancelled } from '../../shared/domain/fault';
import type { CliContext } from './cli-context';

const BUILT = join(import.meta.dirname, '..');
/** All that runs on a command line: its scripts, the database, and nothing else. */
const CODE = [join(BUILT, 'headless'), join(BUILT, 'chunks')];

/**
 * Looks for the kept answer to a question.
 * @returns null where nothing can be kept: the run says itself what is wrong with the folder
 * @throws LeadlensError `cancelled`
 */
export async function openKeptAnswer(
  question: Omit<Question, 'computedBy'>,
  context: CliContext,
): Promise<KeptAnswer | null> {
  const { signal } = context;
  try {
    return await KeptAnswer.open({
      files: new AnswerFiles(cacheDirectory()),
      code: () => codeDigest(CODE),
      question: { ...question, computedBy: 'command line' },
      warn: (message) => context.stderr(printable(`leadlens: ${message}\n`)),
      signal,
    });
  } catch {
    throwIfCancelled(signal);
    return null;
  }
}
