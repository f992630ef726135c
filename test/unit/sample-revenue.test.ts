import { describe, expect, it } from 'vitest';
import { sourcesOf } from '../../shared/domain/source';
import { generateSample } from '../../shared/sample/generate';
import {
  dottedMoney,
  europeanMoney,
  inCurrency,
  plainMoney,
  toUsdCents,
} from '../../shared/sample/money-text';
import type { SampleOptions } from '../../shared/sample/options';
import { shareOut, weightsOf } from '../../shared/sample/revenue-attribution';
import type { RevenueTruth } from '../../shared/sample/revenue-truth';
import { memorySink, type MemorySink } from '../support/memory-sink';

async function sample(
  options: Partial<SampleOptions> = {},
): Promise<{ sink: MemorySink; truth: RevenueTruth; inputs: Record<string, { records: number }> }> {
  const sink = memorySink();
  const encode = (): never => {
    throw new Error('This scenario has no Parquet file');
  };
  const all: SampleOptions = {
    scenario: 'revenue',
    leads: 900,
    snapshots: 1,
    seed: 4,
    clean: false,
    ...options,
  };
  const result = await generateSample(all, sink, { encode });
  return {
    sink,
    truth: result.truth['revenue'] as RevenueTruth,
    inputs: result.truth['inputs'] as Record<string, { records: number }>,
  };
}

const records = (sink: MemorySink, path: string): string[] => sink.text(path).trimEnd().split('\n').slice(1);
const field = (lines: readonly string[], index: number): string[] =>
  lines.map((line) => line.split(',')[index] ?? '');

describe('the sample of scenario revenue', () => {
  it('writes an export for each source with the records that truth.json says', async () => {
    const { sink, inputs } = await sample();
    const sources = sourcesOf('people', 'invoices', 'touches', 'ads');
    expect(Object.keys(inputs)).toHaveLength(sources.length);
    expect([...sink.files.keys()].sort()).toEqual([...Object.keys(inputs), 'truth.json'].sort());
    for (const [path, { records: count }] of Object.entries(inputs)) {
      expect(records(sink, path)).toHaveLength(count);
    }
  });

  it('has as many invoices as asked for', async () => {
    const { inputs } = await sample({ leads: 50, invoices: 1000 });
    expect(inputs['raw_stripe_invoices.csv']).toEqual({ records: 1000 });
  });

  it('counts paid invoices and refunds as invoiced and keeps the others apart by status', async () => {
    const { sink, truth } = await sample();
    const lines = records(sink, 'raw_stripe_invoices.csv');
    const statuses = field(lines, 5);
    expect(truth.invoices).toBe(statuses.filter((status) => status === 'paid').length);
    for (const { status, invoices } of truth.notInvoiced) {
      expect(invoices).toBe(statuses.filter((other) => other === status).length);
    }
    expect(truth.refunds.invoices).toBe(field(lines, 3).filter((amount) => amount.startsWith('-')).length);
    expect(truth.refunds.amount).toBeLessThan(0);
  });

  it('plants the habits of each tool', async () => {
    const { sink } = await sample();
    expect(field(records(sink, 'raw_stripe_invoices.csv'), 2).every((date) => /^\d{10}$/.test(date))).toBe(
      true,
    );
    expect(new Set(field(records(sink, 'raw_stripe_invoices.csv'), 4))).toEqual(
      new Set(['USD', 'MXN', 'COP']),
    );
    expect(sink.text('raw_google_ads.csv')).toMatch(/\n\d\d\/\d\d\/2026,/);
    expect(sink.text('raw_linkedin_ads.csv')).toMatch(/T\d\d:\d\d:\d\d-05:00,CID_[0-9a-f]{6},"\d+,\d\d"/);
    expect(sink.text('raw_tiktok_ads.csv')).toMatch(/,\d{1,3}\.\d{3}\.\d\d,COP,/);
    expect(sink.text('raw_fb_ads.csv')).toMatch(/,,\d+,\d+,\d\.\d\d\n/);
    expect(sink.text('raw_hubspot_leads.csv')).toMatch(/,UNKNOWN,/);
    expect(sink.text('raw_hubspot_leads.csv')).toMatch(/,N\/A\n/);
    expect(sink.text('raw_ga4_sessions.csv')).toMatch(/,sess_[0-9a-f]{6},/);
    expect(sink.text('raw_ga4_sessions.csv')).toMatch(/,[0-9A-F]{12},/);
    expect(sink.text('raw_segment_events.csv')).toMatch(/,"\{""event_type"": ""\w+""\}"\n/);
  });

  it('names each copy in Intercom with the earlier record that it repeats', async () => {
    const { sink, truth } = await sample();
    const lines = records(sink, 'raw_intercom_leads.csv');
    const ids = field(lines, 1);
    expect(truth.clusters.length).toBe(lines.length - new Set(ids).size);
    for (const [first, copy] of truth.clusters) {
      expect(copy).toBeGreaterThan(first);
      expect(ids[copy - 1]).toBe(ids[first - 1]);
    }
    const emails = field(lines, 5);
    expect(truth.reviewPairs.length).toBeGreaterThan(0);
    for (const [first, other] of truth.reviewPairs) {
      expect(ids[other - 1]).not.toBe(ids[first - 1]);
      expect(emails[other - 1]).toContain(ids[first - 1]);
    }
  });

  it('has invoices of people without a lead, leads without a campaign and people without touches', async () => {
    const { truth } = await sample();
    const { models, coverage } = truth;
    expect(Object.keys(models['crm_campaign']?.unattributedBy ?? {})).toEqual(['no_campaign', 'no_person']);
    expect(Object.keys(models['linear']?.unattributedBy ?? {})).toEqual(['no_touch']);
    expect(coverage.invoicesWithTouch).toBeLessThan(truth.invoices);
    expect(coverage.invoicesWithCampaign).toBeLessThan(coverage.invoicesWithPerson);
  });

  it('without mess has dollars only, no copies and every invoice paid', async () => {
    const { truth, sink } = await sample({ clean: true });
    expect(truth.duplicates).toEqual({ hubspot_leads: 0, intercom_leads: 0 });
    expect(truth.invoices).toBe(300);
    expect(sink.text('raw_tiktok_ads.csv')).not.toMatch(/MXN|COP/);
    expect(truth.models['crm_campaign']?.unattributed).toBe(0);
  });
});

describe('sharing out cents', () => {
  const path = (...days: number[]): { campaign: string; day: number }[] =>
    days.map((day) => ({ campaign: `c${String(day)}`, day }));

  it('gives the cents that are left to the largest remainders, the earlier touch first', () => {
    expect(shareOut(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(shareOut(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(shareOut(10, [1, 2])).toEqual([3, 7]);
  });

  it('counts exactly: of equal remainders of time decay the earlier touch gets the cent', () => {
    // Weights 1 : 4 : 16, so a third of a cent is left three times.
    const touches = path(0, 14, 28);
    expect(shareOut(52_297, weightsOf('time_decay', touches, 28))).toEqual([2491, 9961, 39_845]);
  });

  it('follows position 40/20/40, with 100 for one touch and 50/50 for two', () => {
    expect(shareOut(1000, weightsOf('position_based', path(1), 5))).toEqual([1000]);
    expect(shareOut(1000, weightsOf('position_based', path(1, 2), 5))).toEqual([500, 500]);
    expect(shareOut(1000, weightsOf('position_based', path(1, 2, 3, 4), 5))).toEqual([400, 100, 100, 400]);
  });

  it('halves the weight of a touch with every seven days', () => {
    expect(weightsOf('time_decay', path(0, 7, 14), 14)).toEqual([0.25, 0.5, 1]);
    weightsOf('time_decay', path(0), 10).forEach((weight) => expect(weight).toBeCloseTo(2 ** (-10 / 7), 12));
  });
});

describe('amounts as text', () => {
  it('come in three ways', () => {
    expect(plainMoney(-5)).toBe('-0.05');
    expect(europeanMoney(123456789)).toBe('1.234.567,89');
    expect(dottedMoney(45133200)).toBe('451.332.00');
  });

  it('in another currency never lie half-way between two cents', () => {
    for (let extra = 0; extra < 4200; extra++) {
      const cents = inCurrency(1234, 'COP', extra);
      expect((cents % 4200) * 2).not.toBe(4200);
      expect([1234, 1235]).toContain(toUsdCents(cents, 'COP'));
    }
  });
});
