import type { RunNumbers } from './kept-run';
import type { RunOutcome } from './run';
import { FUNNEL_KEYS } from './summary';
import { ATTRIBUTION_MODELS } from '../domain/attribution';
import type { Finding } from '../domain/finding';
import { findingName } from '../domain/finding-words';
import { FUNNEL_STEPS } from '../domain/lead-quality';
import { serviceName } from '../domain/source';
import { compareText } from '../domain/text-order';

const picked = <K extends string>(keys: readonly K[], from: Readonly<Record<K, number>>): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Record<K, number>;

/** More are not kept: thirty runs shall stay small. */
const MOST_FINDINGS = 500;
const MOST_INPUTS = 2000;

/** Findings by what they say of which column, each once. */
const inWords = (findings: readonly Finding[]): readonly string[] =>
  [
    ...new Set(
      findings.map(({ code, source, column }) =>
        [findingName(code), source === null ? null : serviceName(source), column]
          .filter((part) => part !== null)
          .join(', '),
      ),
    ),
  ].sort(compareText);

/** What a run counted, without what changes by itself from run to run. */
export function numbersOf({ summary, files, findings }: RunOutcome, decisions: number): RunNumbers {
  const { leadQuality, revenue } = summary;
  const found = inWords(findings);
  return {
    files: files.length,
    decisions,
    errors: inWords(findings.filter(({ severity }) => severity === 'error')),
    ...(found.length > MOST_FINDINGS ? {} : { findings: found }),
    ...(files.length > MOST_INPUTS ? {} : { inputs: files.map(({ file, sha256 }) => ({ file, sha256 })) }),
    leadQuality: leadQuality && {
      snapshots: leadQuality.snapshots,
      funnel: Object.fromEntries(
        FUNNEL_KEYS.map((key) => [key, picked(FUNNEL_STEPS, leadQuality.funnel[key])]),
      ) as NonNullable<RunNumbers['leadQuality']>['funnel'],
    },
    revenue: revenue && {
      currency: revenue.currency,
      invoices: revenue.invoices,
      invoiced: revenue.invoiced,
      spend: revenue.spend.reduce((cents, { spend }) => cents + Math.round(spend * 100), 0) / 100,
      attributed: Object.fromEntries(
        ATTRIBUTION_MODELS.map((model) => [model, revenue.models[model].attributed]),
      ) as NonNullable<RunNumbers['revenue']>['attributed'],
    },
  };
}
