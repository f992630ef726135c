import { spawn } from 'node:child_process';

/**
 * Runs a program with this process's input and output and ends with its exit code. Ctrl-C in a terminal reaches the
 * program by itself, and this process waits for what it makes of it; other signals are passed on.
 * @param {string} program
 * @param {string[]} args
 */
export async function run(program, args) {
  const child = spawn(program, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(name, () => {
      if (name === 'SIGTERM' || !process.stdin.isTTY) child.kill(name);
    });
  }
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 1);
    });
  });
}
