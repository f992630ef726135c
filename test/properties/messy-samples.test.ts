import { describe, expect, test } from 'vitest';
import type { Summary } from '../../shared/contract/summary';
import { MESS_LEVELS } from '../../shared/sample/options';
import { analyse } from '../support/engine';
import { sampleFolder, sourceOf } from '../support/samples';

/** `MESSY_SEEDS=200 npm run test:unit -- test/properties/messy-samples.test.ts` for the long form. */
const SEEDS = Number(process.env['MESSY_SEEDS'] ?? 3);

/** What is counted; campaigns without case, since the way that most records write them is shown. */
const numbersOf = ({ leadQuality, revenue }: Summary): unknown =>
  JSON.parse(
    JSON.stringify({ leadQuality, revenue }, (key, value: unknown) =>
      key === 'campaign_id' && typeof value === 'string' ? value.toLowerCase() : value,
    ),
  );

describe('Mess around, in the form and among the rows of a sample', () => {
  test.each(Array.from({ length: SEEDS }, (_, i) => i + 1))('changes no number (seed %i)', async (seed) => {
    const options = { scenario: 'both', leads: 120, snapshots: 3, seed } as const;
    const level = MESS_LEVELS[1 + (seed % 3)] ?? 3;
    const [tidy, messy] = [await sampleFolder(options), await sampleFolder({ ...options, mess: level })];
    const planted = (messy.truth as unknown as { readonly mess: readonly { readonly kind: string }[] }).mess;
    expect(planted.length).toBeGreaterThan(0);
    const [before, after] = [await analyse(sourceOf(tidy)), await analyse(sourceOf(messy))];
    expect(numbersOf(after.summary), JSON.stringify(planted)).toEqual(numbersOf(before.summary));
    expect(after.findings.filter(({ code }) => code === 'does_not_add_up')).toEqual([]);
    // What stands among the rows is counted and shown for what it is.
    const totals = planted.filter(({ kind }) => kind === 'total_row').length;
    const rows = after.files.reduce((sum, { totalRows }) => sum + totalRows, 0);
    expect(rows).toBeGreaterThanOrEqual(totals);
  });

  test('is the same for the same seed, and other mess for another', async () => {
    const of = async (seed: number): Promise<readonly unknown[]> => {
      const { files } = await sampleFolder({ scenario: 'revenue', leads: 40, seed: 5, mess: 3 });
      const other = await sampleFolder({ scenario: 'revenue', leads: 40, seed, mess: 3 });
      return Object.keys(files).map((path) => Buffer.compare(files[path]!, other.files[path]!));
    };
    expect(new Set(await of(5))).toEqual(new Set([0]));
    expect(new Set(await of(6)).size).toBeGreaterThan(1);
  });
});
