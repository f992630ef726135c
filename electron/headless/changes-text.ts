import { changedNames, namesInWords } from '../../shared/charts/run-changes';
import { columns } from './text-columns';
import type { ChangesSince } from './run-history';

/** "2026-11-28 06:00 UTC" */
const moment = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** What a run changed, for people: a line a number, what to look at, and which files and findings came and went. */
export function changesText(changes: ChangesSince): string {
  const { since, numbers, toLookAt } = changes;
  const lines = [
    `What changed since the run of ${moment(since)}`,
    ...(numbers.length === 0
      ? ['  No number of the headline changed.']
      : columns(numbers.map(({ name, before, after }) => [name, after, `was ${before}`] as const))),
    ...toLookAt.map((sentence) => `  To look at: ${sentence}`),
    ...changedNames(changes).map(({ title, names }) => `  ${title}: ${namesInWords(names)}`),
  ];
  return `${lines.join('\n')}\n`;
}
