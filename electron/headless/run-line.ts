import { fileCountsInWords } from '../../shared/charts/arrival-words';
import { formatCount, formatCountOf, formatMoney } from '../../shared/charts/format';
import { invoicedOf } from '../../shared/charts/revenue-figures';
import type { RunOutcome } from '../../shared/contract/run';
import { headlineKey } from '../../shared/domain/headline';
import { METRICS } from '../../shared/domain/metrics';
import type { ChangesSince } from './run-history';

/** The counts that a line has room for. */
const IN_A_LINE = ['delivered', 'matched', 'appointment', 'sale'] as const;

/** Files by path with their content. */
type Files = Pick<RunOutcome, 'files'>['files'];

/** "1 new file, 2 changed, 1 gone"; null where the files are the same. */
export function filesInWords(before: Files, after: Files): string | null {
  const [was, is] = [before, after].map((files) => new Map(files.map((file) => [file.file, file.sha256])));
  const came = after.filter(({ file }) => !was?.has(file)).length;
  const gone = before.filter(({ file }) => !is?.has(file)).length;
  const changed = after.filter(({ file, sha256 }) => was?.has(file) && was.get(file) !== sha256).length;
  return fileCountsInWords({ added: came, changed, gone });
}

/**
 * What a run found, in a line for a log.
 * @param before the files of the run before in this process; null: it is the first
 * @param changes against the run that the project keeps; null: none is kept
 */
export function runLine(outcome: RunOutcome, before: Files | null, changes: ChangesSince | null): string {
  const { leadQuality, revenue } = outcome.summary;
  const counts = leadQuality?.funnel[headlineKey(leadQuality)];
  const errors = outcome.findings.filter(({ severity }) => severity === 'error').length;
  return [
    ...(outcome.answered.length === 0 ? ['nothing can be answered'] : []),
    ...(counts
      ? [
          IN_A_LINE.map((step) => `${METRICS[step].name.toLowerCase()} ${formatCount(counts[step])}`).join(
            ', ',
          ),
        ]
      : []),
    ...(revenue && invoicedOf(revenue) !== null
      ? [`invoiced ${formatMoney(revenue.invoiced)} ${revenue.currency}`]
      : []),
    before === null
      ? formatCountOf(outcome.files.length, 'file')
      : (filesInWords(before, outcome.files) ?? 'the same files'),
    formatCountOf(errors, 'error'),
    ...(changes?.numbers ?? []).map(({ name, before: was, after }) => `${name} ${was} → ${after}`),
    ...(changes?.toLookAt ?? []).map((sentence) => `to look at: ${sentence.replace(/\.$/, '')}`),
  ].join('; ');
}
