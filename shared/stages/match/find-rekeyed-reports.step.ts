import { int, queryRows } from '../../sql/records';
import { lit, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { intKeyChanges } from './int-key-changes.model';
import type { RekeyedReports } from './key-plan';
import { knownLeadsOf } from './known-leads';

/** From this share of its known CRM leads a report's keys are made in another way: corrections are few. */
const MOST = 0.5;
/** Fewer leads than this are corrections, unless the keys are visibly of another kind. */
const FEWEST_LEADS = 3;
/** Leads have keys of their own: one value for all of them stands for no value, and was not made from theirs. */
const OWN_KEYS = 0.5;
/** The leads that can be told by their entry date or place must be the same people, or the number means somebody else. */
const SAME_PEOPLE = 0.8;

/**
 * The reports from which on most known CRM leads have other keys, and are the same people. The client hashes with
 * another algorithm from then on, or normalises otherwise before it hashes.
 * @returns orders of snapshots, ascending
 */
export async function findRekeyedReports(workspace: Workspace, signal: AbortSignal): Promise<RekeyedReports> {
  const rows = await queryRows(
    workspace,
    sql`
with changes as (
  select key_name, snapshot_order, count(*) as changed, count(*) filter (is_form_changed) as reformed,
    count(is_same_person) as judged, count(*) filter (is_same_person) as same
  from ${intKeyChanges} group by key_name, snapshot_order
  having (count(*) >= ${lit(FEWEST_LEADS)} or bool_or(is_form_changed))
    and count(distinct key_after) >= ${lit(OWN_KEYS)} * count(*)
), known as (${knownLeadsOf(sql`(select distinct snapshot_order from changes)`)})
select key_name, snapshot_order from changes join known using (snapshot_order)
where judged > 0 and same >= ${lit(SAME_PEOPLE)} * judged and (reformed > 0 or changed >= ${lit(MOST)} * known_leads)
order by key_name, snapshot_order`,
    signal,
  );
  const of = (key: 'email' | 'phone'): readonly number[] =>
    rows.filter((row) => row['key_name'] === key).map((row) => int(row, 'snapshot_order'));
  return { email: of('email'), phone: of('phone') };
}
