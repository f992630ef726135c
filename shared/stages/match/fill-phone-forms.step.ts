import type { CountryCode } from 'libphonenumber-js/min';
import { keyForm } from '../../sql/key-verbs';
import { raw, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { stgDeliveredLeads } from '../clean/delivered/stg-delivered-leads.model';
import { crmIdentities } from './crm-identities';
import { srcPhoneForms } from './src-phone-forms';

/** Normalises the raw phone numbers of both sides. */
export async function fillPhoneForms(
  workspace: Workspace,
  country: string,
  signal: AbortSignal,
): Promise<void> {
  const written = await workspace.query(
    sql`
select distinct k from (
  select coalesce(phone, phone_key) as k from ${stgDeliveredLeads}
  union all select phone_key from ${crmIdentities}
) where k is not null and ${keyForm(raw('k'))} = 'raw' order by k`,
    signal,
  );
  const numbers = written.rows().map((row) => String(row[0]));
  await workspace.fill(srcPhoneForms, `${country}\n${numbers.join('\n')}`, async (into) => {
    if (numbers.length === 0) return;
    // Large, and most keys are hashed: loaded where there is a raw number.
    const { parsePhoneNumberFromString } = await import('libphonenumber-js/min');
    const parsed = numbers.map((number) => parsePhoneNumberFromString(number, country as CountryCode));
    await into.append({
      as_written: { type: 'text', values: numbers },
      written_digits: { type: 'text', values: numbers.map((number) => number.replaceAll(/\D/g, '')) },
      zeros: { type: 'text', values: parsed.map((p) => (p ? `00${p.number.slice(1)}` : null)) },
      e164: { type: 'text', values: parsed.map((p) => p?.number ?? null) },
      digits: { type: 'text', values: parsed.map((p) => p?.number.slice(1) ?? null) },
      national: { type: 'text', values: parsed.map((p) => p?.nationalNumber ?? null) },
    });
  });
}
