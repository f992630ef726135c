import { groupLabelOf } from '../../domain/word-groups';
import { int, queryRows, requiredText } from '../../sql/records';
import { ident, sql } from '../../sql/sql';
import { defineStep } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';
import {
  ungroupedWords,
  valueGroups,
  wordChoice,
  type ReportedWord,
  type WordChoice,
} from './measure-parameters';

const SOUNDS_CANCELLED =
  /cancel|\bcxl|\bcnx|resci|declin|den(?:y|ied)|void|refund|charge ?back|dead|turn(?:ed)? ?down|remorse|kick(?:ed)? ?out|withdr[ae]w|back(?:ed)? ?out/i;

async function wordsOf(
  workspace: Workspace,
  column: 'disposition' | 'job_status',
  signal: AbortSignal,
): Promise<readonly ReportedWord[]> {
  const rows = await queryRows(
    workspace,
    sql`select ${ident(column)} as word, cast(count(distinct crm_lead_id) as integer) as crm_leads
      from ${srcCrmValues} semi join ${srcCrmRanges} using (state_id)
      where ${ident(column)} is not null group by 1 order by crm_leads desc, word`,
    signal,
  );
  return rows.map((row) => ({ word: requiredText(row, 'word'), crmLeads: int(row, 'crm_leads') }));
}

/** The words of the group of this name, and those that are in no group. */
function sorted(
  words: readonly ReportedWord[],
  { groups, chosen }: WordChoice['dispositions'],
  name: string,
): { readonly inGroup: readonly string[]; readonly inNone: readonly ReportedWord[] } {
  const wanted = groups.find(({ group }) => group === name)?.label;
  const labelled = words.map((reported) => ({
    reported,
    label: groupLabelOf(reported.word, groups, chosen),
  }));
  return {
    inGroup: labelled
      .filter(({ label }) => label !== null && label === wanted)
      .map(({ reported }) => reported.word),
    inNone: labelled.filter(({ label }) => label === null).map(({ reported }) => reported),
  };
}

/** What the words of the reports mean: by the groups of the profile, and what the project chose over them. */
export const groupWordsStep = defineStep({
  name: 'group_words',
  title: 'Sorting dispositions and job statuses',
  reads: [srcCrmValues, srcCrmRanges],
  takes: [wordChoice],
  gives: [valueGroups, ungroupedWords],
  size: 'groups',
  run: async ({ workspace, signal, get, give }) => {
    const { dispositions, jobStatuses } = get(wordChoice);
    const sales = sorted(await wordsOf(workspace, 'disposition', signal), dispositions, 'sold');
    const jobs = sorted(await wordsOf(workspace, 'job_status', signal), jobStatuses, 'cancelled');
    give(valueGroups, { sale: sales.inGroup, cancelled: jobs.inGroup });
    give(ungroupedWords, {
      unknown: sales.inNone,
      doubtful: jobs.inNone.filter(({ word }) => SOUNDS_CANCELLED.test(word)),
    });
  },
});
