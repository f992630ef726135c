import { moneyOf } from '../../../domain/cents';
import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, code, count, file, joined, money, plural, say } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import { int, queryRows, requiredText, text } from '../../../sql/records';
import { commas, ident, sql, type Sql } from '../../../sql/sql';
import { defineFindings } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import { PROFILES } from '../../classify/profile';
import { findCurrencies } from '../marketing/currency-findings';
import type { Profiles } from '../marketing/finding-rows';
import { stgDeliveredLeads } from './stg-delivered-leads.model';

/** What the records of one lead may differ in, as a sentence names it. */
const DIFFERENCES = [
  { name: 'keys', column: 'email_key', more: 'phone_key' },
  { name: 'price', column: 'price_cents', more: null },
  { name: 'vendor', column: 'vendor', more: null },
  { name: 'campaign', column: 'campaign_id', more: null },
  { name: 'date of delivery', column: 'delivered_on', more: null },
] as const;

const differs = (column: string): Sql => sql`min(${ident(column)}) <> max(${ident(column)})`;

/** Lead ids that repeat among the delivered leads, and what their records differ in. */
async function findRepeatedLeads(workspace: Workspace): Promise<readonly Finding[]> {
  const [row] = await queryRows(
    workspace,
    sql`
select cast(count(*) as integer) as ids, cast(coalesce(sum(n - 1), 0) as integer) as further,
  ${commas(DIFFERENCES.map(({ name }) => sql`cast(count(*) filter (${ident(name)}) as integer) as ${ident(name)}`))}
from (
  select count(*) as n, ${commas(
    DIFFERENCES.map(
      ({ name, column, more }) =>
        sql`coalesce(${differs(column)}, false) ${more === null ? sql`` : sql`or coalesce(${differs(more)}, false)`} as ${ident(name)}`,
    ),
  )}
  from ${stgDeliveredLeads} where lead_uuid is not null group by lead_uuid having count(*) > 1
)`,
  );
  const [ids, further] = [int(row, 'ids'), int(row, 'further')];
  if (ids === 0) return [];
  const differences = DIFFERENCES.filter(({ name }) => int(row, name) > 0);
  const whatDiffers =
    differences.length === 0
      ? ''
      : say` They differ in ${joined(differences.map(({ name }) => say`${name} of ${plural(int(row, name), 'lead')}`))}: what a later record says of these counts nowhere. Where the later one is a correction, take the earlier out.`;
  return [
    finding({
      code: 'duplicate_key',
      severity: differences.length === 0 ? 'info' : 'warning',
      source: 'delivered_leads',
      column: 'lead_uuid',
      message: say`${plural(ids, 'lead id')} ${agree(ids, 'occurs', 'occur')} more than once among the delivered leads (${plural(further, 'further record')}). Each counts once; its first record stands for it.${whatDiffers}`,
      evidence: differences.map(({ name }) => ({ label: `Differ in ${name}`, value: count(int(row, name)) })),
      rows: rowsOf(stgDeliveredLeads),
    }),
  ];
}

/** Ids that several files give to different people: so many, and so many of those that repeat. */
const FEWEST_NUMBERED = 3;
const NUMBERED = 0.5;

/**
 * Lead ids that files number for themselves: the same id is another person in another file, with another e-mail and another
 * phone, as far as both have them. Of these people only the first counts.
 */
async function findNumberedIds(workspace: Workspace): Promise<readonly Finding[]> {
  const [row] = await queryRows(
    workspace,
    sql`
with firsts as (
  select * from ${stgDeliveredLeads} where lead_uuid is not null
  qualify row_number() over (partition by lead_uuid order by file, record_number) = 1
), later as (
  select l.lead_uuid, l.file, f.file as first_file,
    coalesce(l.email_key <> f.email_key, l.phone_key <> f.phone_key, false) and coalesce(l.phone_key <> f.phone_key, true) as is_other
  from ${stgDeliveredLeads} l join firsts f on f.lead_uuid = l.lead_uuid and f.file <> l.file
)
select cast(count(*) filter (is_other) as integer) as others, cast(count(*) as integer) as repeated,
  min(lead_uuid) filter (is_other) as one, string_agg(distinct file, chr(10)) filter (is_other) as files,
  string_agg(distinct first_file, chr(10)) filter (is_other) as first_files
from later`,
  );
  const [others, repeated] = [int(row, 'others'), int(row, 'repeated')];
  if (others < FEWEST_NUMBERED || others < NUMBERED * repeated) return [];
  const files = `${text(row, 'files') ?? ''}\n${text(row, 'first_files') ?? ''}`.split('\n');
  return [
    finding({
      code: 'duplicate_key',
      severity: 'error',
      source: 'delivered_leads',
      column: 'lead_uuid',
      files,
      message: say`${plural(others, 'record')} of delivered leads ${agree(others, 'has', 'have')} the lead id of another person in another file (such as ${code(requiredText(row, 'one'))}), with another e-mail and phone: the files number their leads each for itself. Only the first of these people counts, ${plural(others, 'delivered lead')} ${agree(others, 'does', 'do')} not. Export ids that are the lead’s own, or put the vendor before the number.`,
      evidence: [{ label: 'Do not count', value: count(others) }],
    }),
  ];
}

/** A lead id as a UUID, which is the same in either case, with dashes and without; null for other ids. */
const UUID = sql`case when length(lead_uuid) in (32, 36, 38) then nullif(regexp_extract(replace(lower(lead_uuid), '-', ''), '^\\{?([0-9a-f]{32})\\}?$', 1), '') end`;

/** Lead ids that are one UUID in several spellings: as text each is another lead. */
async function findSpelledIds(workspace: Workspace): Promise<readonly Finding[]> {
  const [row] = await queryRows(
    workspace,
    sql`
select cast(count(*) as integer) as leads, cast(sum(spellings - 1) as integer) as surplus, min(one) as one, min(other) as other
from (
  select count(distinct lead_uuid) as spellings, min(lead_uuid) as one, max(lead_uuid) as other
  from ${stgDeliveredLeads} where ${UUID} is not null group by ${UUID} having min(lead_uuid) <> max(lead_uuid)
)`,
  );
  const [leads, surplus] = [int(row, 'leads'), int(row, 'surplus')];
  if (leads === 0) return [];
  return [
    finding({
      code: 'duplicate_key',
      severity: 'warning',
      source: 'delivered_leads',
      column: 'lead_uuid',
      message: say`${plural(leads, 'lead id is written', 'lead ids are written')} in several ways (such as ${code(requiredText(row, 'one'))} and ${code(requiredText(row, 'other'))}): as UUIDs they are the same, and as they stand ${plural(surplus, 'delivered lead counts', 'delivered leads count')} once more. Export the ids in one way.`,
      evidence: [{ label: 'Counted once more', value: count(surplus) }],
    }),
  ];
}

/** Prices that could not be converted, and those whose currency was assumed. */
const findPriceCurrencies = (
  workspace: Workspace,
  profiles: Profiles,
  signal?: AbortSignal,
): Promise<readonly Finding[]> =>
  findCurrencies(async (query) => (await workspace.query(query, signal)).rows(), profiles, [
    { table: stgDeliveredLeads, cents: 'price_cents', original: 'original_price' },
  ]);

/** What Meta writes into the leads that it makes for a test of a form. */
const IS_TEST_LEAD = sql`(contains(lower(phone), '<test lead:') or contains(lower(email_written), '<test lead:')
  or email in ('test@fb.com', 'test@meta.com'))`;

/** Records that were read as leads and are likely none: a sum below the leads, and Meta's test leads. */
async function findNoLeads(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const sums = await queryRows(
    workspace,
    sql`
with files as (
  select file, max(record_number) as last_record, count(*) as records, sum(price_cents) as cents from ${stgDeliveredLeads} group by file
)
select file, lead_uuid, cast(records - 1 as integer) as leads, price_cents is not null and price_cents > 0 as is_priced,
  cast(coalesce(price_cents, 0) as bigint) as cents
from ${stgDeliveredLeads} join files using (file)
where record_number = last_record and records > 2 and lead_uuid is not null and email_key is null and phone_key is null
  and (translate(lead_uuid, ', ', '') = cast(record_number - 1 as varchar) or (price_cents > 0 and price_cents * 2 = cents))
order by file`,
    signal,
  );
  const [tests] = await queryRows(
    workspace,
    sql`select cast(count(*) as integer) as leads, string_agg(distinct file, chr(10) order by file) as files
      from ${stgDeliveredLeads} where ${IS_TEST_LEAD}`,
    signal,
  );
  const testLeads = int(tests, 'leads');
  return [
    ...sums.map((row) => {
      const [path, id] = [requiredText(row, 'file'), requiredText(row, 'lead_uuid')];
      const price =
        row['is_priced'] === true ? say` and ${money(moneyOf(int(row, 'cents')))} of their price` : '';
      return finding({
        code: 'total_rows',
        severity: 'warning',
        source: 'delivered_leads',
        column: 'lead_uuid',
        files: [path],
        message: say`${file(path)}: the last record, ${code(id)}, has neither an e-mail nor a phone, and reads like the sum of the ${plural(int(row, 'leads'), 'lead')} above it. It counts as a delivered lead that no report has${price}. Take it out if it is a sum.`,
      });
    }),
    ...(testLeads === 0
      ? []
      : [
          finding({
            code: 'marked_records',
            severity: 'warning',
            source: 'delivered_leads',
            column: 'phone',
            files: (text(tests, 'files') ?? '').split('\n'),
            message: say`${plural(testLeads, 'delivered lead is', 'delivered leads are')} of Meta’s test of a form (${code('<test lead: dummy data …>')}, ${code('test@meta.com')}), and ${agree(testLeads, 'counts', 'count')} as delivered all the same. Take ${agree(testLeads, 'it', 'them')} out of the file.`,
          }),
        ]),
  ];
}

export const noLeadFindings = defineFindings({
  name: 'no_lead_findings',
  title: 'Records of delivered leads that are likely none',
  reads: [stgDeliveredLeads],
  question: 'leadQuality',
  find: ({ workspace, signal }) => findNoLeads(workspace, signal),
});

export const repeatedLeadFindings = defineFindings({
  name: 'repeated_lead_findings',
  title: 'Lead ids that repeat',
  reads: [stgDeliveredLeads],
  question: 'leadQuality',
  find: async ({ workspace }) => [
    ...(await findRepeatedLeads(workspace)),
    ...(await findSpelledIds(workspace)),
    ...(await findNumberedIds(workspace)),
  ],
});

export const priceFindings = defineFindings({
  name: 'price_findings',
  title: 'Prices without a rate or a currency',
  reads: [stgDeliveredLeads],
  question: 'leadQuality',
  find: ({ workspace, signal }) => findPriceCurrencies(workspace, PROFILES, signal),
});
