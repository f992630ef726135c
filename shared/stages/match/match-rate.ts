import { commas, ident, join, raw, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { stgDeliveredLeads } from '../clean/delivered/stg-delivered-leads.model';
import { crmIdentities } from './crm-identities';
import {
  comparableEmail,
  comparablePhone,
  type EmailForm,
  type KeyTreatment,
  type PhoneForm,
} from './key-plan';

export type KeyName = 'email' | 'phone';
export type Treatment = KeyTreatment<EmailForm | PhoneForm>;

/** A way to make the keys of both sides comparable, and the share of the identities that find a lead by it. */
export interface Tried {
  readonly form: EmailForm | PhoneForm;
  readonly rate: number;
  readonly delivered: Treatment;
  readonly crm: Treatment;
}

const rawOf = (side: 'delivered' | 'crm', key: KeyName): Sql =>
  side === 'crm' ? ident(`${key}_key`) : sql`coalesce(${ident(key)}, ${ident(`${key}_key`)})`;

const writtenOf = (side: 'delivered' | 'crm'): Sql =>
  side === 'crm' ? raw('email_key') : raw('coalesce(email_written, email_key)');

/** How the keys of both sides are made comparable. */
export type Compared = Pick<Tried, 'delivered' | 'crm'>;

/** Share of the CRM identities with this key whose key, treated in the first way or in the second one, equals that of a delivered lead. */
export async function matchRate(
  workspace: Workspace,
  key: KeyName,
  first: Compared,
  second: Compared | null,
  signal: AbortSignal,
): Promise<number> {
  const treat = (side: 'delivered' | 'crm', treatment: Treatment): Sql =>
    key === 'email'
      ? comparableEmail(
          raw('email_key'),
          rawOf(side, key),
          writtenOf(side),
          treatment as KeyTreatment<EmailForm>,
          [],
        )
      : comparablePhone(raw('phone_key'), rawOf(side, key), treatment as KeyTreatment<PhoneForm>, []);
  const ways = second === null ? [first] : [first, second];
  const result = await workspace.query(
    sql`
with ${commas(ways.map((way, at) => sql`${ident(`delivered_${String(at)}`)} as (select distinct ${treat('delivered', way.delivered)} as k from ${stgDeliveredLeads})`))},
identities as (select ${commas(ways.map((way, at) => sql`${treat('crm', way.crm)} as ${ident(`k_${String(at)}`)}`))} from ${crmIdentities})
select coalesce(cast(count(*) filter (${join(
      ways.map((_, at) => {
        const [of, k] = [ident(`delivered_${String(at)}`), ident(`k_${String(at)}`)];
        return sql`${k} in (select k from ${of} where k is not null)`;
      }),
      raw(' or '),
    )}) as double) / nullif(count(k_0), 0), 0) from identities`,
    signal,
  );
  return Number(result.rows()[0]?.[0] ?? 0);
}
