import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { root } from '../../electron/launch/build.mjs';
import { builtApp } from '../support/built-app';
import { test } from './app';
import { SHELL_CASES, type Shell } from './shell-cases';

// The same cases in Electron itself, where its binary is there: `npm install` fetches it where it can.

const installed = join(root, 'node_modules', 'electron');

/** The binary of Electron; null where there is none. */
async function binary(): Promise<string | null> {
  const name = await readFile(join(installed, 'path.txt'), 'utf8').catch(() => null);
  const path = name === null ? null : join(installed, 'dist', name.trim());
  return path !== null && existsSync(path) ? path : null;
}

/** Answers dialogs in the main process in place of a person. */
const answer = (app: ElectronApplication, method: string, value: unknown): Promise<void> =>
  app.evaluate(
    ({ dialog }, [name, given]) => {
      Object.assign(dialog, { [name]: () => given });
    },
    [method, value] as const,
  );

const asShell = (app: ElectronApplication): Shell => ({
  page: () => app.firstWindow(),
  chooseFolder: (folder) => answer(app, 'showOpenDialog', { canceled: false, filePaths: [folder] }),
  choosePlace: (file) => answer(app, 'showSaveDialog', { canceled: false, filePath: file }),
  press: (button) => answer(app, 'showMessageBoxSync', button),
  crash: () =>
    app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    }),
  quit: async () => {
    await app.close();
  },
});

for (const [title, holds] of Object.entries(SHELL_CASES))
  test(`in Electron: ${title}`, async ({ sample }) => {
    const executablePath = await binary();
    test.skip(executablePath === null, 'The binary of Electron is not installed here.');
    await builtApp();
    const home = await mkdtemp(join(tmpdir(), 'leadlens-electron-'));
    const started: ElectronApplication[] = [];
    try {
      const start = async (...args: readonly string[]): Promise<Shell> => {
        const app = await _electron.launch({
          args: [root, ...args],
          env: { ...process.env, LEADLENS_HOME: home },
          ...(executablePath === null ? {} : { executablePath }),
        });
        started.push(app);
        return asShell(app);
      };
      await holds({ start, sample, place: home });
    } finally {
      for (const app of started) await app.close().catch(() => undefined);
      await rm(home, { recursive: true, force: true });
    }
  });
