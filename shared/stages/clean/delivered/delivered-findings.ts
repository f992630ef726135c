import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count, joined, plural, say } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import { int, queryRows } from '../../../sql/records';
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

/** Prices that could not be converted, and those whose currency was assumed. */
const findPriceCurrencies = (
  workspace: Workspace,
  profiles: Profiles,
  signal?: AbortSignal,
): Promise<readonly Finding[]> =>
  findCurrencies(async (query) => (await workspace.query(query, signal)).rows(), profiles, [
    { table: stgDeliveredLeads, cents: 'price_cents', original: 'original_price' },
  ]);

export const repeatedLeadFindings = defineFindings({
  name: 'repeated_lead_findings',
  title: 'Lead ids that repeat',
  reads: [stgDeliveredLeads],
  question: 'leadQuality',
  find: ({ workspace }) => findRepeatedLeads(workspace),
});

export const priceFindings = defineFindings({
  name: 'price_findings',
  title: 'Prices without a rate or a currency',
  reads: [stgDeliveredLeads],
  question: 'leadQuality',
  find: ({ workspace, signal }) => findPriceCurrencies(workspace, PROFILES, signal),
});
