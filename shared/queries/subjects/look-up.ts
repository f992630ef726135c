import type { SubjectHit, SubjectKind } from '../../contract/subject';
import type { AnyRelation } from '../../sql/model';
import { queryRows, text } from '../../sql/records';
import { ident, lit, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { dimCampaign } from '../../stages/attribute/dim-campaign.model';
import { fctInvoices } from '../../stages/attribute/fct-invoices.model';
import { dimPerson } from '../../stages/dedup/dim-person.model';
import { intDeliveredLeads } from '../../stages/match/int-delivered-leads.model';
import { fctLeadStates } from '../../stages/model/fct-lead-states.model';

interface Place {
  readonly kind: SubjectKind;
  readonly relation: AnyRelation;
  /** The column that holds the id of the subject. */
  readonly id: string;
  /** The column that is looked in. */
  readonly column: string;
  readonly detail: string;
  /** Letters from which it is looked in: hashes begin alike often. */
  readonly least: number;
}

const place = (
  kind: SubjectKind,
  relation: AnyRelation,
  id: string,
  column: string,
  detail: string,
  least = 2,
): Place => ({ kind, relation, id, column, detail, least });

/** Where subjects go by what, the most wanted first. */
const PLACES: readonly Place[] = [
  place('crm_lead', fctLeadStates, 'lead_number', 'lead_number', 'CRM lead'),
  place('lead', intDeliveredLeads, 'lead_uuid', 'lead_uuid', 'delivered lead'),
  place('lead', intDeliveredLeads, 'lead_uuid', 'email_key', 'delivered lead with this e-mail hash', 6),
  place('lead', intDeliveredLeads, 'lead_uuid', 'phone_key', 'delivered lead with this phone hash', 6),
  place('crm_lead', fctLeadStates, 'lead_number', 'email_key', 'CRM lead with this e-mail hash', 6),
  place('crm_lead', fctLeadStates, 'lead_number', 'phone_key', 'CRM lead with this phone hash', 6),
  place('campaign', dimCampaign, 'campaign_id', 'campaign_id', 'campaign'),
  place('campaign', intDeliveredLeads, 'campaign_id', 'campaign_id', 'campaign of delivered leads'),
  place('person', dimPerson, 'person_id', 'email', 'person'),
  place('person', dimPerson, 'person_id', 'user_uid', 'person by id'),
  place('invoice', fctInvoices, 'invoice_id', 'invoice_id', 'invoice'),
];

/** Subjects that go by a text: those whose number, id, hash, e-mail or name begins with it, then those that contain it. */
export async function lookUp(
  workspace: Workspace,
  wanted: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly SubjectHit[]> {
  const needle = wanted.trim().toLowerCase();
  const hits = new Map<string, SubjectHit>();
  for (const { kind, relation, id, column, detail, least } of PLACES) {
    if (needle.length < least || !workspace.has(relation)) continue;
    const rows = await queryRows(workspace, hitsIn(relation, id, column, needle, limit), signal);
    for (const row of rows) {
      const [of, label] = [text(row, 'id'), text(row, 'label')];
      if (of === null || label === null) continue;
      // Campaigns are compared without case, as their page does.
      const subject = `${kind} ${kind === 'campaign' ? of.toLowerCase() : of}`;
      if (!hits.has(subject)) hits.set(subject, { kind, id: of, label, detail });
    }
  }
  const isExact = ({ label }: SubjectHit): boolean => label.toLowerCase() === needle;
  const all = [...hits.values()];
  return [...all.filter(isExact), ...all.filter((hit) => !isExact(hit))].slice(0, limit);
}

const hitsIn = (relation: AnyRelation, id: string, column: string, needle: string, limit: number): Sql => sql`
select ${ident(id)} as id, min(${ident(column)}) as label, min(not starts_with(lower(${ident(column)}), ${lit(needle)})) as is_inside
from ${relation} where ${ident(id)} is not null and contains(lower(${ident(column)}), ${lit(needle)})
group by 1 order by is_inside, length(label), id limit ${lit(limit)}`;
