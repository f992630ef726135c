import { lit, sql } from '../../sql/sql';
import { int, queryRows, text, type Row } from '../../sql/records';
import type { Workspace } from '../../sql/workspace';
import { dimCampaign } from '../../stages/attribute/dim-campaign.model';
import { fctInvoices } from '../../stages/attribute/fct-invoices.model';
import { fctSpendDaily } from '../../stages/attribute/fct-spend-daily.model';
import { fctTouches } from '../../stages/attribute/fct-touches.model';
import { rptAttributedInvoices } from '../../stages/attribute/rpt-attributed-invoices.model';
import { rptCampaignReturns } from '../../stages/attribute/rpt-campaign-returns.model';
import { dimPerson } from '../../stages/dedup/dim-person.model';
import { rptPeople } from '../../stages/dedup/rpt-people.model';
import { rptPersonMembers } from '../../stages/dedup/rpt-person-members.model';
import { intDeliveredLeads } from '../../stages/match/int-delivered-leads.model';
import type { Found } from './found';
import { among, ascending, descending, equals, rowsIn, sectionsOf, textsOf } from './subject-query';

/** A person of the lead tools: the records that were merged, the invoices and the touches. */
export async function findPerson(workspace: Workspace, id: string, signal: AbortSignal): Promise<Found> {
  const [person] = workspace.has(dimPerson)
    ? await queryRows(
        workspace,
        sql`select person_no, user_uid, email from ${dimPerson} where person_id = ${lit(id)}`,
        signal,
      )
    : [];
  const number = int(person, 'person_no');
  return {
    facts: rowsIn(workspace, rptPeople, [equals('person_id', id)]),
    names: [id, ...namesOf(person)],
    numbers: [],
    sections: sectionsOf(
      {
        title: 'Records',
        note: 'Records of the lead tools that are this person, with the rule that joined each.',
        query: rowsIn(workspace, rptPersonMembers, [equals('person_id', id)], ascending('lead_no')),
      },
      {
        title: 'Invoices',
        note: 'Invoices of the person, those that do not count with the reason.',
        query: rowsIn(workspace, fctInvoices, [equals('person_no', number)], descending('invoiced_on')),
      },
      {
        title: 'Sessions and events',
        note: 'In the order of time; those that are no touch with the reason.',
        query: rowsIn(workspace, fctTouches, [equals('person_no', number)], ascending('touched_at')),
      },
    ),
  };
}

const namesOf = (row: Row | undefined): readonly string[] =>
  ['user_uid', 'email'].flatMap((column) => text(row, column) ?? []);

/** An invoice: what each model credits of it to whom, and the touches of its person. */
export async function findInvoice(workspace: Workspace, id: string, signal: AbortSignal): Promise<Found> {
  const rows = workspace.has(fctInvoices)
    ? await queryRows(
        workspace,
        sql`select distinct person_uid from ${fctInvoices} where invoice_id = ${lit(id)} and person_uid is not null order by 1`,
        signal,
      )
    : [];
  const people = rows.flatMap((row) => text(row, 'person_uid') ?? []);
  return {
    facts: rowsIn(workspace, fctInvoices, [equals('invoice_id', id)], descending('is_counted')),
    names: [id],
    numbers: [],
    sections: sectionsOf(
      {
        title: 'Records',
        note: 'Every record of the invoice; the one that counts, and why the others do not.',
        query: rowsIn(workspace, fctInvoices, [equals('invoice_id', id)], descending('is_counted')),
      },
      {
        title: 'Credits',
        note: 'What each model credits to which campaign, or why to none.',
        query: rowsIn(workspace, rptAttributedInvoices, [equals('invoice_id', id)], ascending('model')),
      },
      {
        title: 'Sessions and events of the person',
        note: 'In the order of time; those that are no touch with the reason.',
        query: rowsIn(workspace, fctTouches, [among('person_uid', people)], ascending('touched_at')),
      },
    ),
  };
}

/** A campaign: revenue under each model, spend by day, people, invoices, touches and delivered leads. */
export async function findCampaign(workspace: Workspace, id: string, signal: AbortSignal): Promise<Found> {
  const [campaign] = workspace.has(dimCampaign)
    ? await queryRows(
        workspace,
        sql`select campaign_key from ${dimCampaign} where campaign_id = ${lit(id)} or campaign_key = ${lit(id.toLowerCase())}
          order by campaign_id <> ${lit(id)}, campaign_key limit 1`,
        signal,
      )
    : [];
  const key = text(campaign, 'campaign_key') ?? id.toLowerCase();
  const delivered = workspace.has(intDeliveredLeads)
    ? await textsOf(
        workspace,
        sql`select distinct campaign_id as value from ${intDeliveredLeads} where lower(campaign_id) = ${lit(id.toLowerCase())} order by 1`,
        signal,
      )
    : [];
  const ofKey = equals('campaign_key', key);
  return {
    // A campaign of delivered leads alone is in no tool, and has no more than their rows.
    facts: campaign ? rowsIn(workspace, dimCampaign, [ofKey]) : null,
    names: [id, key],
    numbers: [],
    sections: sectionsOf(
      {
        title: 'Return under each model',
        note: 'Invoices, revenue and spend of the campaign.',
        query: rowsIn(workspace, rptCampaignReturns, [ofKey], ascending('model')),
      },
      {
        title: 'Spend by day',
        note: 'On every platform on which it ran.',
        query: rowsIn(workspace, fctSpendDaily, [ofKey], descending('spend_on')),
      },
      {
        title: 'People',
        note: 'People whose lead names the campaign.',
        query: rowsIn(workspace, dimPerson, [ofKey], ascending('person_no')),
      },
      {
        title: 'Credits',
        note: 'Invoices that the models credit to it.',
        query: rowsIn(workspace, rptAttributedInvoices, [ofKey], descending('invoiced_on')),
      },
      {
        title: 'Sessions and events',
        note: 'In the order of time; those that are no touch with the reason.',
        query: rowsIn(workspace, fctTouches, [ofKey], descending('touched_at')),
      },
      {
        title: 'Delivered leads',
        note: 'Leads that a vendor delivered for it.',
        query: rowsIn(
          workspace,
          intDeliveredLeads,
          [among('campaign_id', delivered)],
          descending('delivered_on'),
        ),
      },
    ),
  };
}
