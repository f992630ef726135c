import type { SubjectSection } from '../../contract/subject';
import { lit, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { intDeliveredLeads } from '../../stages/match/int-delivered-leads.model';
import { rptLinks } from '../../stages/match/rpt-links.model';
import { rptContradictions } from '../../stages/measure/rpt-contradictions.model';
import { rptRepeatedDeliveries } from '../../stages/measure/rpt-repeated-deliveries.model';
import { fctLeadStates } from '../../stages/model/fct-lead-states.model';
import { fctLeadOutcomes } from '../../stages/report/fct-lead-outcomes.model';
import type { Found } from './found';
import { among, ascending, descending, equals, rowsIn, sectionsOf, textsOf } from './subject-query';

const STATES =
  'Each line holds in the reports from the first snapshot to the last one; the newest word is last.';
const LINKS =
  'What the keys say of each candidate, the weight of that, and the chance that it is the same person.';

const statesOf = (workspace: Workspace, numbers: readonly string[]): readonly SubjectSection[] =>
  sectionsOf({
    title: 'What the reports say',
    note: STATES,
    query: rowsIn(
      workspace,
      fctLeadStates,
      [among('lead_number', numbers)],
      ascending('lead_number', 'valid_from'),
    ),
  });

/** A delivered lead: its outcome, its candidates with their weights, and what the reports say of them. */
export async function findLead(workspace: Workspace, id: string, signal: AbortSignal): Promise<Found> {
  const [keys] = await keysOf(workspace, id, signal);
  const numbers = workspace.has(rptLinks)
    ? await textsOf(
        workspace,
        sql`select distinct lead_number as value from ${rptLinks} where lead_uuid = ${lit(id)} and lead_number is not null order by 1`,
        signal,
      )
    : [];
  return {
    facts: rowsIn(workspace, fctLeadOutcomes, [equals('lead_uuid', id)]),
    names: [id, ...(keys ?? []), ...numbers],
    numbers,
    sections: [
      ...sectionsOf(
        {
          title: 'As it was delivered',
          note: 'The record as it was read, with its file.',
          query: rowsIn(workspace, intDeliveredLeads, [equals('lead_uuid', id)]),
        },
        {
          title: 'Candidates and links',
          note: LINKS,
          query: rowsIn(workspace, rptLinks, [equals('lead_uuid', id)], descending('probability')),
        },
      ),
      ...statesOf(workspace, numbers),
      ...sectionsOf(
        {
          title: 'Delivered more than once',
          note: 'Deliveries of the same person, the first one first.',
          query: rowsIn(workspace, rptRepeatedDeliveries, [equals('lead_uuid', id)]),
        },
        {
          title: 'Contradictions',
          note: 'What cannot be together in one state.',
          query: rowsIn(workspace, rptContradictions, [among('lead_number', numbers)]),
        },
      ),
    ],
  };
}

async function keysOf(
  workspace: Workspace,
  id: string,
  signal: AbortSignal,
): Promise<readonly (readonly string[])[]> {
  if (!workspace.has(intDeliveredLeads)) return [];
  const result = await workspace.read(
    sql`select email_key, phone_key from ${intDeliveredLeads} where lead_uuid = ${lit(id)} limit 1`,
    signal,
  );
  return result.rows().map((row) => row.flatMap((key) => (typeof key === 'string' ? [key] : [])));
}

/** A CRM lead: its newest state, the delivered leads that it may be, and all its states. */
export async function findCrmLead(workspace: Workspace, id: string, signal: AbortSignal): Promise<Found> {
  const leads = workspace.has(rptLinks)
    ? await textsOf(
        workspace,
        sql`select distinct lead_uuid as value from ${rptLinks} where lead_number = ${lit(id)} order by 1`,
        signal,
      )
    : [];
  return {
    facts: rowsIn(workspace, fctLeadStates, [equals('lead_number', id)], descending('valid_to')),
    names: [id],
    numbers: [id],
    sections: [
      ...sectionsOf({
        title: 'Candidates and links',
        note: LINKS,
        query: rowsIn(workspace, rptLinks, [equals('lead_number', id)], descending('probability')),
      }),
      ...statesOf(workspace, [id]),
      ...sectionsOf(
        {
          title: 'Delivered leads',
          note: 'The delivered leads that it may be, with what they reached.',
          query: rowsIn(workspace, fctLeadOutcomes, [among('lead_uuid', leads)]),
        },
        {
          title: 'Contradictions',
          note: 'What cannot be together in one state.',
          query: rowsIn(workspace, rptContradictions, [equals('lead_number', id)]),
        },
      ),
    ],
  };
}
