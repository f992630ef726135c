import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.mjs';

const home = join(root, 'node_modules', 'electron');

/** How long the download may stand still. A network that is not there answers, or does not, well within it. */
const PATIENCE_MS = 6000;

/** The program's path when it is there. Loading the package itself would start a download. */
async function installed() {
  const pathFile = join(home, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(home, 'dist', (await readFile(pathFile, 'utf8')).trim());
  return existsSync(binary) ? binary : null;
}

/** @param {string} folder */
async function bytesIn(folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    // A file may be renamed between the listing and the look at it: it counts as nothing this time.
    bytes += await stat(join(entry.parentPath, entry.name)).then(
      (stats) => stats.size,
      () => 0,
    );
  }
  return bytes;
}

/** Runs the package's own installer for as long as bytes come in. */
async function fetchBinary() {
  const place = await mkdtemp(join(tmpdir(), 'leadlens-electron-'));
  const environment = { ...process.env, TMPDIR: place, TEMP: place, TMP: place };
  const child = spawn(process.execPath, [join(home, 'install.js')], { env: environment, stdio: 'ignore' });
  let last = -1;
  let since = Date.now();
  let told = false;
  const watch = setInterval(() => {
    const dist = join(home, 'dist');
    Promise.all([bytesIn(place), existsSync(dist) ? bytesIn(dist) : 0]).then(
      ([loading, unpacked]) => {
        if (loading + unpacked !== last) {
          if (last > 0 && !told) process.stderr.write('Fetching the Electron binary (once) …\n');
          told ||= last > 0;
          last = loading + unpacked;
          since = Date.now();
        } else if (Date.now() - since > PATIENCE_MS) child.kill();
      },
      () => child.kill(),
    );
  }, 500);
  await new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  clearInterval(watch);
  await rm(place, { recursive: true, force: true });
}

/** Path of the Electron program, fetched when need be; null when it cannot be had within seconds. */
export async function electronBinary() {
  const there = await installed();
  if (there !== null) return there;
  if (!existsSync(join(home, 'install.js'))) return null;
  await fetchBinary();
  return installed();
}
