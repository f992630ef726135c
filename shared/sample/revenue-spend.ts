import { dayOf } from './calendar';
import { inCurrency, type Currency } from './money-text';
import { AD_PLATFORMS } from '../domain/source';
import type { SpendRow } from './revenue-model';
import { shuffle, type Rng } from './rng';

const FIRST_DAY = dayOf('2026-02-01');
const DAYS = 119;

/**
 * Daily spend of every campaign on every platform, in random order; it grows with the number of invoices, so that
 * the return on it stays of a likely size.
 */
export function spendRows(
  campaigns: readonly string[],
  invoices: number,
  clean: boolean,
  rng: Rng,
): SpendRow[] {
  const rows: SpendRow[] = [];
  const mostClicks = Math.max(10, Math.round(invoices / 30));
  for (const platform of AD_PLATFORMS) {
    for (const campaign of campaigns) {
      for (let day = FIRST_DAY; day < FIRST_DAY + DAYS; day++) {
        rows.push(spendRow(platform, campaign, day, 5 + rng.int(mostClicks), clean, rng));
      }
    }
  }
  return shuffle(rows, rng);
}

function spendRow(
  platform: string,
  campaign: string,
  day: number,
  clicks: number,
  clean: boolean,
  rng: Rng,
): SpendRow {
  const centsPerClick = 60 + rng.int(60);
  const row = {
    platform,
    campaign,
    day,
    currency: 'USD' as Currency,
    cents: clicks * centsPerClick,
    impressions: clicks * (25 + rng.int(20)),
    clicks,
    centsPerClick: null,
  };
  if (clean) return row;
  if (platform === 'facebook' && rng.chance(0.05)) return { ...row, cents: null, centsPerClick };
  if (platform !== 'tiktok') return row;
  const currency = rng.weighted([
    ['USD', 5],
    ['MXN', 3],
    ['COP', 2],
  ] as const);
  return {
    ...row,
    currency,
    cents: inCurrency(row.cents, currency, rng.int(4200)),
    impressions: rng.chance(0.1) ? null : row.impressions,
    clicks: rng.chance(0.08) ? null : row.clicks,
  };
}
