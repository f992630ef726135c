import { finding, rowsOf } from '../../../domain/finding-builder';
import type { Finding } from '../../../domain/finding';
import { joined, money, plural, say } from '../../../domain/sentence';
import { sourceOf } from '../../../domain/source';
import { sql } from '../../../sql/sql';
import { FILES, filesOf, titleIn, type Profiles, type Read } from './finding-rows';
import { stgAds } from './stg-ads.model';

/** Spend that no campaign or no day is named for, in files that name them for other records. */
export async function findKeylessSpend(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const found = await read(sql`
with spend as (
  select source, file, campaign_key, spend_on, cost_cents, count(campaign_key) over files as campaigns,
    count(spend_on) over files as days
  from ${stgAds} window files as (partition by file)
), keyless as (
  select *, campaign_key is null and campaigns > 0 as lacks_campaign, spend_on is null and days > 0 as lacks_day
  from spend where cost_cents <> 0
)
select source, cast(count(*) filter (lacks_campaign) as integer),
  cast(coalesce(sum(cost_cents) filter (lacks_campaign), 0) as bigint),
  cast(count(*) filter (lacks_day) as integer), cast(coalesce(sum(cost_cents) filter (lacks_day), 0) as bigint), ${FILES}
from keyless where lacks_campaign or lacks_day group by source order by source`);
  return found.map(([source, campaigns, campaignCents, days, dayCents, files]) => {
    const parts = [
      { count: Number(campaigns), cents: Number(campaignCents), what: 'campaign' },
      { count: Number(days), cents: Number(dayCents), what: 'day' },
    ].filter(({ count }) => count > 0);
    return finding({
      code: 'spend_without_key',
      severity: 'warning',
      source: sourceOf(source),
      column: campaigns === 0 ? 'spend_on' : 'campaign_id',
      files: filesOf(files),
      message: say`${titleIn(profiles, source)}: ${joined(
        parts.map(
          ({ count, cents, what }) =>
            say`${plural(count, 'record')} with ${money(cents / 100)} of spend ${count === 1 ? 'names' : 'name'} no ${what}`,
        ),
      )}. No other rows add up to them, so they count as spend. Check that they are no totals.`,
      rows: rowsOf(stgAds, {
        source: String(source),
        [campaigns === 0 ? 'spend_on' : 'campaign_key']: null,
      }),
    });
  });
}
