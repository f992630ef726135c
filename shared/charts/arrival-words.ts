import type { Arrivals } from '../contract/folder-now';
import { formatCount, formatCountOf } from './format';

/** How many files came, changed and went. */
interface FileCounts {
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
}

/** "2 new files, 1 changed, 1 gone"; null where nothing did. */
export function fileCountsInWords({ added, changed, gone }: FileCounts): string | null {
  const parts = [
    ...(added > 0 ? [formatCountOf(added, 'new file')] : []),
    ...(changed > 0
      ? [added > 0 ? `${formatCount(changed)} changed` : formatCountOf(changed, 'changed file')]
      : []),
    ...(gone > 0
      ? [added + changed > 0 ? `${formatCount(gone)} gone` : `${formatCountOf(gone, 'file')} gone`]
      : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

/** What rests in a folder and was not read, as above. */
export const arrivalsInWords = ({ added, changed, gone }: Arrivals): string | null =>
  fileCountsInWords({ added: added.length, changed: changed.length, gone: gone.length });
