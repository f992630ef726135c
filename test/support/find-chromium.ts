import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** A browser for the tests, and in words where it was found. */
export interface FoundChromium {
  readonly path: string;
  readonly from: string;
}

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const SYSTEM_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onSystem(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...SYSTEM_PATHS].find(isExecutable);
}

const isRoot = (): boolean => process.getuid?.() === 0;

function installOnDebian(): string | undefined {
  if (!existsSync('/etc/debian_version') || !isRoot()) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]): void => {
    execFileSync('apt-get', args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
  };
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
  return onSystem();
}

function search(): FoundChromium {
  const named = process.env['LEADLENS_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`LEADLENS_CHROMIUM names ${named}, which cannot be run.`);
    return { path: named, from: 'LEADLENS_CHROMIUM' };
  }
  const system = onSystem();
  if (system !== undefined) return { path: system, from: 'the system' };
  const own = chromium.executablePath();
  if (own !== '' && isExecutable(own)) return { path: own, from: 'Playwright' };
  const installed = installOnDebian();
  if (installed !== undefined) return { path: installed, from: 'the package chromium, installed just now' };
  throw new Error(
    'No Chromium found. Install Chromium or Chrome, or set LEADLENS_CHROMIUM to the path of one, ' +
      'or run `npx playwright install chromium`.',
  );
}

/**
 * Finds a real Chromium: `LEADLENS_CHROMIUM`, then the system's, then Playwright's own, then (on Debian, as root)
 * installs the package. Says on standard error which one it took. Throws with the way out when there is none.
 */
export function findChromium(): FoundChromium {
  const found = search();
  if (found.from !== 'LEADLENS_CHROMIUM') console.error(`Chromium: ${found.path} (from ${found.from})`);
  return found;
}

/** Arguments for a launch in tests. Chromium's sandbox refuses to run as root; only there it is turned off. */
export function chromiumArguments(): string[] {
  return isRoot() ? ['--no-sandbox'] : [];
}
