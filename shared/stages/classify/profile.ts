import { z } from 'zod';
import ads from '../../../resources/profiles/kinds/ads.json';
import crm from '../../../resources/profiles/kinds/crm.json';
import invoices from '../../../resources/profiles/kinds/invoices.json';
import leads from '../../../resources/profiles/kinds/leads.json';
import people from '../../../resources/profiles/kinds/people.json';
import touches from '../../../resources/profiles/kinds/touches.json';
import { currencyInHeader } from '../../domain/currency';
import { kindOf, SOURCE_IDS, type SourceId } from '../../domain/source';
import type { SourceKind } from '../../domain/source-registry';
import { headerKey } from './header-key';
import { mergeProfile } from './merge-profile';
import { PROFILE_FILES } from './profile-files';
import { kindSchema, sourceSchema, type Profile, type ProfileField } from './profile-schema';

const KINDS: Readonly<Record<SourceKind, unknown>> = { leads, crm, people, invoices, touches, ads };

/** What is written of a source over what is written of its kind. Throws where either is not as the schema says. */
function profileOf(source: SourceId): Profile {
  const written = sourceSchema.safeParse(PROFILE_FILES[source]);
  if (!written.success) {
    throw new Error(`resources/profiles/${source}.json is no profile: ${z.prettifyError(written.error)}`);
  }
  return mergeProfile(source, kindSchema.parse(KINDS[kindOf(source)]), written.data);
}

/** What is known of every source of the registry. */
export const PROFILES = Object.fromEntries(
  SOURCE_IDS.map((source) => [source, profileOf(source)]),
) as Readonly<Record<SourceId, Profile>>;

/** The currency that the header of an amount itself states (`amount_usd`, `Cost (EUR)`), or null. */
export function impliedCurrency(field: ProfileField, header: string): string | null {
  if (field.type !== 'money') return null;
  const inside = currencyInHeader(header);
  if (inside !== null) return inside;
  const key = headerKey(header);
  const stated = Object.entries(field.impliesCurrency).find(([alias]) => headerKey(alias) === key);
  return stated?.[1] ?? null;
}
