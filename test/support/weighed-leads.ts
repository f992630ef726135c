import { createHash } from 'node:crypto';

/** The hash of the keys of these exports. */
export const hash = (value: string): string => createHash('sha1').update(value).digest('hex');

/** Exports that are being written: what stands in them, and how more is added. */
export interface WeighedLeads {
  readonly people: readonly string[];
  /** Lines of the delivered leads; others may be added. */
  readonly leads: string[];
  /** Adds a CRM lead, with the plain values of its two keys. */
  readonly row: (lead: string, email: string, phone: string) => void;
}

/**
 * Enough leads to estimate weights from: 400 delivered ones, of which 380 are reported with both keys, and what a test adds.
 * @param isSet whether the CRM leads are set, as the report writes it
 * @returns the files by their names
 */
export function weighedLeads(isSet: 0 | 1, add: (exports: WeighedLeads) => void): Record<string, string> {
  const people = Array.from({ length: 400 }, (_, i) => `p${String(i)}`);
  const leads = people.map((p) => `uuid-${p},${hash(p)},${hash(`+${p}`)}`);
  const rows: string[] = [];
  const row = (lead: string, email: string, phone: string): void => {
    rows.push([lead, hash(email), hash(phone), '2024-01-13', 'TX', isSet, 0, 'Data'].join(','));
  };
  people.slice(0, 380).forEach((p) => {
    row(`L-${p}`, p, `+${p}`);
  });
  add({ people, leads, row });
  return {
    'leads.csv': `lead_uuid,email_hash,phone_hash\n${leads.join('\n')}\n`,
    'report_2024-02-01.csv': `lead_number,email_hash,phone_hash,entry_on,state,is_set,is_demo,disposition\n${rows.join('\n')}\n`,
  };
}
