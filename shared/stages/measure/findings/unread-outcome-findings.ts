import { groupLabelOf, type WordGroup } from '../../../domain/word-groups';
import type { Finding } from '../../../domain/finding';
import { fileNames, finding } from '../../../domain/finding-builder';
import { agree, code, count, joined, plural, say, type Sentence } from '../../../domain/sentence';
import { queryRows, text } from '../../../sql/records';
import { sql, textList } from '../../../sql/sql';
import { defineFindings } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import { folderFiles } from '../../classify/classify-parameters';
import type { FolderFile } from '../../classify/folder-files';
import { intCrmStates } from '../int-crm-states.model';
import { intTakenBack } from '../int-taken-back.model';
import { wordChoice, type WordChoice } from '../measure-parameters';
import { outcomeOf, saysYes, type Outcome } from './outcome-columns';

/** How a column does not say what is counted. */
type Contradiction = 'uncounted' | 'counted' | 'taken_back';

/** The value of a record that says something else than what is counted of its row. */
interface OddValue {
  readonly lead: string;
  readonly contradiction: Contradiction;
  /** The disposition of its row, or the job status where that is contradicted. */
  readonly word: string;
}

/** An unread column of one name over all reports that have it. */
interface UnreadColumn {
  readonly header: string;
  readonly files: readonly string[];
  /** First records of the files. */
  readonly rows: number;
  readonly odd: readonly OddValue[];
}

const groupNamed = (groups: readonly WordGroup[], name: string): string | undefined =>
  groups.find(({ group }) => group === name)?.label;

const isIn = (word: string, { groups, chosen }: WordChoice['dispositions'], name: string): boolean =>
  word !== '' && groupLabelOf(word, groups, chosen) === groupNamed(groups, name);

const contradictionOf = (
  outcome: Outcome,
  says: boolean,
  isSale: boolean,
  isCancelled: boolean,
): Contradiction | null => {
  if (outcome === 'cancelled') return says && isSale && !isCancelled ? 'taken_back' : null;
  if (says) return isSale ? null : 'uncounted';
  if (!isSale) return null;
  if (outcome === 'sold') return 'counted';
  return isCancelled ? null : 'taken_back';
};

/** The unread columns of a report that by their names tell of sales, with the rows that they contradict. */
function unreadIn({ sniffed, report }: FolderFile, words: WordChoice): readonly UnreadColumn[] {
  if (sniffed === null) return [];
  const columnOf = (field: string): number =>
    sniffed.headers.indexOf(report.mapping.find((mapped) => mapped.field === field)?.column ?? '');
  const [lead, disposition, jobStatus] = ['lead_number', 'disposition', 'job_status'].map(columnOf);
  if (disposition === undefined || disposition < 0) return [];
  const fed = new Set(report.mapping.map(({ column }) => column));
  return sniffed.headers.flatMap((header, at) => {
    const outcome = fed.has(header) ? null : outcomeOf(header);
    if (outcome === null) return [];
    const odd = sniffed.sample.flatMap((record) => {
      const valueOf = (column = -1): string => record[column]?.trim() ?? '';
      const says = saysYes(valueOf(at));
      if (says === null) return [];
      const isSale = isIn(valueOf(disposition), words.dispositions, 'sold');
      const isCancelled = isIn(valueOf(jobStatus), words.jobStatuses, 'cancelled');
      const contradiction = contradictionOf(outcome, says, isSale, isCancelled);
      const word = valueOf(contradiction === 'taken_back' ? jobStatus : disposition);
      return contradiction === null ? [] : [{ lead: valueOf(lead), contradiction, word }];
    });
    // One that never says yes is kept by nobody.
    const isKept = sniffed.sample.some((record) => saysYes(record[at] ?? '') === true);
    return isKept ? [{ header, files: [report.file], rows: sniffed.sample.length, odd }] : [];
  });
}

/** What the columns say is of the row; a sale or a cancellation in another row of the lead counts all the same. */
async function withoutCounted(
  { odd, ...column }: UnreadColumn,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<UnreadColumn> {
  const leads = [...new Set(odd.map(({ lead }) => lead))];
  const rows = await queryRows(
    workspace,
    sql`select lead_number, case when bool_or(is_sale) then 'uncounted' end as sold,
      case when bool_or(t.crm_lead_id is not null) then 'taken_back' end as taken_back
    from ${intCrmStates} s left join ${intTakenBack} t on t.crm_lead_id = s.crm_lead_id
    where lead_number in (${textList(leads)}) group by 1`,
    signal,
  );
  const agreed = new Set(
    rows.flatMap((row) =>
      ['sold', 'taken_back'].map((name) => `${text(row, name) ?? ''} ${text(row, 'lead_number') ?? ''}`),
    ),
  );
  return { ...column, odd: odd.filter(({ contradiction, lead }) => !agreed.has(`${contradiction} ${lead}`)) };
}

const NAMED_WORDS = 5;

/** The words beside the values, the most frequent first. */
function wordsOf(odd: readonly OddValue[]): Sentence {
  const counts = new Map<string, number>();
  for (const { word } of odd) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const named = joined(
    sorted
      .slice(0, NAMED_WORDS)
      .map(([word, rows]) => (word === '' ? say`none (${count(rows)})` : say`“${word}” (${count(rows)})`)),
  );
  const rest = sorted.length - NAMED_WORDS;
  return rest > 0 ? say`${named} and ${count(rest)} more` : named;
}

const SENTENCES: {
  readonly [C in Contradiction]: {
    readonly column: string;
    readonly tell: (odd: readonly OddValue[]) => Sentence;
  };
} = {
  uncounted: {
    column: 'disposition',
    tell: (odd) =>
      say`says in ${plural(odd.length, 'row')} that there was a sale, where the disposition is none: ${wordsOf(odd)}. ${agree(odd.length, 'It counts', 'They count')} as no sale. Where the column is right, put these dispositions into the group of sales, or map the column as the disposition on the Sources screen and put its word for a sale there; else ask the client which of both is right.`,
  },
  counted: {
    column: 'disposition',
    tell: (odd) =>
      say`says in ${plural(odd.length, 'row')} that there was no sale, where the disposition is one: ${wordsOf(odd)}. ${agree(odd.length, 'It counts', 'They count')} as ${agree(odd.length, 'a sale', 'sales')}. Ask the client which of both is right.`,
  },
  taken_back: {
    column: 'job_status',
    tell: (odd) =>
      say`says in ${plural(odd.length, 'row')} that a sale was taken back, where the job status does not: ${wordsOf(odd)}. ${agree(odd.length, 'It counts', 'They count')} as net. Where the column is right, ask for reports whose job status says it, or put these job statuses into the group of cancellations.`,
  },
};

function tell({ header, files, rows, odd }: UnreadColumn): readonly Finding[] {
  return (Object.keys(SENTENCES) as Contradiction[]).flatMap((contradiction) => {
    const these = odd.filter((value) => value.contradiction === contradiction);
    if (these.length === 0) return [];
    const { column, tell: told } = SENTENCES[contradiction];
    return [
      finding({
        code: 'unread_outcomes',
        severity: 'warning',
        source: 'crm_report',
        column,
        files,
        message: say`${fileNames(files)}: nothing is read from the column ${code(header)}. Of the first ${plural(rows, 'row')} it ${told(these)}`,
      }),
    ];
  });
}

/** Columns of the reports that tell of sales, that no field reads, and that say something else than what is counted. */
export const unreadOutcomeFindings = defineFindings({
  name: 'unread_outcome_findings',
  title: 'Outcomes that no field reads',
  reads: [intCrmStates, intTakenBack],
  takes: [folderFiles, wordChoice],
  find: async ({ workspace, get, signal }) => {
    const columns = new Map<string, UnreadColumn>();
    const reports = get(folderFiles).filter(
      ({ report }) => report.status === 'read' && report.source === 'crm_report',
    );
    for (const column of reports.flatMap((file) => unreadIn(file, get(wordChoice)))) {
      const same = columns.get(column.header);
      columns.set(column.header, {
        header: column.header,
        files: [...(same?.files ?? []), ...column.files],
        rows: (same?.rows ?? 0) + column.rows,
        odd: [...(same?.odd ?? []), ...column.odd],
      });
    }
    const found: Finding[] = [];
    for (const column of columns.values())
      if (column.odd.length > 0) found.push(...tell(await withoutCounted(column, workspace, signal)));
    return found;
  },
});
