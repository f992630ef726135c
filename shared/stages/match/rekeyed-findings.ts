import type { Finding } from '../../domain/finding';
import { finding, rowsOf } from '../../domain/finding-builder';
import { agree, count, file, plural, say } from '../../domain/sentence';
import { keyForm } from '../../sql/key-verbs';
import { int, queryRows, text } from '../../sql/records';
import { ident, lit, raw, sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { srcCrmPresence, srcCrmRanges, srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';
import { intIdentityTiers } from './int-identity-tiers.model';
import { intKeyChanges } from './int-key-changes.model';
import { intRekeyedKeys } from './int-rekeyed-keys.model';
import { FORM_NAMES, type Form } from './key-forms';
import { keyPlan } from './match-parameters';

const LABELS = { email: 'e-mail', phone: 'phone' } as const;
type KeyName = keyof typeof LABELS;

/** What became of the leads of the reports from one snapshot on, whose keys are made in another way. */
async function changeFinding(
  workspace: Workspace,
  key: KeyName,
  order: number,
  signal: AbortSignal,
): Promise<Finding> {
  const ofSeries = sql`select snapshot_order from ${srcSnapshots}
    where series = (select series from ${srcSnapshots} where snapshot_order = ${lit(order)})`;
  const [changed] = await queryRows(
    workspace,
    sql`
select cast(count(*) as integer) as leads, mode(${keyForm(raw('key_before'))} order by key_before) as form_before,
  mode(${keyForm(raw('key_after'))} order by key_after) as form_after,
  cast(count(*) filter (key_after in (select reported_key from ${intRekeyedKeys} where key_name = ${lit(key)})
    or key_before in (select reported_key from ${intRekeyedKeys} where key_name = ${lit(key)})) as integer) as kept
from ${intKeyChanges} where key_name = ${lit(key)} and snapshot_order = ${lit(order)}`,
    signal,
  );
  const [only] = await queryRows(
    workspace,
    sql`
with new_leads as (
  select crm_lead_id from ${srcCrmPresence} group by crm_lead_id
  having min(first_order) >= ${lit(order)} and min(first_order) in (${ofSeries})
), judged as (
  select t.crm_lead_id, bool_and(t.tier = 'none') as is_lost, not bool_or(t.tier = 'both') as is_never_strict
  from ${intIdentityTiers} t semi join new_leads using (crm_lead_id)
  group by t.crm_lead_id having bool_or(t.${ident(`${key}_key`)} is not null)
), reached as (
  select crm_lead_id, is_lost, is_never_strict, bool_or(coalesce(v.is_set or v.is_demo or v.appointment_at is not null, false)) as is_appointment
  from ${srcCrmValues} v semi join ${srcCrmRanges} using (state_id) join judged using (crm_lead_id) group by all
)
select cast(count(*) filter (is_lost) as integer) as leads, cast(count(*) filter (is_lost and is_appointment) as integer) as appointments,
  cast(count(*) filter (is_never_strict and not is_lost) as integer) as one_key,
  cast(count(*) filter (is_never_strict and not is_lost and is_appointment) as integer) as one_key_appointments
from reached`,
    signal,
  );
  const files = (
    await queryRows(
      workspace,
      sql`select file from ${srcSnapshots} where snapshot_order >= ${lit(order)} and snapshot_order in (${ofSeries}) order by snapshot_order`,
      signal,
    )
  ).map((row) => String(row['file']));
  const [before, after] = [text(changed, 'form_before') as Form, text(changed, 'form_after') as Form];
  const [leads, kept] = [int(changed, 'leads'), int(changed, 'kept')];
  const [lost, appointments] = [int(only, 'leads'), int(only, 'appointments')];
  const how =
    before === after
      ? say`They are hashes of the same length, of values that are written in another way`
      : say`They are ${FORM_NAMES[after]} where they were ${FORM_NAMES[before]}`;
  const missing =
    lost === 0
      ? say``
      : say` ${plural(lost, 'CRM lead')} ${agree(lost, 'stands', 'stand')} only in reports from there on and ${agree(lost, 'finds', 'find')} no delivered lead, ${count(appointments)} of them with an appointment: what was delivered of these is missing from every number. Ask for these reports with the keys of before, or with raw values.`;
  const [oneKey, ofOneKey] = [int(only, 'one_key'), int(only, 'one_key_appointments')];
  const notStrict =
    oneKey === 0
      ? say``
      : say` ${plural(oneKey, 'new CRM lead')} from there on ${agree(oneKey, 'is', 'are')} found by the other key alone, ${count(ofOneKey)} of them with an appointment: the numbers under *strict* leave ${agree(oneKey, 'it', 'them')} out.`;
  return finding({
    code: 'hash_mismatch',
    severity: 'warning',
    source: 'crm_report',
    column: `${key}_hash`,
    files,
    message: say`From ${file(files[0] ?? '')} on, ${plural(leads, 'CRM lead')} ${agree(leads, 'has', 'have')} another ${LABELS[key]} key than in the reports before, though the other fields are of the same people. ${how}. ${count(kept)} of them ${agree(kept, 'stays', 'stay')} linked by the lead number, with the key of the other reports.${missing}${notStrict}`,
    evidence: [
      { label: 'CRM leads with another key', value: count(leads) },
      { label: 'Linked by the lead number', value: count(kept) },
      { label: 'New ones without a delivered lead', value: count(lost) },
      { label: 'of these with an appointment', value: count(appointments) },
    ],
    rows: rowsOf(intRekeyedKeys, { key_name: key }),
  });
}

/** Reports that make their keys in another way than those before: what was done about it, and what is missing. */
export const rekeyedFindings = defineFindings({
  name: 'rekeyed_findings',
  title: 'Keys that are made in another way from a report on',
  reads: [
    intKeyChanges,
    intRekeyedKeys,
    intIdentityTiers,
    srcCrmPresence,
    srcCrmRanges,
    srcCrmValues,
    srcSnapshots,
  ],
  takes: [keyPlan],
  find: async ({ workspace, get, signal }) => {
    const { rekeyed } = get(keyPlan);
    const findings: Finding[] = [];
    for (const key of ['email', 'phone'] as const) {
      for (const order of rekeyed[key]) findings.push(await changeFinding(workspace, key, order, signal));
    }
    return findings;
  },
});
