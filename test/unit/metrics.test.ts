import { describe, expect, it } from 'vitest';
import { FUNNEL_STAGES, FUNNEL_STEPS } from '../../shared/domain/lead-quality';
import { denominatorOf, differenceOf, rateOf, shareOf, valueOf } from '../../shared/domain/metric-value';
import { ALL_METRICS, ALL_RATIOS, METRICS } from '../../shared/domain/metrics';
import { metricsDocument } from '../support/metrics-document';
import { rateDifference, wilson } from '../../shared/domain/rate';

describe('the catalogue of metrics', () => {
  it('is what docs/metrics.md says', async () => {
    await expect(metricsDocument()).toMatchFileSnapshot('../../docs/metrics.md');
  });

  it('divides only what it counts itself, and never by nothing named', () => {
    for (const { id, of, per } of ALL_METRICS) {
      expect(METRICS, id).toHaveProperty(of);
      if (per !== null) expect(METRICS, id).toHaveProperty(per);
    }
  });

  it('gives an interval to shares alone: money and ratios of money have none', () => {
    for (const { id, interval, unit } of ALL_RATIOS) expect([id, interval]).toEqual([id, unit === 'share']);
  });

  it('has the stages of a lead in their order, each with the column that says who reached it', () => {
    expect(FUNNEL_STAGES).toEqual(['set_reported', 'appointment', 'demo', 'sale', 'net_sale']);
    expect(FUNNEL_STEPS.slice(0, 2)).toEqual(['delivered', 'matched']);
    expect(FUNNEL_STAGES.map((stage) => METRICS[stage].stage.column)).toEqual([
      'set',
      'appointment',
      'demo',
      'sale',
      'net_sale',
    ]);
  });
});

describe('the value of a metric', () => {
  it('of a count is the count, of an amount its money', () => {
    expect(valueOf(METRICS.demo, { demo: 12 })).toEqual({ value: 12, low: null, high: null });
    expect(valueOf(METRICS.spend, { spend: 123_456 }).value).toBe(1234.56);
  });

  it('of a rate is the share with its Wilson interval', () => {
    expect(valueOf(METRICS.demo_rate, { demo: 10, appointment: 40 })).toEqual(wilson(10, 40));
    expect(valueOf(shareOf('sale', 'delivered'), { sale: 3, delivered: 60 })).toEqual(wilson(3, 60));
  });

  it('of a cost is money in whole cents, and of a ratio has six decimals', () => {
    expect(valueOf(METRICS.cost_per_lead, { spend: 10_000, campaign_leads: 3 }).value).toBe(33.33);
    expect(valueOf(METRICS.roas, { attributed: 20_000, spend: 30_000 }).value).toBe(0.666667);
  });

  it('is none where nothing is known or the divisor is 0', () => {
    const none = { value: null, low: null, high: null };
    expect(valueOf(METRICS.roas, { attributed: 100, spend: 0 })).toEqual(none);
    expect(valueOf(METRICS.acquisition_cost, { spend: null, customers: 2 })).toEqual(none);
    expect(valueOf(METRICS.sale_rate, { sale: 0, demo: 0 })).toEqual(none);
  });

  it('has a difference between two counts of other leads, with its interval', () => {
    expect(
      differenceOf(
        METRICS.appointment_rate,
        { appointment: 10, delivered: 50 },
        { appointment: 30, delivered: 60 },
      ),
    ).toEqual(rateDifference({ hits: 10, total: 50 }, { hits: 30, total: 60 }));
  });

  it('names the rate of a count and what it is a share of', () => {
    expect(rateOf('demo')).toBe(METRICS.demo_rate);
    expect(rateOf('set_reported')).toBeNull();
    expect(denominatorOf(METRICS.demo_rate)).toBe('appointments');
    expect(denominatorOf(METRICS.demo)).toBeNull();
  });
});
