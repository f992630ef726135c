#!/usr/bin/env node
import { join } from 'node:path';
import { startEngineThreads } from './engine-threads';
import { EXIT } from './exit-codes';

// They take longest to come up: they begin before the rest of the program is loaded.
const threads = process.argv[2] === 'analyze' ? startEngineThreads() : undefined;
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
// Who reads the output may stop reading (`| head`): that is no fault of the run.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.done);
});

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  pageRoot: join(import.meta.dirname, '..', 'renderer'),
  signal: controller.signal,
  ...(threads && { threads }),
});
