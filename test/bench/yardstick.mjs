// The yardstick: native DuckDB of the same version, one thread, doing the straightforward thing with a lead-quality
// folder: all CSVs at once as text, cast, the last row per lead by window function, two joins, the same counts.
// Usage: node yardstick.mjs FOLDER_OF_REPORTS LEADS.parquet ; prints {"seconds", "counts"} as JSON.
import { DuckDBInstance } from '@duckdb/node-api';

const [reports, leads] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const db = await instance.connect();
const quote = (text) => `'${text.replaceAll("'", "''")}'`;
const started = performance.now();

const rows = await db.runAndReadAll(
  `describe select * from read_csv(${quote(`${reports}/*.csv`)}, all_varchar = true, union_by_name = true, filename = true)`,
);
const has = new Set(rows.getRows().map(([name]) => String(name).toLowerCase()));
const pick = (...names) => {
  const found = names.filter((name) => has.has(name.toLowerCase()));
  return found.length === 0 ? 'null' : `coalesce(${found.map((name) => `"${name}"`).join(', ')})`;
};
await db.run(`
create table reports as
select filename, trim(${pick('LEADNUMBER')}) as lead_number, lower(trim(${pick('email_hash')})) as email, lower(trim(${pick('phone_hash')})) as phone,
  try_strptime(trim(${pick('ENTRYDATE')}), '%m/%d/%Y') as entry_on,
  trim(${pick('CITY', 'CityName')}) as city, nullif(trim(${pick('STATE')}), 'nu') as state,
  try_strptime(regexp_replace(trim(${pick('Appt Date')}), '\\s+', ' '), '%m/%d/%Y %I:%M%p') as appointment_at,
  lower(trim(${pick('Set')})) in ('1', 'true', 'yes') as is_set, lower(trim(${pick('Demo')})) in ('1', 'true', 'yes') as is_demo,
  trim(${pick('Dispo')}) as disposition, nullif(trim(${pick('Job Status')}), '') as job_status
from read_csv(${quote(`${reports}/*.csv`)}, all_varchar = true, union_by_name = true, filename = true)
where ${pick('LEADNUMBER')} is distinct from '-----'`);
await db.run(
  `create table leads as select "lead_UUID" as lead, email_hash as email, phone_hash as phone from read_parquet(${quote(leads)})`,
);
await db.run(`
create table latest as select * from (
  select *, row_number() over (partition by lead_number order by filename desc) as n from reports
) where n = 1`);
await db.run(`
create table identities as
select i.*, e.lead as email_lead, p.lead as phone_lead
from (select distinct lead_number, email, phone from reports) i
left join leads e on i.email = e.email left join leads p on i.phone = p.phone`);
const funnel = await db.runAndReadAll(`
with links as (
  select lead_number, email, phone, coalesce(email_lead, phone_lead) as lead from identities
  where (email_lead = phone_lead) or (email_lead is null) <> (phone_lead is null)
), ever as (
  select lead, bool_or(is_set) as s, bool_or(is_set or appointment_at is not null or is_demo) as a, bool_or(is_demo) as d, bool_or(disposition = 'Sale') as f
  from reports join links using (lead_number, email, phone) group by lead
)
select (select count(*) from leads)::integer, (select count(*) from reports)::integer, (select count(*) from latest)::integer,
  count(*)::integer, count(*) filter (s)::integer, count(*) filter (a)::integer, count(*) filter (d)::integer, count(*) filter (f)::integer from ever`);
const tiers = await db.runAndReadAll(`
select case when email_lead = phone_lead then 'both' when email_lead is not null and phone_lead is not null then 'conflict'
  when email_lead is not null then 'email_only' when phone_lead is not null then 'phone_only' else 'none' end, count(*)::integer from identities group by 1`);
const bySnapshot = await db.runAndReadAll(
  `select filename, count(*)::integer, count(*) filter (is_set)::integer, count(appointment_at)::integer, count(*) filter (is_demo)::integer, count(*) filter (disposition = 'Sale')::integer from reports group by 1 order by 1`,
);
const [delivered, reportRows, crmLeads, matched, set_reported, appointment, demo, sale] = funnel.getRows()[0];
process.stdout.write(
  `${JSON.stringify({
    seconds: (performance.now() - started) / 1000,
    counts: { delivered, reportRows, crmLeads, matched, set_reported, appointment, demo, sale },
    tiers: Object.fromEntries(tiers.getRows()),
    snapshots: bySnapshot.getRows().length,
  })}\n`,
);
