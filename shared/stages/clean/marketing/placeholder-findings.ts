import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count, joined, plural, say, type Sentence } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import { kindOf, sourceOf } from '../../../domain/source';
import type { ModelSpec } from '../../../sql/model';
import { join, lit, raw, sql, textList } from '../../../sql/sql';
import { FILES, filesOf, titleIn, type Profiles, type Read } from './finding-rows';
import { stgAds } from './stg-ads.model';
import { stgInvoices } from './stg-invoices.model';
import { stgLeads } from './stg-leads.model';
import { stgTouches } from './stg-touches.model';

const TABLES: readonly ModelSpec[] = [stgLeads, stgInvoices, stgTouches, stgAds];

/** Ways to write it that a finding names. */
const SHOWN = 6;

const WHAT_FOLLOWS: Readonly<Record<string, string>> = {
  touches:
    'They are credited with nothing, as “last non-direct” has it; an invoice with no other session or event before it is unattributed (only_direct).',
  people: 'These leads have no campaign.',
  invoices: 'These invoices name no campaign.',
  ads: 'Their spend counts in the total and belongs to no campaign.',
};

/** Records whose campaign is a placeholder: `(direct)`, `(not set)`, or a macro that was never filled. */
export async function findPlaceholderCampaigns(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const rows = await read(sql`
with named as (${join(
    TABLES.map(
      (table) =>
        sql`select source, file, campaign_id, ${lit(table.name)} as of_table from ${table} where campaign_id is not null and campaign_key is null`,
    ),
    raw(' union all '),
  )}),
spelled as (
  select source, of_table, lower(campaign_id) as spelling, count(*) as records from named group by all
),
listed as (
  select source, of_table, cast(sum(records) as integer) as records,
    string_agg(spelling || chr(9) || records, chr(10) order by records desc, spelling) as spellings
  from spelled group by source, of_table
),
files as (select source, ${FILES} as files from named group by source)
select source, of_table, records, spellings, files from listed join files using (source) order by source`);
  return rows.map(([source, table, records, spellings, files]): Finding => {
    const id = sourceOf(source);
    const kind = id === null ? '' : kindOf(id);
    const all = String(spellings)
      .split('\n')
      .map((line) => line.split('\t') as [string, string]);
    const named: Sentence[] = all
      .slice(0, SHOWN)
      .map(([text, times]) => say`“${text}” (${count(Number(times))})`);
    const isExpected = kind === 'touches' && all.every(([text]) => text.startsWith('('));
    return finding({
      code: 'placeholder_campaign',
      severity: isExpected ? 'info' : 'warning',
      source: id,
      column: 'campaign_id',
      files: filesOf(files),
      message: say`${titleIn(profiles, source)}: the campaign of ${plural(Number(records), 'record')} is a placeholder or a macro that was never filled, and no campaign: ${joined(named)}. ${WHAT_FOLLOWS[kind] ?? ''}`,
      evidence: all.map(([text, times]) => ({ label: text, value: count(Number(times)) })),
      rows: rowsOf(
        { name: String(table) },
        { source: String(source), campaign_key: null },
        { filled: ['campaign_id'] },
      ),
    });
  });
}

/** Words for the way of a visitor, which some tools write without parentheses where there is no campaign. */
const WAYS = ['direct', 'organic', 'referral', 'none', '(direct) / none'];

/** Sessions and events of a campaign that has the name of a way to come, and that no lead and no ads export knows. */
export async function findCampaignsOfWays(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const rows = await read(sql`
with named as (
  select source, file, campaign_key from ${stgTouches} t where campaign_key in (${textList(WAYS)})
    and not exists (select 1 from ${stgLeads} l where l.campaign_key = t.campaign_key)
    and not exists (select 1 from ${stgAds} a where a.campaign_key = t.campaign_key)
)
select source, cast(count(*) as integer), string_agg(distinct campaign_key, chr(10) order by campaign_key), ${FILES}
from named group by source order by source`);
  return rows.map(([source, records, words, files]): Finding => {
    const named = String(words)
      .split('\n')
      .map((word) => say`“${word}”`);
    return finding({
      code: 'placeholder_campaign',
      severity: 'warning',
      source: sourceOf(source),
      column: 'campaign_id',
      files: filesOf(files),
      message: say`${titleIn(profiles, source)}: ${plural(Number(records), 'record')} ${agree(Number(records), 'is', 'are')} of the campaign ${joined(named)}, which no lead and no ads export knows: more likely it is how the visitor came. It is credited as a campaign all the same. Export it empty or in parentheses, (direct), where it is none.`,
      evidence: [{ label: 'Records', value: count(Number(records)) }],
    });
  });
}
