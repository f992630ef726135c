import { moneyOf } from '../../domain/cents';
import { finding, rowsOf } from '../../domain/finding-builder';
import type { Finding } from '../../domain/finding';
import { PROJECT_CURRENCY } from '../../domain/money';
import { agree, date, file, money, plural, say, type Sentence } from '../../domain/sentence';
import { platformOf, platformTitle, sourceOf } from '../../domain/source';
import { together } from '../../domain/together';
import { int, queryRows, type Row } from '../../sql/records';
import { lit, sql, type Sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import { intAdSpend } from './int-ad-spend.model';

type Read = (query: Sql) => Promise<readonly Row[]>;

const titleOf = (row: Row): string => {
  const source = sourceOf(row['source']);
  return source === null ? String(row['source']) : platformTitle(platformOf(source));
};
const spent = (cents: number): Sentence => say`${money(moneyOf(cents))} ${PROJECT_CURRENCY}`;
const LACKS = {
  no_campaign: { one: 'names no campaign', many: 'name no campaign', what: 'campaign_id' },
  no_day: {
    one: 'names no day and no range of days',
    many: 'name no day and no range of days',
    what: 'spend_on',
  },
} as const;

/** Rows of ad exports that cannot be spend of a campaign on a day, with their money. */
async function findNotCounted(read: Read): Promise<readonly Finding[]> {
  const rows = await read(sql`
with files as (
  select source, file, not_counted_reason, cast(count(*) as integer) as ad_rows,
    cast(coalesce(sum(cost_cents), 0) as bigint) as cents,
    cast(count(*) filter (cost_cents is null and original_cost is not null) as integer) as unconverted
  from ${intAdSpend} group by all
)
select a.source, a.file, a.not_counted_reason, a.ad_rows, a.cents, a.unconverted, coalesce(c.cents, 0) as counted
from files a left join files c on c.file = a.file and c.not_counted_reason is null
where a.not_counted_reason in ('no_campaign', 'no_day') order by a.file, a.not_counted_reason`);
  return rows.map((row) => {
    const reason = row['not_counted_reason'] === 'no_day' ? 'no_day' : 'no_campaign';
    const { one, many, what } = LACKS[reason];
    const [n, cents] = [int(row, 'ad_rows'), int(row, 'cents')];
    const path = String(row['file']);
    const counted = int(row, 'counted');
    const unconverted = int(row, 'unconverted');
    return finding({
      code: 'spend_not_counted',
      severity: cents === 0 && unconverted === 0 ? 'info' : 'warning',
      source: sourceOf(row['source']),
      column: what,
      files: [path],
      message: say`${file(path)} (${titleOf(row)}): ${plural(n, 'row')} ${agree(n, one, many)}, with ${spent(cents)}${
        unconverted > 0 ? say` and ${plural(unconverted, 'cost')} that could not be converted` : ''
      }. ${agree(n, 'It is', 'They are')} no ${agree(n, 'sum', 'sums')} of several other rows, and ${agree(n, 'is', 'are')} kept apart: ${agree(n, 'it counts', 'they count')} in no sum. Check in the export what ${agree(n, 'it is', 'they are')}.`,
      evidence: [
        { label: 'Rows', value: plural(n, 'row') },
        { label: `Cost, ${PROJECT_CURRENCY}`, value: money(moneyOf(cents)) },
        { label: `Counted in this file, ${PROJECT_CURRENCY}`, value: money(moneyOf(counted)) },
      ],
      rows: rowsOf(intAdSpend, { file: path, not_counted_reason: reason }),
    });
  });
}

/** Files whose rows add up several days. */
async function findRanges(read: Read): Promise<readonly Finding[]> {
  const rows = await read(sql`
select source, file, cast(count(*) as integer) as ad_rows, cast(coalesce(sum(cost_cents), 0) as bigint) as cents,
  cast(count(distinct (period_from, period_to)) as integer) as ranges, cast(min(period_from) as varchar) as first_day, cast(max(period_to) as varchar) as last_day
from ${intAdSpend} where spend_on is null and not_counted_reason is null group by source, file order by file`);
  return rows.map((row) => {
    const n = int(row, 'ad_rows');
    const path = String(row['file']);
    return finding({
      code: 'range_report',
      severity: 'warning',
      source: sourceOf(row['source']),
      column: 'spend_on',
      files: [path],
      message: say`${file(path)} (${titleOf(row)}) has no spend by day: ${plural(n, 'row')} ${agree(n, 'adds', 'add')} up ${int(row, 'ranges') > 1 ? say`${plural(int(row, 'ranges'), 'range')} of days` : 'the range'} from ${date(String(row['first_day']))} to ${date(String(row['last_day']))}. The ${spent(int(row, 'cents'))} are spread evenly over ${int(row, 'ranges') > 1 ? 'the days of each' : 'these days'}: totals by campaign are exact, single days are not. Export it by day to see when it was spent.`,
      evidence: [
        { label: 'Rows', value: plural(n, 'row') },
        { label: 'First day', value: date(String(row['first_day'])) },
        { label: 'Last day', value: date(String(row['last_day'])) },
        { label: `Spread, ${PROJECT_CURRENCY}`, value: money(moneyOf(int(row, 'cents'))) },
      ],
      rows: rowsOf(intAdSpend, { file: path, spend_on: null, not_counted_reason: null }),
    });
  });
}

/** What the ad exports have to say once they are put together. */
/** Dollars for one click, on average over a file, that nobody pays: the costs are in a smaller unit. */
const TOO_DEAR = 1000;
const MICROS = 1_000_000;

/** Files whose costs are too high for their clicks: services keep them in millionths of the currency. */
async function findTooDear(read: Read): Promise<readonly Finding[]> {
  const rows = await read(sql`
select source, file, cast(sum(cost_cents) as bigint) as cents, cast(sum(clicks) as bigint) as clicks
from ${intAdSpend} where cost_cents is not null and not_counted_reason is null group by source, file
having sum(clicks) > 0 and sum(cost_cents) > ${lit(TOO_DEAR * 100)} * sum(clicks) order by file`);
  return rows.map((row) => {
    const path = String(row['file']);
    const [cents, clicks] = [int(row, 'cents'), int(row, 'clicks')];
    return finding({
      code: 'minor_units',
      severity: 'error',
      source: sourceOf(row['source']),
      column: 'cost',
      files: [path],
      message: say`${file(path)} (${titleOf(row)}): ${spent(cents)} for ${plural(clicks, 'click')} is ${spent(Math.round(cents / clicks))} a click, which nobody pays. The costs may be in micros, millionths of the currency, as services keep them: then they are ${spent(Math.round(cents / MICROS))}. They are counted as they stand. Compare one with the service, and export the costs in the currency.`,
      evidence: [
        { label: `Cost, ${PROJECT_CURRENCY}`, value: money(moneyOf(cents)) },
        { label: 'Clicks', value: plural(clicks, 'click') },
      ],
      rows: rowsOf(intAdSpend, { file: path }),
    });
  });
}

export const spendFindings = defineFindings({
  name: 'spend_findings',
  title: 'Ad rows that are no spend, or spend of several days',
  reads: [intAdSpend],
  find: async ({ workspace, signal }) => {
    const read: Read = (query) => queryRows(workspace, query, signal);
    return (await together([findNotCounted(read), findRanges(read), findTooDear(read)])).flat();
  },
});
