import type { AttributionModel } from './attribution';

/** What is known of what a model credits by: records by lead tool, and how many rows looked for a partner. */
interface Known {
  readonly leads: Readonly<Record<string, number | undefined>>;
  readonly joinCoverage: readonly { readonly from: string; readonly rows: number }[];
}

/** Whether any export of a lead tool was read: without one nobody is known, and 0 people would read as a count. */
export const hasPeople = ({ leads }: Pick<Known, 'leads'>): boolean =>
  Object.values(leads).some((records) => (records ?? 0) > 0);

/**
 * Whether a model has what it credits by: the leads of people, or any session or event. Without it no model says anything,
 * and its zeros would read as a measurement.
 */
export const canCredit = (known: Known, model: AttributionModel): boolean =>
  model === 'crm_campaign'
    ? hasPeople(known)
    : known.joinCoverage.some(({ from, rows }) => from === 'touches' && rows > 0);
