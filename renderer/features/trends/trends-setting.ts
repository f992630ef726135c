import { useMemo } from 'react';
import { trendsSetting, type TrendsSetting } from '../../../shared/contract/rate-trends';
import type { FunnelView } from '../../../shared/contract/funnel';
import { setParams, stepTo, useNavigation } from '../../state/navigation';

const PARAM = 'trends';

/** The setting in the address; null where the screen shows no trends. */
export function trendsOf(text: string | undefined): TrendsSetting | null {
  if (text === undefined) return null;
  try {
    const parsed = trendsSetting.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // An address that was typed by hand shows the funnel.
    return null;
  }
}

export function useTrendsSetting(): TrendsSetting | null {
  const text = useNavigation((p) => p.params[PARAM]);
  return useMemo(() => trendsOf(text), [text]);
}

/** Goes from the funnel to its trends, or with null back. */
export const showTrends = (setting: TrendsSetting | null): void =>
  stepTo({ [PARAM]: setting === null ? null : JSON.stringify(setting), compare: null });

export const changeTrends = (setting: TrendsSetting, change: Partial<TrendsSetting>): void =>
  setParams({ [PARAM]: JSON.stringify({ ...setting, ...change }) });

/** Months of entry from which on months say more than weeks. */
const MONTHS_ENOUGH = 8;

/**
 * What is asked first: appointments of delivered leads by what can be acted on (campaign, vendor) where it has several values,
 * else by state; by weeks, by months where there are many.
 */
export function firstTrends(view: Pick<FunnelView, 'breakdowns'>): TrendsSetting {
  const valuesOf = (dimension: string): number =>
    (view.breakdowns[dimension] ?? []).filter(({ key, reported }) => key !== null && reported !== false)
      .length;
  return {
    of: 'appointment',
    per: 'delivered',
    dimension: ['campaign_id', 'vendor'].find((dimension) => valuesOf(dimension) > 1) ?? 'state',
    every: valuesOf('entry_month') >= MONTHS_ENOUGH ? 'month' : 'week',
    by: 'entry',
    least: 30,
    falseRate: 0.05,
  };
}
