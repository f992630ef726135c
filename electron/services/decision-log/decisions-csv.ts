import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { decisionRecord } from '../../../shared/contract/decision';
import type { DecideEntry, DecisionRecord, DecisionSubject } from '../../../shared/domain/decision';
import { currentDecisions, liveIds } from '../../../shared/domain/decision-state';
import { LeadlensError } from '../../../shared/domain/fault';
import { MOST_CLOCK } from './segment-format';

const COLUMNS = [
  'id',
  'at',
  'who',
  'state',
  'kind',
  'verdict',
  'lead_number',
  'email_key',
  'phone_key',
  'leads',
  'left_source',
  'left_lead_id',
  'left_user_uid',
  'left_email',
  'right_source',
  'right_lead_id',
  'right_user_uid',
  'right_email',
  'key',
  'repair',
  'undoes',
  'supersedes',
  'note',
  'evidence',
  'clock',
  'who_id',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/** A cell that a spreadsheet would run as a formula gets a leading quote; reading takes it off again. */
const FORMULA = /^[=+\-@\t\r']/;
const neutral = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
const plain = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;

const SEPARATOR = ' | ';

function subjectCells(subject: DecisionSubject): Row {
  switch (subject.kind) {
    case 'identity':
      return {
        lead_number: subject.leadNumber ?? '',
        email_key: subject.emailKey ?? '',
        phone_key: subject.phoneKey ?? '',
      };
    case 'pair':
      return {
        left_source: subject.left.source,
        left_lead_id: subject.left.leadId ?? '',
        left_user_uid: subject.left.userUid ?? '',
        left_email: subject.left.email ?? '',
        right_source: subject.right.source,
        right_lead_id: subject.right.leadId ?? '',
        right_user_uid: subject.right.userUid ?? '',
        right_email: subject.right.email ?? '',
      };
    case 'key':
      return { key: subject.value };
    case 'repair':
      return { repair: subject.code };
  }
}

const decideCells = (entry: DecideEntry): Row => ({
  kind: entry.subject.kind,
  verdict: entry.verdict,
  ...subjectCells(entry.subject),
  leads: entry.leads.join(SEPARATOR),
  evidence: entry.evidence,
  supersedes: entry.supersedes.join(SEPARATOR),
});

/** All decisions and takings back as CSV for spreadsheets: a header, one row each, what stands marked. */
export function decisionsToCsv(records: readonly DecisionRecord[]): string {
  const live = liveIds(records);
  const heads = new Map(
    [...currentDecisions(records).values()].flatMap(({ heads: standing, isDisputed }) =>
      standing.map((head) => [head.id, isDisputed ? 'disputed' : 'stands'] as const),
    ),
  );
  const rows = records.map(({ id, at, clock, who, entry }) => {
    const cells: Row = {
      id,
      at,
      who: who.name,
      who_id: who.id,
      clock: String(clock),
      note: entry.note,
      state: heads.get(id) ?? (live.has(id) ? (entry.kind === 'undo' ? 'stands' : 'replaced') : 'taken back'),
      ...(entry.kind === 'undo' ? { kind: 'undo', undoes: entry.of.join(SEPARATOR) } : decideCells(entry)),
    };
    return COLUMNS.map((column) => neutral(cells[column] ?? ''));
  });
  return stringify([[...COLUMNS], ...rows]);
}

const listOf = (text: string | undefined): string[] => (text ? text.split(SEPARATOR) : []);
const orNull = (text: string | undefined): string | null => (text ? text : null);

function subjectOf(row: Row): unknown {
  switch (row.kind) {
    case 'identity':
      return {
        kind: 'identity',
        leadNumber: orNull(row.lead_number),
        emailKey: orNull(row.email_key),
        phoneKey: orNull(row.phone_key),
      };
    case 'pair':
      return {
        kind: 'pair',
        left: {
          source: row.left_source ?? '',
          leadId: orNull(row.left_lead_id),
          userUid: orNull(row.left_user_uid),
          email: orNull(row.left_email),
        },
        right: {
          source: row.right_source ?? '',
          leadId: orNull(row.right_lead_id),
          userUid: orNull(row.right_user_uid),
          email: orNull(row.right_email),
        },
      };
    case 'key':
      return { kind: 'key', value: row.key };
    default:
      return { kind: 'repair', code: row.repair };
  }
}

const recordOf = (row: Row): unknown => ({
  id: row.id,
  at: row.at,
  clock: Number(row.clock),
  who: { id: row.who_id, name: row.who },
  entry:
    row.kind === 'undo'
      ? { kind: 'undo', of: listOf(row.undoes), note: row.note ?? '' }
      : {
          kind: 'decide',
          subject: subjectOf(row),
          verdict: row.verdict,
          leads: listOf(row.leads),
          evidence: row.evidence ?? '',
          note: row.note ?? '',
          supersedes: listOf(row.supersedes),
        },
});

interface NumberedRecord {
  readonly row: number;
  readonly record: DecisionRecord;
}

const table = z.array(z.record(z.string(), z.string()));

/**
 * Reads what `decisionsToCsv` wrote; columns may stand in any order.
 * @returns the records with the number of their row, and per row that is none a sentence. A row without an id gets one by
 *   what it says.
 * @throws LeadlensError `no_decisions` where it is no such table
 */
export function decisionsFromCsv(
  name: string,
  text: string,
): { readonly records: readonly NumberedRecord[]; readonly refused: readonly string[] } {
  const noDecisions = (what: string, cause?: unknown): LeadlensError =>
    new LeadlensError(
      {
        kind: 'input',
        code: 'no_decisions',
        message: `${name} holds no decisions: ${what}.`,
        hint: 'Choose a file that was exported from the history of decisions.',
        file: name,
      },
      { cause },
    );
  let rows: z.infer<typeof table>;
  try {
    rows = table.parse(parse(text, { columns: true, bom: true, skip_empty_lines: true }));
  } catch (error) {
    throw noDecisions(error instanceof Error ? error.message : 'it is no CSV', error);
  }
  const missing = ['id', 'at', 'kind', 'clock', 'who_id'].filter((column) => !(column in (rows[0] ?? {})));
  if (missing.length > 0) throw noDecisions(`column ${missing.join(', ')} is missing`);
  const records: NumberedRecord[] = [];
  const repeats = new Map<string, number>();
  const idOf = (record: DecisionRecord): string => {
    const digest = createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 16);
    const repeat = (repeats.get(digest) ?? 0) + 1;
    repeats.set(digest, repeat);
    return `row${digest}:${String(repeat)}`;
  };
  const refused: string[] = [];
  rows.forEach((row, i) => {
    const cells = Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, plain(cell)]));
    const read = decisionRecord.safeParse(recordOf(cells));
    if (read.success && read.data.clock <= MOST_CLOCK)
      records.push({ row: i + 2, record: { ...read.data, id: read.data.id || idOf(read.data) } });
    else if (read.success)
      refused.push(`${name}, row ${String(i + 2)}: clock is beyond what any log reaches.`);
    else
      refused.push(
        `${name}, row ${String(i + 2)}: ${read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}.`,
      );
  });
  return { records, refused };
}
