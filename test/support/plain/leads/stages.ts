import type { LeadFacts, ReportRow } from './facts';

/** What can be seen of a CRM lead in one row of a report, or of a lead in several. */
export const STAGES = ['set_reported', 'appointment', 'demo', 'sale', 'net_sale'] as const;
export type Stage = (typeof STAGES)[number];
export const ROW_STAGES = ['set_reported', 'appointment', 'demo', 'sale'] as const;

/** A word as it is compared. */
export const folded = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * `set_reported`: Set is true. `appointment`: Set is true, or there is an appointment date, or a demo. `demo`: Demo is
 * true. `sale`: the disposition is a word of the sale group.
 */
export function shows(row: ReportRow, stage: (typeof ROW_STAGES)[number], facts: LeadFacts): boolean {
  switch (stage) {
    case 'set_reported':
      return row.isSet === true;
    case 'appointment':
      return row.isSet === true || row.appointmentAt !== null || row.isDemo === true;
    case 'demo':
      return row.isDemo === true;
    case 'sale':
      return row.disposition !== null && facts.saleWords.has(folded(row.disposition));
  }
}
