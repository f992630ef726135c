import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateSample } from '../../shared/sample/generate';
import type { LeadQualityTruth, TrueFunnel } from '../../shared/sample/lead-quality-truth';
import type { SampleOptions } from '../../shared/sample/options';
import { memorySink, type MemorySink } from '../support/memory-sink';

const anyOptions: fc.Arbitrary<SampleOptions> = fc.record({
  scenario: fc.constant('lead-quality' as const),
  leads: fc.integer({ min: 1, max: 250 }),
  snapshots: fc.integer({ min: 1, max: 9 }),
  seed: fc.nat(),
  clean: fc.boolean(),
});

async function generated(
  options: SampleOptions,
): Promise<{ sink: MemorySink; figures: LeadQualityTruth; really: TrueFunnel }> {
  const sink = memorySink();
  const encode = (columns: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(columns));
  const { truth } = await generateSample(options, sink, { encode });
  return {
    sink,
    figures: truth['leadQuality'] as LeadQualityTruth,
    really: truth['trueFunnel'] as TrueFunnel,
  };
}

describe('samples of any size and seed', () => {
  it('are the same bytes for the same seed, and others for another', async () => {
    await fc.assert(
      fc.asyncProperty(anyOptions, async (options) => {
        const [first, again] = [await generated(options), await generated(options)];
        const texts = ({ sink }: { sink: MemorySink }): string[] =>
          [...sink.files.keys()].map((path) => `${path}\n${sink.text(path)}`);
        expect(texts(again)).toEqual(texts(first));
        const other = await generated({ ...options, seed: options.seed + 1 });
        expect(other.sink.text('leads/leads.parquet')).not.toBe(first.sink.text('leads/leads.parquet'));
      }),
      { numRuns: 12 },
    );
  });

  it('have a truth whose parts add up', async () => {
    await fc.assert(
      fc.asyncProperty(anyOptions, async (options) => {
        const { sink, figures } = await generated(options);
        const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
        expect(figures.delivered).toBe(options.leads);
        expect(total(Object.values(figures.identities))).toBe(
          sink.text('truth-links.jsonl').split('\n').filter(Boolean).length,
        );
        expect(figures.reportRows).toBe(total(figures.bySnapshot.map((snapshot) => snapshot.rows)));
        for (const rows of Object.values(figures.breakdowns)) {
          expect(total(rows.map((row) => row.leads))).toBe(figures.delivered);
          for (const stage of ['appointment', 'demo', 'sale'] as const) {
            expect(total(rows.map((row) => row[stage]))).toBe(figures.funnel.ever_linked[stage]);
          }
        }
        for (const key of ['ever_linked', 'ever_strict', 'latest_linked', 'latest_strict'] as const) {
          const counts = figures.funnel[key];
          expect(counts.matched).toBe(figures.matchedLeads[key.endsWith('strict') ? 'strict' : 'linked']);
          expect(counts.appointment).toBeGreaterThanOrEqual(Math.max(counts.set_reported, counts.demo));
          expect(counts.sale).toBeGreaterThanOrEqual(counts.net_sale);
        }
        for (const stage of ['appointment', 'demo', 'sale'] as const) {
          const { ever_linked: ever, latest_linked: latest, ever_strict: strict } = figures.funnel;
          expect(ever[stage]).toBeGreaterThanOrEqual(Math.max(latest[stage], strict[stage]));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('tell what the leads really reached: those of the links that are true', async () => {
    await fc.assert(
      fc.asyncProperty(anyOptions, async (options) => {
        const { sink, figures, really } = await generated(options);
        const links = sink.text('truth-links.jsonl').split('\n').filter(Boolean);
        const owners = links.map((line) => (JSON.parse(line) as { true_lead: string | null }).true_lead);
        expect(really.ever.matched).toBe(new Set(owners.filter((lead) => lead !== null)).size);
        expect(really.latest.matched).toBe(really.ever.matched);
        for (const stage of ['set_reported', 'appointment', 'demo', 'sale'] as const)
          expect(really.latest[stage]).toBeLessThanOrEqual(really.ever[stage]);
        // Without mess every key tells the truth.
        if (options.clean)
          expect(really).toEqual({ ever: figures.funnel.ever_linked, latest: figures.funnel.latest_linked });
      }),
      { numRuns: 15 },
    );
  });
});
