import fc from 'fast-check';
import { PLAIN_FORM, type MessyTable } from './messy-files';
import { EXPORTS, type MessyColumn, type MessyExport } from './messy-exports';

const EMAILS = ['ann@example.com', 'bea@example.com', 'cid@example.org'];

/** The cell of a record that is the only one of its key and, among leads and people, of its person. */
function own({ kind }: MessyColumn, cell: string, place: number, ofPeople: boolean): string {
  if (kind === 'key') return `${cell.replace(/\d+$/, '')}${String(place + 1)}`;
  if (kind === 'hash') return (place + 1).toString(16).repeat(40);
  if (!ofPeople) return cell;
  if (kind === 'person') return `u${String(place + 1)}`;
  return kind === 'email' ? (EMAILS[place] ?? `p${String(place)}@example.com`) : cell;
}

function tidyTable({ name, above = [], columns }: MessyExport): fc.Arbitrary<MessyTable> {
  const ofPeople = /hubspot|intercom/.test(name);
  const all = Object.values(columns);
  return fc.array(fc.tuple(...all.map(({ usual }) => usual)), { minLength: 4, maxLength: 8 }).map((rows) => ({
    name,
    above,
    header: Object.keys(columns),
    rows: rows.map((row, place) => all.map((column, i) => own(column, row[i] ?? '', place, ofPeople))),
    form: PLAIN_FORM,
  }));
}

const named = (...names: readonly string[]): fc.Arbitrary<readonly string[]> => fc.constant(names);
const oneOf = (...names: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...names);

/** Which exports stand together, so that a question is answered: by leads, or by people, money, touches and ads. */
const together: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 1, arbitrary: named('delivered', 'report_2026-02-01', 'report_2026-03-01') },
  {
    weight: 3,
    arbitrary: fc.tuple(
      oneOf('hubspot_leads', 'hubspot contacts', 'intercom people'),
      oneOf('stripe_invoices', 'unified_payments', 'stripe api_invoices', 'stripe balance'),
      oneOf('ga4_sessions', 'ga4_events', 'segment_pages', 'mixpanel_events'),
      oneOf('google_ads', 'google report', 'google api', 'facebook range', 'facebook', 'tiktok', 'linkedin'),
    ),
  },
  { weight: 1, arbitrary: named('hubspot_leads', 'unified_payments', 'stripe refunds', 'google_ads') },
);

/** Folders that answer a question, in which nothing is broken. */
export const tidyFolder: fc.Arbitrary<readonly MessyTable[]> = together.chain((names) =>
  fc.tuple(...EXPORTS.filter(({ name }) => names.includes(name)).map(tidyTable)),
);
