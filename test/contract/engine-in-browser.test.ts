import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLocalServer, type LocalServer } from '../../electron/headless/local-server';
import { Grants } from '../../electron/services/grants';
import { createHost } from '../../electron/services/host-methods';
import { createRpcClient } from '../../shared/rpc/client';
import type { EngineClient } from '../../shared/rpc/engine-rpc';
import { builtApp, pageRoot } from '../support/built-app';
import { chromiumArguments, findChromium } from '../support/find-chromium';
import { onDisk, sampleOnDisk } from '../support/sample-on-disk';
import { engineSuite, type SampleOnDisk } from './engine-suite';

declare global {
  interface Window {
    engine: Worker;
    heard(message: unknown): Promise<void>;
  }
}

/**
 * The worker of the built app in a page of its origin, as a client. The page holds nothing but the worker: what
 * crosses is what the rpc says.
 */
async function engineIn(page: Page, workerUrl: string): Promise<EngineClient> {
  let listener: (message: unknown) => void = () => undefined;
  await page.exposeFunction('heard', (message: unknown) => listener(message));
  await page.evaluate((url) => {
    window.engine = new Worker(url, { type: 'module' });
    window.engine.addEventListener('message', (event) => void window.heard(event.data));
    window.engine.addEventListener('error', (event) => {
      console.error(`worker: ${event.message}`);
    });
  }, workerUrl);
  return createRpcClient({
    post: (message) => void page.evaluate((sent) => window.engine.postMessage(sent), message),
    listen: (next) => {
      listener = next;
    },
    close: () => void page.evaluate(() => window.engine.terminate()),
  });
}

describe('the engine in a browser', () => {
  const grants = new Grants();
  const foreign: string[] = [];
  const complaints: string[] = [];
  let sample: SampleOnDisk;
  let server: LocalServer | undefined;
  let browser: Browser | undefined;
  let client: EngineClient;

  beforeAll(async () => {
    await builtApp();
    sample = await sampleOnDisk({ leads: 300, snapshots: 4 });
    const warn = (message: string): void => void complaints.push(message);
    const host = createHost({
      version: '0.0.0-test',
      host: 'browser',
      directory: await onDisk({ files: {} }),
      grants,
      pickFolder: null,
      pickSavePlace: null,
      makeSample: () => Promise.resolve(),
      warn,
    });
    const { origin, address } = (server = await startLocalServer({
      root: pageRoot,
      grants,
      methods: host.methods,
      warn,
    }));
    const workers = (await readdir(join(pageRoot, 'assets'))).filter((name) =>
      /^engine\.worker.*\.js$/.test(name),
    );
    browser = await chromium.launch({ executablePath: findChromium().path, args: chromiumArguments() });
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => void complaints.push(error.message));
    await page.context().route('**/*', (route) => {
      if (new URL(route.request().url()).origin === origin) return route.continue();
      foreign.push(route.request().url());
      return route.abort();
    });
    await page.goto(address);
    client = await engineIn(page, `assets/${String(workers[0])}`);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  engineSuite(
    async (directory) => ({ client, folder: (await grants.grant(directory)).grantId }),
    () => sample,
  );

  test('asks nobody but the origin of the app, and has nothing to complain of', () => {
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
