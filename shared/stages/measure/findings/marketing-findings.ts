import { PROJECT_CURRENCY } from '../../../domain/money';
import { together } from '../../../domain/together';
import type { Finding, RowsReference } from '../../../domain/finding';
import { SOURCE_IDS, type SourceId } from '../../../domain/source';
import type { Cell } from '../../../ports/database';
import { raw, sql, type Sql } from '../../../sql/sql';
import type { Workspace } from '../../../sql/workspace';
import type { Profile } from '../../classify/profile';
import { stgAds } from '../../clean/marketing/stg-ads.model';
import { stgInvoices } from '../../clean/marketing/stg-invoices.model';
import { stgTouches } from '../../clean/marketing/stg-touches.model';
import { fileNames, finding, plural } from './finding';

/** What the cleaned marketing exports have to say before they are joined: what is apart, assumed, blank or repeated. */
export async function findInMarketing(
  workspace: Workspace,
  profiles: Profiles,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const read = async (query: Sql): Promise<readonly (readonly Cell[])[]> =>
    (await workspace.query(query, signal)).rows();
  const found = await together([
    findCurrencies(read, profiles),
    findStatuses(read, profiles),
    findRepeats(read, profiles),
    findTouches(read, profiles),
    findBlanks(read, profiles),
  ]);
  return found.flat();
}

type Profiles = Readonly<Record<SourceId, Profile>>;
type Read = (query: Sql) => Promise<readonly (readonly Cell[])[]>;

const sourceOf = (value: Cell | undefined): SourceId | null =>
  SOURCE_IDS.find((source) => source === value) ?? null;
const titleIn = (profiles: Profiles, value: Cell | undefined): string => {
  const source = sourceOf(value);
  return source === null ? String(value) : profiles[source].title;
};
const filesOf = (value: Cell | undefined): readonly string[] => String(value).split('\n').sort();

/** The paths of a group, in one text. */
const FILES = raw('string_agg(distinct file, chr(10) order by file)');

const rowsOf = (table: string, where: Readonly<Record<string, string | boolean | null>>): RowsReference => ({
  table,
  where: Object.entries(where).map(([column, value]) => ({ column, value })),
});

async function findCurrencies(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const apart = await read(sql`
with amounts as (
  select source, file, currency, original_amount as original from ${stgInvoices} where amount_cents is null
  union all
  select source, file, currency, original_cost from ${stgAds} where cost_cents is null
)
select source, currency, cast(count(*) as integer), cast(sum(try_cast(original as decimal(38, 2))) as varchar), ${FILES}
from amounts where original is not null group by source, currency order by source, currency`);
  const assumed = await read(sql`
with amounts as (
  select source, file from ${stgInvoices} where is_currency_assumed
  union all
  select source, file from ${stgAds} where is_currency_assumed
)
select source, cast(count(*) as integer), ${FILES} from amounts group by source order by source`);
  return [
    ...apart.map(([source, currency, records, sum, files]) => {
      const isKnown = currency !== null;
      const table = sourceOf(source) === 'stripe_invoices' ? stgInvoices.name : stgAds.name;
      return finding({
        code: 'unconverted_currency',
        severity: 'warning',
        source: sourceOf(source),
        column: 'currency',
        files: filesOf(files),
        message: isKnown
          ? `${titleIn(profiles, source)}: ${plural(Number(records), 'record')} in ${String(currency)} could not be converted into ${PROJECT_CURRENCY}: there is no rate for ${String(currency)}, or the amount is too large. They are kept apart and count in no sum. Add the rate on the Sources screen.`
          : `${titleIn(profiles, source)}: ${plural(Number(records), 'record')} state no known currency, in an export with more than one. They are kept apart and count in no sum. Correct the export, or map its currency column.`,
        evidence: [
          { label: 'Records', value: Number(records).toLocaleString('en-US') },
          { label: `Sum in ${isKnown ? String(currency) : 'unknown currencies'}`, value: String(sum) },
        ],
        rows: rowsOf(table, { source: String(source), currency: isKnown ? String(currency) : null }),
      });
    }),
    ...assumed.map(([source, records, files]) =>
      finding({
        code: 'currency_assumed',
        severity: 'info',
        source: sourceOf(source),
        column: 'currency',
        files: filesOf(files),
        message: `${titleIn(profiles, source)}: neither a column nor a header nor a sign states the currency of ${plural(Number(records), 'amount')}. They were taken to be in ${PROJECT_CURRENCY}.`,
        rows: rowsOf(sourceOf(source) === 'stripe_invoices' ? stgInvoices.name : stgAds.name, {
          source: String(source),
          is_currency_assumed: true,
        }),
      }),
    ),
  ];
}

/** Statuses of invoices that the profile does not know, and invoices without one: they do not count. */
async function findStatuses(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const { invoiced, not_invoiced: notInvoiced } = profiles.stripe_invoices.groups;
  const known = [...(invoiced?.values ?? []), ...(notInvoiced?.values ?? [])];
  const rows = await read(sql`
select coalesce(status, ''), cast(count(*) as integer), ${FILES}
from ${stgInvoices} where not is_invoiced and not is_repeat group by 1 order by 1`);
  const unknown = rows.filter(([status]) => !known.includes(String(status)));
  if (unknown.length === 0) return [];
  const records = unknown.reduce((sum, [, count]) => sum + Number(count), 0);
  return [
    finding({
      code: 'unknown_status',
      severity: 'warning',
      source: 'stripe_invoices',
      column: 'status',
      files: [...new Set(unknown.flatMap(([, , files]) => filesOf(files)))].sort(),
      message: `${plural(records, 'invoice')} ${records === 1 ? 'has' : 'have'} a status that is not known, or none: ${unknown
        .map(([status]) => (status === '' ? 'blank' : `“${String(status)}”`))
        .join(', ')}. Only paid invoices count as invoiced, so these do not.`,
      evidence: unknown.map(([status, count]) => ({
        label: status === '' ? 'blank' : String(status),
        value: Number(count).toLocaleString('en-US'),
      })),
      rows: rowsOf(stgInvoices.name, { is_invoiced: false, is_repeat: false }),
    }),
  ];
}

async function findRepeats(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const [repeats] = await read(sql`
select cast(count(*) as integer), ${FILES} from ${stgInvoices} where is_repeat`);
  const [different] = await read(sql`
with ids as (
  select invoice_id from ${stgInvoices} where invoice_id is not null and not is_repeat and original_amount not like '-%'
  group by invoice_id having count(*) > 1
)
select cast(count(distinct invoice_id) as integer), ${FILES} from ${stgInvoices} where invoice_id in (select invoice_id from ids)`);
  const overlaps = await read(sql`
with repeated as (
  select source, campaign_key, spend_on from ${stgAds} where spend_on is not null group by all having min(file) <> max(file)
),
-- Few days are in several files: only for them are the files put together.
days as (
  select a.source, a.campaign_key, a.spend_on, ${FILES} as files
  from ${stgAds} a join repeated r
    on a.source = r.source and a.spend_on = r.spend_on and a.campaign_key is not distinct from r.campaign_key
  group by a.source, a.campaign_key, a.spend_on
)
select source, cast(count(*) as integer), string_agg(distinct files, chr(10)) from days group by source order by source`);
  return [
    ...when(repeats, (count, files) =>
      finding({
        code: 'duplicate_key',
        severity: 'info',
        source: 'stripe_invoices',
        column: 'invoice_id',
        files,
        message: `${plural(count, 'record')} ${count === 1 ? 'repeats' : 'repeat'} an invoice of another record, with the same person and amount. Each invoice counts once.`,
        rows: rowsOf(stgInvoices.name, { is_repeat: true }),
      }),
    ),
    ...when(different, (count, files) =>
      finding({
        code: 'duplicate_key',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'invoice_id',
        files,
        message: `${plural(count, 'invoice id')} ${count === 1 ? 'stands' : 'stand'} on several records with different persons or amounts. All of them count; check the export.`,
      }),
    ),
    ...overlaps.map(([source, count, files]) =>
      finding({
        code: 'duplicate_key',
        severity: 'warning',
        source: sourceOf(source),
        column: 'spend_on',
        files: [...new Set(filesOf(files))],
        message: `${titleIn(profiles, source)}: ${plural(Number(count), 'campaign day')} ${Number(count) === 1 ? 'stands' : 'stand'} in more than one file (${fileNames([...new Set(filesOf(files))])}), so that spend may count twice. Leave one of the files out on the Sources screen if they overlap.`,
      }),
    ),
  ];
}

const when = (
  row: readonly Cell[] | undefined,
  make: (count: number, files: readonly string[]) => Finding,
): readonly Finding[] =>
  row && Number(row[0]) > 0 ? [make(Number(row[0]), [...new Set(filesOf(row[1]))])] : [];

async function findTouches(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const counts = await read(sql`
with files as (
  select source, file, count(*) as records, count(*) filter (is_malformed_session) as malformed,
    count(*) filter (user_uid is null) as anonymous
  from ${stgTouches} group by source, file
)
select source, cast(sum(records) as integer), cast(sum(malformed) as integer), cast(sum(anonymous) as integer), ${FILES}
from files group by source order by source`);
  return counts.flatMap(([source, records, malformed, anonymous, files]) => {
    const of = { source: sourceOf(source), files: filesOf(files) };
    const all = { label: 'Records', value: Number(records).toLocaleString('en-US') };
    return [
      ...(Number(malformed) > 0
        ? [
            finding({
              code: 'malformed_session_id',
              severity: 'info',
              column: 'session_id',
              ...of,
              message: `${titleIn(profiles, source)}: ${plural(Number(malformed), 'session id')} ${Number(malformed) === 1 ? 'is' : 'are'} malformed (\`sess_…\`). These sessions count, but are not compared with those of other tools.`,
              evidence: [all, { label: 'Malformed ids', value: Number(malformed).toLocaleString('en-US') }],
              rows: rowsOf(stgTouches.name, { source: String(source), is_malformed_session: true }),
            }),
          ]
        : []),
      ...(Number(anonymous) > 0
        ? [
            finding({
              code: 'anonymous_touches',
              severity: 'info',
              column: 'user_uid',
              ...of,
              message: `${titleIn(profiles, source)}: ${plural(Number(anonymous), 'record')} of ${Number(records).toLocaleString('en-US')} ${Number(anonymous) === 1 ? 'names' : 'name'} no person. They count in totals and are credited with nothing.`,
              evidence: [all, { label: 'Anonymous', value: Number(anonymous).toLocaleString('en-US') }],
              rows: rowsOf(stgTouches.name, { source: String(source), user_uid: null }),
            }),
          ]
        : []),
    ];
  });
}

/** Blank cells of ad exports and of invoices: what they cost, and which were rebuilt. */
async function findBlanks(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const ads = await read(sql`
select source, cast(count(*) as integer),
  cast(count(*) filter (original_cost is null and not contains(coalesce(issues, ''), 'cost')) as integer),
  cast(count(*) filter (impressions is null and not contains(coalesce(issues, ''), 'impressions')) as integer),
  cast(count(*) filter (clicks is null and not contains(coalesce(issues, ''), 'clicks')) as integer),
  cast(count(*) filter (is_cost_rebuilt) as integer), ${FILES}
from ${stgAds} group by source order by source`);
  const [invoices] = await read(sql`
select cast(count(*) filter (original_amount is null and not contains(coalesce(issues, ''), 'amount')) as integer), ${FILES}
from ${stgInvoices}`);
  return [
    ...ads.flatMap(([source, rows, cost, impressions, clicks, rebuilt, files]) => {
      const of = { source: sourceOf(source), files: filesOf(files) };
      const blanks = [
        { label: 'cost', value: Number(cost) },
        { label: 'impressions', value: Number(impressions) },
        { label: 'clicks', value: Number(clicks) },
      ].filter(({ value }) => value > 0);
      const findings: Finding[] = [];
      if (blanks.length > 0) {
        findings.push(
          finding({
            code: 'blank_values',
            severity: Number(cost) > 0 ? 'warning' : 'info',
            column: blanks[0]?.label ?? null,
            ...of,
            message: `${titleIn(profiles, source)}: of ${plural(Number(rows), 'record')}, ${blanks
              .map(
                ({ label, value }) =>
                  `${value.toLocaleString('en-US')} ${value === 1 ? 'has' : 'have'} no ${label}`,
              )
              .join(', ')}. Sums leave them out; nothing was put in their place.`,
            evidence: blanks.map(({ label, value }) => ({
              label: `Blank ${label}`,
              value: value.toLocaleString('en-US'),
            })),
          }),
        );
      }
      if (Number(rebuilt) > 0) {
        findings.push(
          finding({
            code: 'cost_rebuilt',
            severity: 'info',
            column: 'cost',
            ...of,
            message: `${titleIn(profiles, source)}: ${plural(Number(rebuilt), 'record')} without a cost ${Number(rebuilt) === 1 ? 'was' : 'were'} given clicks × cost per click, which the export rounds.`,
            rows: rowsOf(stgAds.name, { source: String(source), is_cost_rebuilt: true }),
          }),
        );
      }
      return findings;
    }),
    ...when(invoices, (count, files) =>
      finding({
        code: 'blank_values',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'amount',
        files,
        message: `${plural(count, 'invoice')} ${count === 1 ? 'has' : 'have'} no amount, and ${count === 1 ? 'counts' : 'count'} in no sum.`,
        rows: rowsOf(stgInvoices.name, { original_amount: null }),
      }),
    ),
  ];
}
