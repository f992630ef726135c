import { spawn } from 'node:child_process';

/**
 * Runs a program with this process's input and output and ends with its exit code. Ctrl-C reaches the program by
 * itself; this process waits for what it makes of it.
 * @param {string} program
 * @param {string[]} args
 */
export async function run(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(name, () => {
      if (name === 'SIGTERM') child.kill(name);
    });
  }
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 1);
    });
  });
}
