import type { RunOutcome } from '../../shared/contract/run';
import type { Truth } from './samples';

/** The part of `actual` that `wanted` speaks of: its keys, at every depth; lists whole. */
export function likeIn(actual: unknown, wanted: unknown): unknown {
  if (Array.isArray(wanted) && Array.isArray(actual)) {
    return actual.map((value, i) => likeIn(value, wanted[i] as unknown));
  }
  if (wanted === null || typeof wanted !== 'object' || actual === null || typeof actual !== 'object') {
    return actual;
  }
  return Object.fromEntries(
    Object.entries(wanted).map(([key, value]) => [
      key,
      likeIn((actual as Readonly<Record<string, unknown>>)[key], value),
    ]),
  );
}

export type Told = Pick<RunOutcome['summary'], 'inputs' | 'leadQuality' | 'findings'>;

/** What a summary says of that which the truth knows; equals `knownIn(truth)` when all is right. */
export function toldIn(summary: Told, truth: Truth): unknown {
  const reports = summary.inputs.filter((input) => input.source === 'crm_report');
  const sum = (of: (input: (typeof reports)[number]) => number): number =>
    reports.reduce((total, input) => total + of(input), 0);
  return {
    inputs: {
      crm_report: {
        records: sum((input) => input.records),
        separatorRows: sum((input) => input.separatorRows),
        rejectedRecords: sum((input) => input.rejectedRecords),
      },
    },
    leadQuality: likeIn(summary.leadQuality, truth.leadQuality),
    findings: truth.findings.map((wanted) => {
      const same = summary.findings.filter(
        ({ code, source, column }) =>
          code === wanted.code &&
          source === wanted.source &&
          (wanted.column === undefined || column === wanted.column),
      );
      return likeIn(same[0], wanted);
    }),
  };
}

export const knownIn = ({ inputs, leadQuality, findings }: Truth): unknown => ({
  inputs,
  leadQuality,
  findings,
});
