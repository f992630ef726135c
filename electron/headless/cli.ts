#!/usr/bin/env node
import { join } from 'node:path';
import { mayBeKept } from '../services/cache/answer-names';
import { cacheDirectory } from '../services/cache/cache-directory';
import { startEngineThreads } from './engine-threads';
import { EXIT } from './exit-codes';

const [command, ...args] = process.argv.slice(2);
const isComputed =
  args.includes('--out') || args.includes('--no-cache') || !mayBeKept(cacheDirectory(), args);
// They take longest to come up: they begin before the rest of the program is loaded. Where an answer may be kept, they
// would only take the processor from the look for it.
const threads = command === 'analyze' && isComputed ? startEngineThreads() : undefined;
const { runCli } = await import('./program');

const controller = new AbortController();
let stops = 0;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    stops += 1;
    // The second time somebody means it.
    if (stops > 1) process.exit(EXIT.cancelled);
    controller.abort();
  });
}
// Who was started by another program ends with it, however that ends.
process.once('disconnect', () => controller.abort());
process.channel?.unref();

// Who reads the output may stop reading (`| head`): that is no fault of the run.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.done);
});

const code = await runCli(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  pageRoot: join(import.meta.dirname, '..', 'renderer'),
  signal: controller.signal,
  ...(threads && { threads }),
});
process.exitCode = code;

const written = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve());
  });
// A process of the packaged app is kept alive by its parent's port: nothing left to do does not end it.
if ('parentPort' in process) {
  await Promise.all([written(process.stdout), written(process.stderr)]);
  process.exit(code);
}
