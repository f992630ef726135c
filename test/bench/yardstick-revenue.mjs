// The yardstick of the second question: native DuckDB of the same version, one thread, reading the ten exports as text
// and doing the joins alone. Usage: node yardstick-revenue.mjs FOLDER ; prints {"seconds", "rows"} as JSON.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [folder] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const db = await instance.connect();
const quote = (text) => `'${text.replaceAll("'", "''")}'`;
const started = performance.now();

const tables = {};
for (const name of readdirSync(folder).filter((file) => file.endsWith('.csv'))) {
  const table = name.replace(/^raw_/, '').replace(/\.csv$/, '');
  await db.run(
    `create table "${table}" as select * from read_csv(${quote(join(folder, name))}, all_varchar = true)`,
  );
  const described = await db.runAndReadAll(`describe "${table}"`);
  tables[table] = described.getRows().map(([column]) => String(column));
}
const column = (table, ...names) => names.find((name) => tables[table].includes(name)) ?? names[0];
const person = (table) => `"${column(table, 'user_uid', 'uid', 'user_id')}"`;
const campaign = (table) => `"${column(table, 'campaign_id', 'campaignId')}"`;

const touches = ['ga4_sessions', 'segment_events', 'mixpanel_events']
  .map((table) => `select ${person(table)} as person, ${campaign(table)} as campaign from ${table}`)
  .join(' union all ');
const ads = Object.keys(tables)
  .filter((table) => table.endsWith('_ads'))
  .map((table) => `select ${campaign(table)} as campaign from ${table}`)
  .join(' union all ');
const joined = await db.runAndReadAll(`
with people as (
  select user_uid, any_value(campaign_id) as campaign from (
    select user_uid, campaign_id from hubspot_leads union all select user_uid, campaign_id from intercom_leads
  ) group by user_uid
), invoices as (select ${person('stripe_invoices')} as user_uid, * exclude (${person('stripe_invoices')}) from stripe_invoices),
spend as (select campaign, count(*) as days from (${ads}) group by campaign)
select (select count(*) from invoices)::integer,
  (select count(*) from invoices join people using (user_uid) join spend on spend.campaign = people.campaign)::integer,
  (select count(*) from invoices join (${touches}) t on t.person = invoices.user_uid)::integer`);
const [invoices, withSpend, touched] = joined.getRows()[0];
process.stdout.write(
  `${JSON.stringify({ seconds: (performance.now() - started) / 1000, rows: { invoices, withSpend, touched } })}\n`,
);
