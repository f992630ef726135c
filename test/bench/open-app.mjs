/** The built app on a folder in a real Chromium, for benches. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { runnerImport } from 'vite';

const ROOT = join(import.meta.dirname, '../..');
export const CLI = join(ROOT, 'out/headless/cli.js');

/**
 * Serves a folder with an empty home and opens an empty page beside it.
 * @param folder a folder of exports; null makes a small sample
 * @returns where the app is, the page, and what ends both
 */
export async function openApp(folder) {
  if (!existsSync(CLI)) throw new Error('Build first.');
  const temporary = await mkdtemp(join(tmpdir(), 'leadlens-bench-'));
  const opened = folder ?? (await smallSample(join(temporary, 'sample')));
  const server = spawn(process.execPath, [CLI, 'serve', opened, '--no-open'], {
    env: { ...process.env, LEADLENS_HOME: join(temporary, 'home') },
  });
  let printed = '';
  const address = await new Promise((resolve) => {
    server.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      const found = /http:\/\/\S+/.exec(printed);
      if (found) resolve(found[0]);
    });
  });
  const { module: found } = await runnerImport(join(ROOT, 'test/support/find-chromium.ts'));
  const browser = await chromium.launch({
    executablePath: found.findChromium().path,
    args: found.chromiumArguments(),
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  return {
    address,
    page,
    close: async () => {
      await browser.close();
      server.kill('SIGINT');
      await rm(temporary, { recursive: true, force: true });
    },
  };
}

async function smallSample(folder) {
  const made = spawn(process.execPath, [CLI, 'sample', folder, '--leads', '500', '--snapshots', '2']);
  await new Promise((resolve) => made.on('close', resolve));
  return folder;
}

/** Resolves when the run is over. */
export const upToDate = (page, timeout = 120_000) =>
  page.getByRole('status').filter({ hasText: 'Up to date' }).waitFor({ timeout });
