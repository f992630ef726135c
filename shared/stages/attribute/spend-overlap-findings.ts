import { moneyOf } from '../../domain/cents';
import { finding, rowsOf } from '../../domain/finding-builder';
import type { Finding } from '../../domain/finding';
import { PROJECT_CURRENCY } from '../../domain/money';
import { agree, file, money, plural, say } from '../../domain/sentence';
import { platformOf, platformTitle, sourcesOf, type SourceId } from '../../domain/source';
import { int, queryRows } from '../../sql/records';
import { lit, sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { intAdRepeats } from './int-ad-repeats.model';
import { intAdSpend } from './int-ad-spend.model';
import { intCampaignNames } from '../dedup/int-campaign-names.model';

/** Spend of two exports closer than this, as a part of the greater, may be the same, some of it missing or corrected. */
const ALIKE = 0.67;
const areAlike = (a: number, b: number): boolean => Math.min(a, b) >= ALIKE * Math.max(a, b);

const sourceOfPlatform = (platform: string): SourceId | null =>
  sourcesOf('ads').find((source) => platformOf(source) === platform) ?? null;

/** Spend that stands in two exports, with both totals. */
async function findRepeats(workspace: Workspace, signal: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
with spends as (
  select platform, file, counted_in, reason, same, count(*) as repeats, sum(cost_cents) as here, max(counted_cents) as there from ${intAdRepeats} group by all
)
select platform, file, counted_in, reason, cast(count(*) as integer) as days, cast(sum(repeats) as integer) as repeats,
  cast(coalesce(sum(here), 0) as bigint) as here,
  cast(coalesce(sum(there), 0) as bigint) as there
from spends group by platform, file, counted_in, reason order by file, counted_in`,
    signal,
  );
  return rows.map((row) => {
    const [path, other] = [String(row['file']), String(row['counted_in'])];
    const [days, here, there] = [int(row, 'days'), int(row, 'here'), int(row, 'there')];
    const repeats = int(row, 'repeats');
    const platform = String(row['platform']);
    const isLevel = row['reason'] === 'other_level';
    const both = say`${money(moneyOf(here))} ${PROJECT_CURRENCY} in ${file(path)}, ${money(moneyOf(there))} ${PROJECT_CURRENCY} in ${file(other)}`;
    return finding({
      code: isLevel ? 'spend_twice' : 'duplicate_key',
      severity: here === there && !isLevel ? 'info' : 'warning',
      source: sourceOfPlatform(platform),
      column: isLevel ? 'campaign_id' : 'spend_on',
      files: [path, other],
      message: isLevel
        ? say`${platformTitle(platform)}: two exports hold the same spend, with other campaigns or at another level: cost, impressions and clicks agree on each of ${plural(days, 'day')} (${both}). It counts once, as ${file(other)} has it; ${plural(repeats, 'row')} of ${file(path)} ${agree(repeats, 'is', 'are')} kept apart. Leave one of the files out on the Sources screen.`
        : say`${platformTitle(platform)}: ${plural(days, 'campaign day')} ${agree(days, 'stands', 'stand')} in both exports: ${both}. Each counts once, as ${file(other)} has it${here === there ? '' : say`; they differ by ${money(moneyOf(Math.abs(here - there)))} ${PROJECT_CURRENCY}`}.${
            areAlike(here, there)
              ? ''
              : say` If the exports are of two accounts, or of parts of one, spend is too low by ${money(moneyOf(here))} ${PROJECT_CURRENCY}: export both with the account or the part as a column.`
          }`,
      evidence: [
        { label: `Not counted, ${PROJECT_CURRENCY}`, value: money(moneyOf(here)) },
        { label: `Counted, ${PROJECT_CURRENCY}`, value: money(moneyOf(there)) },
      ],
      rows: rowsOf(intAdRepeats, { file: path, counted_in: other }),
    });
  });
}

/** A range of days of one export holds days, or a part of a range, of another: which spend is in both cannot be told. */
async function findCrossing(workspace: Workspace, signal: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
with counted as (
  select platform, file, campaign_key, period_from, period_to, cast(sum(cost_cents) as bigint) as cents from ${intAdSpend}
  where not_counted_reason is null and campaign_key is not null and period_from is not null group by all
),
crossing as (
  select a.platform, a.file, b.file as other, a.campaign_key, a.period_from, a.period_to, a.cents, sum(b.cents) as other_cents
  from counted a join counted b using (platform, campaign_key)
  where a.file <> b.file and a.period_from < a.period_to and a.period_from <= b.period_to and b.period_from <= a.period_to
    and (b.period_from = b.period_to or a.file < b.file)
  group by all
)
select platform, file, other, cast(count(distinct campaign_key) as integer) as campaigns, cast(sum(cents) as bigint) as here,
  cast(sum(other_cents) as bigint) as there
from crossing group by platform, file, other order by file, other`,
    signal,
  );
  return rows.map((row) => {
    const [path, other] = [String(row['file']), String(row['other'])];
    const [here, there] = [money(moneyOf(int(row, 'here'))), money(moneyOf(int(row, 'there')))];
    const platform = String(row['platform']);
    const campaigns = int(row, 'campaigns');
    return finding({
      code: 'spend_twice',
      severity: 'error',
      source: sourceOfPlatform(platform),
      column: 'spend_on',
      files: [path, other],
      message: say`${platformTitle(platform)}: ${file(path)} has the spend of ${plural(campaigns, 'campaign')} for a range of days (${here} ${PROJECT_CURRENCY}), and ${file(other)} has days of the same ${agree(campaigns, 'campaign', 'campaigns')} within it (${there} ${PROJECT_CURRENCY}). Both count, so spend is most likely too high. Leave one of the files out on the Sources screen.`,
      evidence: [
        { label: `In the range, ${PROJECT_CURRENCY}`, value: here },
        { label: `In the other export, ${PROJECT_CURRENCY}`, value: there },
      ],
      rows: rowsOf(intAdSpend, { file: path }),
    });
  });
}

/** Exports at two levels, or by id and by name, of the same days and about the same spend, that agree on no campaign. */
async function findUnlikeLevels(workspace: Workspace, signal: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
with counted as (
  select platform, file, campaign_key, period_from, period_to, cost_cents, ad_group, ad from ${intAdSpend}
  where not_counted_reason is null and campaign_key is not null and period_from is not null
),
exports as (
  select platform, file, case when count(ad) > 0 then 2 when count(ad_group) > 0 then 1 else 0 end as depth,
    bool_and(regexp_full_match(campaign_key, '\\d{6,}')) as is_by_id
  from counted where platform in (select platform from counted group by platform having min(file) <> max(file))
  group by platform, file
),
pairs as (
  select a.platform, a.file, b.file as other from exports a join exports b on a.platform = b.platform
    and (a.depth > b.depth or (a.depth = b.depth and a.is_by_id and not b.is_by_id))
  where not exists (select 1 from counted x join counted y using (platform, campaign_key) where x.file = a.file and y.file = b.file)
),
days as (
  select platform, file, period_from, period_to, sum(cost_cents) as cents from counted group by all
),
sums as (
  select p.platform, p.file, p.other, cast(count(*) as integer) as days, cast(sum(a.cents) as bigint) as here, cast(sum(b.cents) as bigint) as there
  from pairs p
  join days a on a.platform = p.platform and a.file = p.file
  join days b on b.platform = p.platform and b.file = p.other and b.period_from = a.period_from and b.period_to = a.period_to
  group by p.platform, p.file, p.other
)
select * from sums where here > 0 and there > 0 and least(here, there) >= ${lit(ALIKE)} * greatest(here, there) order by file, other`,
    signal,
  );
  return rows.map((row) => {
    const [path, other, platform] = [String(row['file']), String(row['other']), String(row['platform'])];
    const [here, there] = [money(moneyOf(int(row, 'here'))), money(moneyOf(int(row, 'there')))];
    return finding({
      code: 'spend_twice',
      severity: 'warning',
      source: sourceOfPlatform(platform),
      column: 'campaign_id',
      files: [path, other],
      message: say`${platformTitle(platform)}: ${file(path)} and ${file(other)} are at different levels, or know campaigns by id and by name, and have ${plural(int(row, 'days'), 'day')} in common with about the same spend: ${here} ${PROJECT_CURRENCY} and ${there} ${PROJECT_CURRENCY}. They do not agree, so both count; if they are the same ads, spend is too high by one of them. Leave one of the files out on the Sources screen, or export both with the campaign's id and name.`,
      evidence: [
        { label: `In ${path}, ${PROJECT_CURRENCY}`, value: here },
        { label: `In ${other}, ${PROJECT_CURRENCY}`, value: there },
      ],
      rows: rowsOf(intAdSpend, { file: path }),
    });
  });
}

/** Campaigns that are joined by their names, since leads and events use those. */
async function findNames(workspace: Workspace, signal: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
select platform, cast(count(*) as integer) as campaigns, cast(count(*) filter (is_known) as integer) as known
from ${intCampaignNames} group by platform order by platform`,
    signal,
  );
  return rows.map((row) => {
    const platform = String(row['platform']);
    const n = int(row, 'campaigns');
    return finding({
      code: 'campaign_names',
      severity: 'info',
      source: sourceOfPlatform(platform),
      column: 'campaign_name',
      message: say`${platformTitle(platform)}: ${plural(n, 'campaign has', 'campaigns have')} an id and a name. They are joined by name, through the export that has both columns: ${plural(int(row, 'known'), 'of them is', 'of them are')} named so by leads, invoices or events.`,
      rows: rowsOf(intCampaignNames, { platform }),
    });
  });
}

/** What several ad exports have to say of the same spend and the same campaigns. */
export const spendOverlapFindings = defineFindings({
  name: 'spend_overlap_findings',
  title: 'Spend in two exports, and campaigns by id and by name',
  reads: [intAdRepeats, intAdSpend, intCampaignNames],
  find: async ({ workspace, signal }) => [
    ...(await findRepeats(workspace, signal)),
    ...(await findCrossing(workspace, signal)),
    ...(await findUnlikeLevels(workspace, signal)),
    ...(await findNames(workspace, signal)),
  ],
});
