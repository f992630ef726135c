import type { Finding } from '../../domain/finding';
import { finding, rowsOf } from '../../domain/finding-builder';
import { count, joined, plural, say, type Sentence } from '../../domain/sentence';
import { int, queryRows, requiredText } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { srcLeadStatuses } from './src-lead-statuses';

/** So many words are told by name; of those beyond only how many there are. */
const NAMED_WORDS = 12;

interface Word {
  readonly word: string;
  readonly people: number;
}

const listed = (words: readonly Word[]): Sentence => {
  const named = joined(
    words.slice(0, NAMED_WORDS).map(({ word, people }) => say`“${word}” (${count(people)})`),
  );
  const rest = words.length - NAMED_WORDS;
  return rest > 0 ? say`${named} and ${plural(rest, 'more', 'more')}` : named;
};

/** Statuses of leads that no group holds: what they mean is not known, so they do not count as qualified. */
async function findUnknownStatuses(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`select status, people from ${srcLeadStatuses} where word_group is null order by people desc, status`,
    signal,
  );
  if (rows.length === 0) return [];
  const words = rows.map((row): Word => ({ word: requiredText(row, 'status'), people: int(row, 'people') }));
  return [
    finding({
      code: 'unknown_words',
      severity: 'warning',
      column: 'status',
      message: say`No group holds ${plural(words.length, 'status', 'statuses')} of leads, with the people who have them: ${listed(words)}. They do not count as qualified. Put them into a group on Revenue where they mean it.`,
      rows: rowsOf(srcLeadStatuses, { word_group: null }),
    }),
  ];
}

export const statusWordFindings = defineFindings({
  name: 'status_word_findings',
  title: 'Statuses of leads that no group holds',
  reads: [srcLeadStatuses],
  find: ({ workspace, signal }) => findUnknownStatuses(workspace, signal),
});
