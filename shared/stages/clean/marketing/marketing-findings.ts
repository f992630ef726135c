import { together } from '../../../domain/together';
import type { Finding } from '../../../domain/finding';
import type { Cell } from '../../../ports/database';
import type { Sql } from '../../../sql/sql';
import { defineFindings } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import { PROFILES } from '../../classify/profile';
import { findBlanks } from './blank-findings';
import { findCurrencies, MARKETING_AMOUNTS } from './currency-findings';
import type { Profiles } from './finding-rows';
import { findCampaignsOfWays, findPlaceholderCampaigns } from './placeholder-findings';
import { findStatuses } from './status-findings';
import { stgAds } from './stg-ads.model';
import { stgInvoices } from './stg-invoices.model';
import { stgLeads } from './stg-leads.model';
import { stgTouches } from './stg-touches.model';
import { findTouches } from './touch-findings';
import { findUnits } from './unit-findings';

/** What the cleaned marketing exports have to say before they are joined: what is apart, assumed, blank or repeated. */
async function findInMarketing(
  workspace: Workspace,
  profiles: Profiles,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const read = async (query: Sql): Promise<readonly (readonly Cell[])[]> =>
    (await workspace.query(query, signal)).rows();
  const found = await together([
    findCurrencies(read, profiles, MARKETING_AMOUNTS),
    findStatuses(read, profiles),
    findTouches(read, profiles),
    findBlanks(read, profiles),
    findPlaceholderCampaigns(read, profiles),
    findCampaignsOfWays(read, profiles),
    findUnits(read),
  ]);
  return found.flat();
}

export const marketingFindings = defineFindings({
  name: 'marketing_findings',
  title: 'What is apart, assumed, blank or repeated in the marketing exports',
  reads: [stgLeads, stgInvoices, stgTouches, stgAds],
  question: 'revenue',
  find: ({ workspace, signal }) => findInMarketing(workspace, PROFILES, signal),
});
