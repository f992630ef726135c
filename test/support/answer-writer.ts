// Runs as a process of its own: keeps one answer after another under the same name, prints each that was acknowledged,
// until it is killed.
import { writeSync } from 'node:fs';
import { AnswerFiles } from '../../electron/services/cache/answer-files';
import { answerName } from '../../electron/services/cache/answer-names';

const [cache = '', first = '0'] = process.argv.slice(2);
const files = new AnswerFiles(cache);
async function writeOn(): Promise<never> {
  for (let i = Number(first); ; i++) {
    await files.write(
      answerName('folder', 'question'),
      JSON.stringify({ i, text: String(i).repeat(100_000) }),
    );
    writeSync(1, `${String(i)}\n`);
  }
}

void writeOn();
