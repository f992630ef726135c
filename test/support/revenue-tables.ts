import type { RevenueWorld } from '../../shared/sample/revenue-model';
import { toUsdCents } from '../../shared/sample/money-text';
import { defineTable, type ModelSpec, type TableSpec } from '../../shared/sql/model';
import { emailKeyOfPerson, personKey } from '../../shared/sql/person-verbs';
import { commas, ident, raw, sql, type Sql } from '../../shared/sql/sql';
import { Workspace } from '../../shared/sql/workspace';
import { stgAds } from '../../shared/stages/clean/marketing/stg-ads.model';
import { stgInvoices } from '../../shared/stages/clean/marketing/stg-invoices.model';
import { stgLeads } from '../../shared/stages/clean/marketing/stg-leads.model';
import { stgTouches } from '../../shared/stages/clean/marketing/stg-touches.model';
import { freshDatabase } from './reused-database';

type Value = string | number | boolean | null;
export type Cells = Readonly<Record<string, Value>>;

/** The cleaned tables of the second question, as rows; what a row leaves out is null. */
export interface RevenueRows {
  readonly leads?: readonly Cells[];
  readonly invoices?: readonly Cells[];
  readonly touches?: readonly Cells[];
  readonly ads?: readonly Cells[];
}

const STAGING = { leads: stgLeads, invoices: stgInvoices, touches: stgTouches, ads: stgAds } as const;
const FILES: Readonly<Record<string, string>> = {
  hubspot_leads: 'hubspot.csv',
  intercom_leads: 'intercom.csv',
  stripe_invoices: 'stripe.csv',
};

/** Columns that clean makes of others. */
const FOLDED: Readonly<Record<string, Sql>> = {
  person_key: sql`${personKey(raw('user_uid'))} as person_key`,
  lead_key: sql`${personKey(raw("split_part(lead_id, ';', 1)"))} as lead_key`,
  email_key: sql`${emailKeyOfPerson(raw('email'))} as email_key`,
};

/** As clean hands them on: with a file and a number for each record, and the campaign folded. */
function complete(table: keyof RevenueRows, rows: readonly Cells[]): Cells[] {
  const numbers = new Map<Value, number>();
  return rows.map((row) => {
    const source =
      row['source'] ??
      { leads: 'hubspot_leads', invoices: 'stripe_invoices', touches: 'ga4_sessions', ads: 'google_ads' }[
        table
      ];
    const number = (numbers.get(source) ?? 0) + 1;
    numbers.set(source, number);
    const campaign = row['campaign_id'];
    return {
      source,
      file: FILES[String(source)] ?? `${String(source)}.csv`,
      record_number: number,
      campaign_key: typeof campaign === 'string' ? campaign.toLowerCase() : null,
      issues: 0,
      ...(table === 'invoices'
        ? { record_type: 'sale', life: 2, is_invoiced: true, is_currency_assumed: false }
        : {}),
      ...(table === 'touches' ? { is_malformed_session: false } : {}),
      ...(table === 'leads' ? { is_marked_deleted: false } : {}),
      ...(table === 'ads'
        ? { platform: 'google', is_cost_rebuilt: false, is_currency_assumed: false, is_marked_deleted: false }
        : {}),
      ...row,
    };
  });
}

/** Fills the cleaned tables with these rows, in place of reading files. */
export async function fillStaging(workspace: Workspace, rows: RevenueRows): Promise<void> {
  for (const table of ['leads', 'invoices', 'touches', 'ads'] as const) {
    const model: ModelSpec = STAGING[table];
    const spec: TableSpec = defineTable(model);
    const cells = complete(table, rows[table] ?? []);
    await workspace.fill(spec, JSON.stringify(cells), async (into) => {
      if (cells.length === 0) return;
      const names = Object.keys(spec.columns);
      const staged = defineTable({
        ...spec,
        name: `src_${spec.name}`,
        columns: Object.fromEntries(names.map((name) => [name, { type: 'VARCHAR', description: '' }])),
      });
      await workspace.fill(staged, JSON.stringify(cells), (text) =>
        text.append(
          Object.fromEntries(
            names.map((name) => [
              name,
              {
                type: 'text' as const,
                values: cells.map((row) =>
                  row[name] === null || row[name] === undefined ? null : String(row[name]),
                ),
              },
            ]),
          ),
        ),
      );
      const cast = (name: string): Sql =>
        FOLDED[name] ?? sql`cast(${ident(name)} as ${raw(spec.columns[name]!.type)}) as ${ident(name)}`;
      await into.insert(sql`select ${commas(names.map(cast))} from ${staged}`);
    });
  }
}

let shared: Promise<Workspace> | undefined;

/** The workspace of this test file with these rows as its cleaned tables, in a run that has begun. */
export async function revenueWorkspace(rows: RevenueRows): Promise<Workspace> {
  shared ??= freshDatabase().then((database) => new Workspace(database, 'test'));
  const workspace = await shared;
  // What the run before built goes, so that every run builds.
  workspace.begin();
  await workspace.commit();
  await fillStaging(workspace, rows);
  return workspace;
}

/** Rows of a query as objects. */
export async function rowsOf(workspace: Workspace, query: Sql): Promise<Record<string, Value>[]> {
  const result = await workspace.query(query);
  return result
    .rows()
    .map((row) => Object.fromEntries(result.names.map((name, i) => [name, row[i] ?? null])));
}

const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const TOOLS = { ga4: 'ga4_sessions', segment: 'segment_events', mixpanel: 'mixpanel_events' } as const;

/** What clean must make of the exports of a sample: straight from what happened, without any file. */
export function stagingOf(world: RevenueWorld): Required<RevenueRows> {
  return {
    leads: [
      ...world.people
        .filter((person) => person.inHubspot)
        .map((person, i) => ({
          source: 'hubspot_leads',
          lead_id: person.leadId,
          user_uid: person.uid,
          campaign_id: person.campaign,
          status: person.inIntercom && i % 12 === 0 ? null : person.status,
          deal_amount_cents: person.dealCents,
        })),
      ...world.intercom.map(({ person, leadId, uid, email }) => ({
        source: 'intercom_leads',
        lead_id: leadId,
        user_uid: uid,
        campaign_id: person.campaign,
        status: person.status,
        deal_amount_cents: person.dealCents,
        email,
      })),
    ],
    invoices: world.invoices.map((invoice) => ({
      invoice_id: invoice.id,
      user_uid: invoice.uid,
      invoiced_on: isoDay(invoice.day),
      amount_cents: toUsdCents(invoice.cents, invoice.currency),
      currency: invoice.currency,
      status: invoice.status,
      is_invoiced: invoice.status === 'paid',
    })),
    touches: world.visits.flatMap((visit) =>
      visit.tools.map((tool) => ({
        source: TOOLS[tool],
        session_id: tool === 'mixpanel' ? null : visit.sessionId,
        user_uid: visit.uid,
        campaign_id: visit.campaign,
        event_at: `${isoDay(visit.day)} 00:00:00`,
        is_conversion: visit.isConversion,
      })),
    ),
    ads: world.spend.map((row) => ({
      source: `${row.platform}_ads`,
      platform: row.platform,
      spend_on: isoDay(row.day),
      campaign_id: row.campaign,
      cost_cents:
        row.cents === null
          ? (row.clicks ?? 0) * (row.centsPerClick ?? 0)
          : toUsdCents(row.cents, row.currency),
      impressions: row.impressions,
      clicks: row.clicks,
    })),
  };
}
