import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import { count } from '../../shared/domain/sentence';
import { plantDummies, PLANTINGS, unsaid } from '../support/dummies';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { hasRealData, realFiles, realTruth } from '../support/real-data';
import { parseCsv, writeCsv } from '../support/table';
import { readExports } from '../support/variants';

type Files = Readonly<Record<string, Uint8Array>>;

const numberOf = (path: string): number => Number(/data_(\d+)\.csv$/.exec(path)?.[1] ?? 0);

/** The last reports of the series, each changed. */
function withLast(files: Files, count: number, change: (bytes: Uint8Array) => Uint8Array): Files {
  const last = Math.max(...Object.keys(files).map(numberOf));
  return Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [
      path,
      numberOf(path) > last - count ? change(bytes) : bytes,
    ]),
  );
}

const rehashed = (bytes: Uint8Array): Uint8Array =>
  new TextEncoder().encode(
    new TextDecoder()
      .decode(bytes)
      .replaceAll(/\b[0-9a-f]{40}\b/g, (hash) => createHash('sha256').update(hash).digest('hex')),
  );

const withoutState = (bytes: Uint8Array): Uint8Array => {
  const { header, records } = parseCsv(bytes);
  const at = header.indexOf('STATE');
  return writeCsv({ header, records: records.map((row) => row.map((cell, i) => (i === at ? '' : cell))) });
};

describe.skipIf(!hasRealData)('the real series', () => {
  let files: Files;
  let truth: LeadQualitySummary;
  let before: LeadQualitySummary;
  const run = (changed: Files): Promise<RunOutcome> => analyse(memoryFiles(changed));

  beforeAll(async () => {
    files = await realFiles();
    truth = (realTruth() as { leadQuality: LeadQualitySummary }).leadQuality;
    before = numbersOf(await run(files));
  });

  test('with its last four reports hashed by SHA-256: the findings state what is missing from the numbers', async () => {
    const outcome = await run(withLast(files, 4, rehashed));
    const { ever_linked: now } = numbersOf(outcome).funnel;
    const found = outcome.findings.filter(({ code }) => code === 'hash_mismatch');
    expect(found.map(({ column }) => column)).toEqual(['email_hash', 'phone_hash']);
    for (const { evidence, files: named } of found) {
      expect(named).toHaveLength(4);
      expect(evidence).toContainEqual({
        label: 'of these with an appointment',
        value: count(truth.funnel.ever_linked.appointment - now.appointment),
      });
    }
    // All that any earlier report has is as it was.
    const earlier = await run(
      Object.fromEntries(Object.entries(files).filter(([path]) => numberOf(path) <= 14)),
    );
    expect(now.matched).toBe(numbersOf(earlier).funnel.ever_linked.matched);
    expect(now.appointment).toBeGreaterThanOrEqual(numbersOf(earlier).funnel.ever_linked.appointment);
  });

  test('with STATE emptied in its last two reports: the same numbers, and the column is named', async () => {
    const outcome = await run(withLast(files, 2, withoutState));
    expect(numbersOf(outcome).funnel).toMatchObject(truth.funnel);
    expect(numbersOf(outcome).breakdowns.state).toEqual(truth.breakdowns.state);
    expect(
      outcome.findings.filter(({ code, column }) => code === 'dead_column' && column === 'state'),
    ).toMatchObject([
      { files: [expect.stringContaining('data_17.csv'), expect.stringContaining('data_18.csv')] },
    ]);
  });

  test.each(PLANTINGS.filter(([perMille, , sides]) => perMille === 5 || sides.length === 2))(
    'with dummies for %d in 1,000 leads (%s of %s): the numbers, or findings that count what is affected',
    async (perMille, keys, sides) => {
      const planted = plantDummies(await readExports(files), perMille, keys, sides);
      expect(unsaid(await run(planted.files), before, planted)).toEqual([]);
    },
  );
});
