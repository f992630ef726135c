// npm start [-- FOLDER]: builds what is stale and opens the app, in its window or, where that is not to be had, in
// the browser.
import { resolve } from 'node:path';
import { build, commandLine, root } from './build.mjs';
import { electronBinary } from './electron-binary.mjs';
import { run } from './run.mjs';

const args = process.argv.slice(2);
const folders = args.slice(0, 1).map((folder) => resolve(folder));

/** The program that opens a window, or why there can be none. */
async function windowProgram() {
  const isLinux = process.platform === 'linux';
  if (isLinux && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return { reason: 'There is no display for a window' };
  }
  const binary = await electronBinary();
  return binary === null ? { reason: 'The Electron binary could not be fetched' } : { binary };
}

await build(false);
const { binary, reason } = await windowProgram();
if (binary === undefined) {
  process.stderr.write(`${reason}; serving Leadlens in the browser instead.\n`);
  await run(process.execPath, [commandLine, 'serve', ...folders]);
} else {
  await run(binary, [root, ...folders]);
}
