import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTION_MODELS } from '../../shared/domain/attribution';
import { generateSample } from '../../shared/sample/generate';
import type { SampleOptions } from '../../shared/sample/options';
import { shareOut } from '../../shared/sample/revenue-attribution';
import type { RevenueTruth } from '../../shared/sample/revenue-truth';
import { memorySink, type MemorySink } from '../support/memory-sink';

const anyOptions: fc.Arbitrary<SampleOptions> = fc.record({
  scenario: fc.constant('revenue' as const),
  leads: fc.integer({ min: 1, max: 200 }),
  invoices: fc.integer({ min: 1, max: 150 }),
  snapshots: fc.constant(1),
  seed: fc.nat(),
  clean: fc.boolean(),
});

async function generated(options: SampleOptions): Promise<{ sink: MemorySink; truth: RevenueTruth }> {
  const sink = memorySink();
  const result = await generateSample(options, sink, { encode: () => new Uint8Array(0) });
  return { sink, truth: result.truth['revenue'] as RevenueTruth };
}

const cents = (amount: number): number => Math.round(amount * 100);

describe('revenue samples of any size and seed', () => {
  it('are the same bytes for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(anyOptions, async (options) => {
        const [first, again] = [await generated(options), await generated(options)];
        const texts = ({ sink }: { sink: MemorySink }): string[] =>
          [...sink.files.keys()].map((path) => `${path}\n${sink.text(path)}`);
        expect(texts(again)).toEqual(texts(first));
      }),
      { numRuns: 5 },
    );
  });

  it('have models that each sum to the invoiced total to the cent', async () => {
    await fc.assert(
      fc.asyncProperty(anyOptions, async (options) => {
        const { truth } = await generated(options);
        expect(Object.keys(truth.models)).toEqual([...ATTRIBUTION_MODELS]);
        for (const model of Object.values(truth.models)) {
          const campaigns = model.campaigns.reduce((sum, campaign) => sum + cents(campaign.revenue), 0);
          const reasons = Object.values(model.unattributedBy).reduce((sum, amount) => sum + cents(amount), 0);
          expect(campaigns).toBe(cents(model.attributed));
          expect(reasons).toBe(cents(model.unattributed));
          expect(campaigns + reasons).toBe(cents(truth.invoiced));
        }
        const spend = truth.spend.reduce((sum, platform) => sum + cents(platform.spend), 0);
        const byCampaign = truth.models['linear']?.campaigns ?? [];
        expect(byCampaign.reduce((sum, campaign) => sum + cents(campaign.spend ?? 0), 0)).toBe(spend);
      }),
      { numRuns: 20 },
    );
  });

  it('share out any amount so that nothing is lost and nobody is off by a cent or more', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: -1e8, max: 1e8 }), weights, (amount, parts) => {
        const shares = shareOut(amount, parts);
        const total = parts.reduce((a, b) => a + b, 0);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(amount);
        shares.forEach((share, i) => {
          expect(Math.abs(share - (amount * (parts[i] ?? 0)) / total)).toBeLessThan(1);
        });
      }),
    );
  });
});
