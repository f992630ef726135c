import { moneyOf } from '../../domain/cents';
import type { Finding } from '../../domain/finding';
import { finding } from '../../domain/finding-builder';
import { PROJECT_CURRENCY } from '../../domain/money';
import { agree, count, file, money, plural, say, type Sentence } from '../../domain/sentence';
import { serviceName, sourceOf } from '../../domain/source';
import { daysBetween } from '../../sql/dialect';
import { int, queryRows, requiredText, type Row } from '../../sql/records';
import { lit, raw, sql, type Sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { stgTouches } from '../clean/marketing/stg-touches.model';
import { fctInvoices } from './fct-invoices.model';
import { fctTouches } from './fct-touches.model';
import { intInvoicePaths } from './int-invoice-paths.model';
import { hasTime } from './moment';

/** Two tools that see one visit write it down within so many seconds. */
const SECONDS = 5;
/** Tools that see the same visits have this share of the smaller one's in common; fewer are chance. */
const COMMON = 0.1;

/** Touches at a time of day; what has a day alone says nothing of equal moments. */
const TIMED = sql`select source, file, record_number, person_uid, campaign_key, event_type, session_id, touched_on,
    coalesce(moment, touched_at) as stands_at, touch_order
  from ${fctTouches} where is_touch and ${hasTime(raw('touched_at'))}`;

/**
 * The amounts of the invoices that have one of the touches `doubled` in their journeys, and touches of another campaign:
 * with one campaign alone nothing moves.
 * @param name the column that tells the touches apart that are told together
 */
const stakes = (name: Sql): Sql => sql`
mixed as (select invoice_no from ${intInvoicePaths} group by invoice_no having count(distinct campaign_key) > 1),
stakes as (
  select ${name}, cast(sum(amount_cents) as bigint) as cents from (
    select distinct d.${name}, p.invoice_no, p.amount_cents
    from doubled d join ${fctInvoices} i on i.person_uid = d.person_uid
    join ${intInvoicePaths} p on p.invoice_no = i.invoice_no and p.campaign_key = d.campaign_key
      and p.age_days = greatest(0, ${daysBetween(raw('d.touched_on'), raw('i.invoiced_on'))})
    semi join mixed m on m.invoice_no = p.invoice_no
  ) group by 1
)`;

const stakeOf = (row: Row): Sentence => money(moneyOf(int(row, 'cents')));

const consequence = (n: number, stake: Sentence): Sentence =>
  say`Each counts as a touch of its own: the shares of ${agree(n, 'its campaign', 'their campaigns')} under linear, position-based and time decay are too high, those of others too low. Invoices of ${stake} ${PROJECT_CURRENCY} have such touches in their journeys.`;

/** Visits that two tools have, of which no session and no event id says that they are one. */
async function findInTwoTools(workspace: Workspace, signal: AbortSignal): Promise<readonly Finding[]> {
  const [tools] = await queryRows(
    workspace,
    sql`select cast(count(distinct source) as integer) as tools from ${fctTouches} where is_touch`,
    signal,
  );
  if (int(tools, 'tools') < 2) return [];
  const rows = await queryRows(
    workspace,
    sql`
with timed as (${TIMED}),
sizes as (select source, count(*) as touches from timed group by source),
near as (select *, unnest([-1, 0, 1]) as step, epoch_us(stands_at) // ${lit(SECONDS * 1_000_000)} as slot from timed),
pairs as (
  select a.source, a.file, a.record_number, a.person_uid, a.campaign_key, a.touched_on, b.source as other, min(b.file) as other_file
  from near a join near b on a.person_uid = b.person_uid and a.campaign_key = b.campaign_key and a.slot + a.step = b.slot
    and b.step = 0 and a.source > b.source
  where abs(epoch_us(a.stands_at) - epoch_us(b.stands_at)) <= ${lit(SECONDS * 1_000_000)} group by all
),
counted as (
  select p.source, p.other, count(*) as touches from pairs p join sizes s on s.source = p.source join sizes o on o.source = p.other
  group by p.source, p.other, s.touches, o.touches having count(*) >= ${lit(COMMON)} * least(s.touches, o.touches)
),
doubled as (select p.*, p.source || ' ' || p.other as tools from pairs p semi join counted c on c.source = p.source and c.other = p.other),
${stakes(raw('tools'))}
select d.source, d.other, min(d.file) as file, min(d.other_file) as other_file, cast(count(*) as integer) as touches, any_value(k.cents) as cents
from doubled d join stakes k using (tools) group by d.source, d.other order by d.source, d.other`,
    signal,
  );
  return rows.flatMap((row) => {
    const [source, other] = [sourceOf(row['source']), sourceOf(row['other'])];
    if (source === null || other === null) return [];
    const n = int(row, 'touches');
    const [path, otherPath] = [requiredText(row, 'file'), requiredText(row, 'other_file')];
    return [
      finding({
        code: 'touches_twice',
        severity: 'warning',
        source,
        column: 'event_on',
        files: [path, otherPath],
        message: say`${plural(n, 'event')} of ${serviceName(source)} ${agree(n, 'stands', 'stand')} in ${serviceName(other)} too, as far as person, campaign and time (within ${count(SECONDS)} seconds) tell, and no id of a session says so. ${consequence(n, stakeOf(row))} Export the session ids of both tools, or leave one of both out on the Sources screen where it is fed by the other.`,
        evidence: [
          { label: 'Events in both', value: count(n) },
          { label: `Invoices with them, ${PROJECT_CURRENCY}`, value: stakeOf(row) },
        ],
      }),
    ];
  });
}

/** Events of one export that are equal in all it has of them, and have no id. */
async function findRepeated(workspace: Workspace, signal: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
with timed as (${TIMED}),
repeated as (
  select *, row_number() over (partition by file, person_uid, stands_at, campaign_key, event_type order by record_number) as nth
  from timed where session_id is null
),
doubled as (
  select r.* from repeated r join ${stgTouches} t on t.file = r.file and t.record_number = r.record_number
  where r.nth > 1 and t.event_id is null
),
${stakes(raw('file'))}
select d.source, d.file, cast(count(*) as integer) as touches, any_value(k.cents) as cents
from doubled d join stakes k using (file) group by d.source, d.file order by d.file`,
    signal,
  );
  return rows.flatMap((row) => {
    const source = sourceOf(row['source']);
    if (source === null) return [];
    const [path, n] = [requiredText(row, 'file'), int(row, 'touches')];
    return [
      finding({
        code: 'touches_twice',
        severity: 'warning',
        source,
        column: 'event_on',
        files: [path],
        message: say`${file(path)}: ${plural(n, 'event equals', 'events equal')} an earlier one in person, time, campaign and kind, and the export has no event ids. ${consequence(n, stakeOf(row))} Export event ids: one that comes twice counts once.`,
        evidence: [
          { label: 'Equal events', value: count(n) },
          { label: `Invoices with them, ${PROJECT_CURRENCY}`, value: stakeOf(row) },
        ],
      }),
    ];
  });
}

/** Touches that are likely one and count as several, because nothing in the exports says that they are one. */
export const doubledTouchFindings = defineFindings({
  name: 'doubled_touch_findings',
  title: 'Events that are likely one',
  reads: [fctTouches, stgTouches, fctInvoices, intInvoicePaths],
  find: async ({ workspace, signal }) => [
    ...(await findInTwoTools(workspace, signal)),
    ...(await findRepeated(workspace, signal)),
  ],
});
