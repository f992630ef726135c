import type { RunOutcome } from '../../shared/contract/run';

/** The numbers that a reader takes away from a run, by name. */
export function numbersIn({
  summary: { revenue, leadQuality },
}: RunOutcome): Readonly<Record<string, unknown>> {
  return {
    ...(revenue && {
      invoices: revenue.invoices,
      invoiced: revenue.invoiced,
      gross: revenue.gross,
      refunds: revenue.refunds,
      disputes: revenue.disputes,
      people: revenue.people,
      spend: revenue.spend.map(({ rows: _, ...numbers }) => numbers),
      models: revenue.models,
    }),
    ...(leadQuality && {
      delivered: leadQuality.delivered,
      crmLeads: leadQuality.crmLeads,
      matchedLeads: leadQuality.matchedLeads,
      funnel: { ...leadQuality.funnel, snapshot_rows: null },
      prices: leadQuality.prices && [leadQuality.prices.total, leadQuality.prices.priced],
    }),
  };
}

/** What one run says of a file, and the other does not: findings, and what became of its rows. */
export function toldOf(file: string, before: RunOutcome, after: RunOutcome): readonly string[] {
  const known = new Set(before.findings.map(({ message }) => message));
  const rowsIn = ({ reconciliation }: RunOutcome): string => {
    const account = reconciliation.find((of) => of.file === file);
    return JSON.stringify([account?.rejected, account?.notCounted, account?.money?.unconverted]);
  };
  return [
    ...after.findings
      .filter(({ files, message }) => files.includes(file) && !known.has(message))
      .map(({ message }) => message),
    ...(rowsIn(before) === rowsIn(after) ? [] : [rowsIn(after)]),
  ];
}
