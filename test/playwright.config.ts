import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './support/find-chromium';

const chromium = findChromium();
// Playwright loads this file again in each of its workers; they need not search again.
process.env['LEADLENS_CHROMIUM'] = chromium.path;

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/e2e',
  // Tests of a file come one after the other; files share nothing: each has its browser, its server, its port and its home.
  fullyParallel: false,
  workers: 2,
  retries: 0,
  // They catch what hangs, on the slowest machine too; they measure nothing.
  timeout: 900_000,
  expect: { timeout: 120_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/playwright.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: chromium.path, args: chromiumArguments() },
  },
});
