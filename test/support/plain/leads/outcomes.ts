import type { Basis } from '../../../../shared/domain/lead-quality';
import type { DeliveredLead } from './delivered-leads';
import type { LeadFacts } from './facts';
import type { Links } from './links';
import { newestFirst, newestOf, type Seen } from './newest';
import { ROW_STAGES, shows, type Stage } from './stages';

/** What the linked rows of one CRM lead show of a delivered lead. */
export interface CrmLeadOutcome {
  readonly leadNumber: string;
  readonly rows: readonly Seen[];
  readonly ever: ReadonlySet<Stage>;
  readonly latest: ReadonlySet<Stage>;
}

/** What a delivered lead has reached, and where it is counted. */
export interface Outcome {
  readonly lead: DeliveredLead;
  readonly crmLeads: readonly CrmLeadOutcome[];
  readonly isMatched: boolean;
  readonly reached: Readonly<Record<Basis, ReadonlySet<Stage>>>;
  readonly state: string | null;
  readonly entryMonth: string | null;
  readonly disposition: string | null;
  readonly jobStatus: string | null;
}

/** The stages that some rows of one CRM lead show; a sale is a net sale where the CRM lead is one. */
export function stagesOf(rows: readonly Seen[], isTakenBack: boolean, facts: LeadFacts): ReadonlySet<Stage> {
  const shown = ROW_STAGES.filter((stage) => rows.some(({ row }) => shows(row, stage, facts)));
  return new Set<Stage>(shown.includes('sale') && !isTakenBack ? [...shown, 'net_sale'] : shown);
}

/**
 * The outcome of a delivered lead: what any of its linked CRM leads has reached, by the rows of linked identities alone.
 * *Latest* looks at the last snapshot in which the lead appears through them. State and month of entry are those of its
 * earliest CRM lead (entry date, then lead number), newest non-empty values; disposition and job status those of its
 * newest row, of several CRM leads in one snapshot of the first lead number.
 */
export function outcomeOf(
  lead: DeliveredLead,
  links: Links,
  isTakenBack: ReadonlySet<string>,
  facts: LeadFacts,
): Outcome {
  const rows = (links.get(lead.leadId) ?? []).flatMap(({ identity }) => identity.rows);
  const last = Math.max(0, ...rows.map(({ order }) => order));
  const numbers = [...new Set(rows.map(({ row }) => row.leadNumber))].sort();
  const crmLeads = numbers.map((leadNumber): CrmLeadOutcome => {
    const own = rows.filter(({ row }) => row.leadNumber === leadNumber);
    const stages = (of: readonly Seen[]) => stagesOf(of, isTakenBack.has(leadNumber), facts);
    return {
      leadNumber,
      rows: own,
      ever: stages(own),
      latest: stages(own.filter(({ order }) => order === last)),
    };
  });
  const union = (basis: Basis): ReadonlySet<Stage> => new Set(crmLeads.flatMap((of) => [...of[basis]]));
  const entryOf = (of: CrmLeadOutcome): string => newestOf(of.rows, ({ entryOn }) => entryOn) ?? '9999';
  const earliest = [...crmLeads].sort((a, b) =>
    entryOf(a) < entryOf(b) ? -1 : entryOf(a) > entryOf(b) ? 1 : 0,
  )[0];
  const lastOf = (of: CrmLeadOutcome): number => Math.max(...of.rows.map(({ order }) => order));
  const newest = [...crmLeads].sort((a, b) => lastOf(b) - lastOf(a))[0];
  const newestRow = newest && newestFirst(newest.rows)[0]?.row;
  return {
    lead,
    crmLeads,
    isMatched: crmLeads.length > 0,
    reached: { ever: union('ever'), latest: union('latest') },
    state: earliest ? newestOf(earliest.rows, ({ state }) => state) : null,
    entryMonth: earliest ? (newestOf(earliest.rows, ({ entryOn }) => entryOn)?.slice(0, 7) ?? null) : null,
    disposition: newestRow?.disposition ?? null,
    jobStatus: newestRow?.jobStatus ?? null,
  };
}
