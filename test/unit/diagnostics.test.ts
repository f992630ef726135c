import { expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { diagnostics } from '../../renderer/features/about/diagnostics';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { sampleFolder } from '../support/samples';

const AROUND = {
  browser: 'Chromium 140',
  processors: 8,
  languages: ['de-DE', 'en'],
  window: { width: 1280, height: 800, scale: 2 },
  time: '2026-03-01T10:00:00.000Z',
};
const INFO = {
  version: '1.2.3',
  host: 'browser',
  canPickFolder: false,
  initialGrant: null,
  openings: 0,
} as const;

const linesOf = (outcome: RunOutcome | null): readonly string[] =>
  diagnostics(INFO, 'abcdef0123456789 Chromium 140', outcome, AROUND).trimEnd().split('\n');

test('Diagnostics before a run say which Leadlens, and on what machine', () => {
  expect(linesOf(null)).toEqual([
    'Leadlens 1.2.3 (browser), build abcdef012345',
    '2026-03-01T10:00:00.000Z; Chromium 140',
    '8 processors; languages de-DE, en; window 1280 × 800 at 2',
    'Last run: none',
  ]);
});

test('Diagnostics of a run count sources and findings by their codes, and hold no name of a file, no column and no value', async () => {
  const { files } = await sampleFolder({ leads: 60, snapshots: 2, seed: 5 });
  const named = Object.fromEntries(
    Object.entries(files).map(([path, bytes], at) => [`Secret Customer ${String(at)} ${path}`, bytes]),
  );
  const outcome = await analyse(memoryFiles(named));
  const text = linesOf(outcome).join('\n');
  expect(text).toMatch(/^Last run: \d+\.\d s, \d+ files, answers leadQuality$/m);
  expect(text).toContain('Sources: delivered_leads 1, crm_report 2');
  const codes = outcome.findings.map(({ code }) => code);
  expect(codes).not.toEqual([]);
  expect(
    linesOf(outcome)
      .at(-1)
      ?.replace(/^Findings: | \d+(?=,|$)/g, '')
      .split(', ')
      .sort(),
  ).toEqual([...new Set<string>(codes)].sort());
  expect(text).not.toMatch(/Secret Customer|\.csv|\.parquet/);
});
