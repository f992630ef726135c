import { changedNames, changesSince, namesInWords } from '../../../charts/run-changes';
import { numbersOf } from '../../../contract/run-numbers';
import { headlineKey } from '../../../domain/headline';
import type { ReportBlock, ReportInput, ReportSection } from '../report-types';

/** "2026-11-28 06:00 UTC" */
const moment = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** What became of the numbers, the files and the findings since the last run that found something else. */
export function sinceSection({
  runs,
  outcome,
  decisions,
}: Pick<ReportInput, 'runs' | 'outcome' | 'decisions'>): ReportSection | null {
  const { leadQuality } = outcome.summary;
  const key = leadQuality ? headlineKey(leadQuality) : 'ever_linked';
  const changes = changesSince(runs, numbersOf(outcome, decisions), key);
  if (!changes) return null;
  const { since, numbers, toLookAt } = changes;
  const terms = [
    ...numbers.map(({ name, before, after }) => ({ term: name, meaning: `${after}, was ${before}.` })),
    ...changedNames(changes).map(({ title, names }) => ({ term: title, meaning: `${namesInWords(names)}.` })),
  ];
  const blocks: readonly ReportBlock[] = [
    {
      kind: 'text',
      text: `Against the run of ${moment(since)}.${numbers.length === 0 ? ' No number of the headline changed.' : ''}`,
    },
    ...toLookAt.map((sentence) => ({ kind: 'text' as const, text: `To look at: ${sentence}` })),
    ...(terms.length === 0 ? [] : [{ kind: 'terms' as const, terms }]),
  ];
  return { id: 'since', title: 'Since the last run', blocks, metrics: [] };
}
