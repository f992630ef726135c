import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { gatherLicences } from './licences.mjs';

/** The checkout. */
export const root = join(import.meta.dirname, '..', '..');
/** The built command line. */
export const commandLine = join(root, 'out', 'headless', 'cli.js');

const STAMP = join(root, 'out', 'built-from.txt');
const FOLDERS = ['electron', 'renderer', 'shared', 'resources'];
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'electron.vite.config.ts'];

/** One digest over all that the build reads, by content. */
async function digestOfSources() {
  const paths = FILES.map((file) => join(root, file));
  for (const folder of FOLDERS) {
    for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) paths.push(join(entry.parentPath, entry.name));
    }
  }
  const digest = createHash('sha256');
  for (const path of paths.sort()) {
    digest.update(`${relative(root, path)}\0`).update(await readFile(path));
  }
  return digest.digest('hex');
}

/** @returns {Promise<string | null>} what the last build was made from; null when there is none */
async function lastBuild() {
  return existsSync(STAMP) ? readFile(STAMP, 'utf8') : null;
}

/**
 * Runs the bundler; its words are shown only when it fails, and on standard error.
 * @param {string} digest of the sources: the page says by it which build it is
 */
async function runBundler(digest) {
  const bundler = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const child = spawn(process.execPath, [bundler, 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LEADLENS_BUILD: digest },
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      words += text;
    });
  }
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    process.stderr.write(words);
    throw new Error('The build failed; its output is above.');
  }
}

/**
 * Builds into out/ when the sources are not those of the last build.
 * @param {boolean} always build even so
 */
export async function build(always) {
  const digest = await digestOfSources();
  if (!always && (await lastBuild()) === digest) return;
  process.stderr.write('Building Leadlens …\n');
  await runBundler(digest);
  await gatherLicences(root);
  await mkdir(dirname(STAMP), { recursive: true });
  await writeFile(STAMP, digest);
}
