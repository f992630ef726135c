import type { Fate } from '../accounts';
import type { LeadFacts, ReportRow } from './facts';

/** What became of the records of delivered leads: the first of an id counts, the others are merged with it. */
export function deliveredFates({ delivered }: LeadFacts): readonly Fate[] {
  const seen = new Set<string>();
  const byFile = [...delivered].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return byFile.map(({ leadId, price }): Fate => {
    const isAgain = leadId !== null && seen.has(leadId);
    if (leadId !== null) seen.add(leadId);
    const fate = leadId === null ? 'rejected' : isAgain ? 'merged' : 'counted';
    return {
      fate,
      reason: leadId === null ? 'no_lead_id' : isAgain ? 'same_lead_id' : null,
      written: price?.cents ?? null,
      counted: fate === 'counted' ? (price?.cents ?? 0) : 0,
      unconverted:
        price === null || price.cents !== null
          ? null
          : { currency: price.currency, hundredths: Math.round(Number(price.written) * 100) },
    };
  });
}

/** What became of the rows of reports: of rows that are the same in one report one counts. */
export function reportFates({ reports }: LeadFacts): readonly Fate[] {
  return reports.flatMap(({ rows }) => {
    const seen = new Set<string>();
    return rows.map((row: ReportRow): Fate => {
      const values = JSON.stringify(row);
      const isAgain = seen.has(values);
      seen.add(values);
      return {
        fate: isAgain ? 'merged' : 'counted',
        reason: isAgain ? 'same_row' : null,
        written: null,
        counted: 0,
        unconverted: null,
      };
    });
  });
}
