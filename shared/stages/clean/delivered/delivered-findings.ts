import { finding, rowsOf } from '../../../domain/finding-builder';
import { plural, say } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import { sql } from '../../../sql/sql';
import { defineFindings } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import { PROFILES } from '../../classify/profile';
import { findCurrencies } from '../marketing/currency-findings';
import type { Profiles } from '../marketing/finding-rows';
import { stgDeliveredLeads } from './stg-delivered-leads.model';

/** Lead ids that repeat among the delivered leads. */
async function findRepeatedLeads(workspace: Workspace): Promise<readonly Finding[]> {
  const [repeats] = (
    await workspace.query(sql`
select cast(count(*) as integer), cast(coalesce(sum(n - 1), 0) as integer) from (
  select lead_uuid, count(*) as n from ${stgDeliveredLeads} where lead_uuid is not null group by 1 having count(*) > 1
)`)
  ).rows();
  const [ids = 0, further = 0] = (repeats ?? []).map(Number);
  if (ids === 0) return [];
  return [
    finding({
      code: 'duplicate_key',
      severity: 'info',
      source: 'delivered_leads',
      column: 'lead_uuid',
      message: say`${plural(ids, 'lead id')} occur more than once among the delivered leads (${plural(further, 'further record')}). Each counts once; its first record stands for it.`,
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
