import type { Finding } from '../../../domain/finding';
import { finding } from '../../../domain/finding-builder';
import { agree, count, joined, plural, say, type Sentence } from '../../../domain/sentence';
import { defineFindings } from '../../../sql/stage';
import { ungroupedWords, type ReportedWord, type UngroupedWords } from '../measure-parameters';

const NAMED_WORDS = 12;

const listed = (words: readonly ReportedWord[]): Sentence => {
  const named = joined(
    words.slice(0, NAMED_WORDS).map(({ word, crmLeads }) => say`“${word}” (${count(crmLeads)})`),
  );
  const rest = words.length - NAMED_WORDS;
  return rest > 0 ? say`${named} and ${plural(rest, 'more', 'more')}` : named;
};

const evidenceOf = (words: readonly ReportedWord[]): Finding['evidence'] =>
  words.map(({ word, crmLeads }) => ({ label: word, value: count(crmLeads) }));

/** Words of the reports that no group holds: what they mean is not known, so they count for nothing. */
function findUngroupedWords({ unknown, doubtful }: UngroupedWords): readonly Finding[] {
  return [
    ...(unknown.length === 0
      ? []
      : [
          finding({
            code: 'unknown_words',
            severity: 'warning',
            source: 'crm_report',
            column: 'disposition',
            message: say`No group holds ${plural(unknown.length, 'disposition')}, with the CRM leads that have them: ${listed(unknown)}. They count as no sale. Put them into a group where they mean one.`,
            evidence: evidenceOf(unknown),
          }),
        ]),
    ...(doubtful.length === 0
      ? []
      : [
          finding({
            code: 'unknown_words',
            severity: 'warning',
            source: 'crm_report',
            column: 'job_status',
            message: say`${plural(doubtful.length, 'job status', 'job statuses')} may mean a cancellation and ${agree(doubtful.length, 'is', 'are')} in no group, with the CRM leads that have ${agree(doubtful.length, 'it', 'them')}: ${listed(doubtful)}. Their sales count as net. Put ${agree(doubtful.length, 'it', 'them')} into the group of cancellations where ${agree(doubtful.length, 'it means', 'they mean')} one.`,
            evidence: evidenceOf(doubtful),
          }),
        ]),
  ];
}

export const wordFindings = defineFindings({
  name: 'word_findings',
  title: 'Words that no group holds',
  takes: [ungroupedWords],
  find: ({ get }) => findUngroupedWords(get(ungroupedWords)),
});
