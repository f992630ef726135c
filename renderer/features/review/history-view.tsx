import { Button, FileButton, Select, TextInput } from '@mantine/core';
import { IconDownload, IconHistory, IconSearch, IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { formatCount } from '../../../shared/charts/format';
import type { ReviewQueue } from '../../../shared/contract/review';
import type { DecisionRecord, DecisionSubject } from '../../../shared/domain/decision';
import { currentDecisions, liveIds } from '../../../shared/domain/decision-state';
import { faultOf } from '../../../shared/domain/fault';
import { exportDecisions, importDecisions } from '../../state/decision-files';
import { toggleRecord, useDecisions } from '../../state/decisions';
import { saveBytes } from '../../state/exports';
import { notify, notifyFault } from '../../state/notices';
import { EmptyState } from '../../ui/empty-state';
import classes from './review.module.css';
import { VERDICT_WORDS } from './words';

type RecordState = 'counts' | 'stale' | 'unattached' | 'disputed' | 'replaced' | 'taken back';

const STATES: readonly RecordState[] = [
  'counts',
  'stale',
  'unattached',
  'disputed',
  'replaced',
  'taken back',
];

const NAMES: Readonly<Record<RecordState, string>> = {
  counts: 'Counts',
  stale: 'Stale',
  unattached: 'Not in the data',
  disputed: 'Disputed',
  replaced: 'Replaced',
  'taken back': 'Taken back',
};

function subjectWords(subject: DecisionSubject): string {
  switch (subject.kind) {
    case 'identity':
      return `CRM lead ${subject.leadNumber ?? '–'}`;
    case 'pair':
      return `${subject.left.email ?? '–'} and ${subject.right.email ?? '–'}`;
    case 'key':
      return `Key ${subject.value}`;
    case 'repair':
      return `Repair ${subject.code}`;
  }
}

function statesOf(
  records: readonly DecisionRecord[],
  queue: ReviewQueue,
): (record: DecisionRecord) => RecordState {
  const live = liveIds(records);
  const notApplied = new Map(queue.notApplied.map((n) => [n.decisionId, n.state]));
  const heads = new Map(
    [...currentDecisions(records).values()].flatMap((state) =>
      state.heads.map((head) => [head.id, state.isDisputed] as const),
    ),
  );
  return (record) => {
    if (!live.has(record.id)) return 'taken back';
    const isDisputed = heads.get(record.id);
    if (isDisputed === undefined) return 'replaced';
    return isDisputed ? 'disputed' : (notApplied.get(record.id) ?? 'counts');
  };
}

/** More rows than this are found by the filter, not by scrolling. */
const MOST_ROWS = 300;

/** Every decision ever taken, newest first: who, when, on what, and whether it counts. */
export function HistoryView({ queue }: { readonly queue: ReviewQueue }) {
  const log = useDecisions((s) => s.log);
  const records = useMemo(() => log?.records ?? [], [log]);
  const [text, setText] = useState('');
  const [state, setState] = useState('all');
  const stateOf = useMemo(() => statesOf(records, queue), [records, queue]);
  const rows = useMemo(
    () =>
      [...records]
        .reverse()
        .flatMap((record) =>
          record.entry.kind === 'decide' ? [{ record, entry: record.entry, state: stateOf(record) }] : [],
        )
        .filter((row) => state === 'all' || row.state === state)
        .filter(
          ({ record, entry }) =>
            text === '' ||
            `${subjectWords(entry.subject)} ${record.who.name} ${entry.verdict} ${entry.note}`
              .toLowerCase()
              .includes(text.toLowerCase()),
        ),
    [records, stateOf, state, text],
  );
  const isWritable = log !== null && log.hold === null;
  return (
    <div className={classes.historyView}>
      <div className={classes.historyTools}>
        <TextInput
          aria-label="Find a decision"
          size="xs"
          placeholder="CRM lead, person, note"
          leftSection={<IconSearch size={13} aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          aria-label="State of decisions"
          size="xs"
          allowDeselect={false}
          value={state}
          onChange={(chosen) => setState(chosen ?? 'all')}
          data={[
            { value: 'all', label: 'All decisions' },
            ...STATES.map((s) => ({ value: s, label: NAMES[s] })),
          ]}
        />
        <span className={classes.historyCount}>
          {rows.length === 1 ? '1 decision' : `${formatCount(rows.length)} decisions`}
        </span>
        <FileButton accept=".csv,.jsonl" onChange={(file) => void takeIn(file)}>
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              disabled={!isWritable}
              leftSection={<IconUpload size={14} aria-hidden="true" />}
            >
              Import
            </Button>
          )}
        </FileButton>
        {(['csv', 'log'] as const).map((format) => (
          <Button
            key={format}
            size="xs"
            variant="default"
            disabled={records.length === 0}
            leftSection={<IconDownload size={14} aria-hidden="true" />}
            onClick={() => void takeOut(format)}
          >
            {format === 'csv' ? 'Export CSV' : 'Export log'}
          </Button>
        ))}
      </div>
      {rows.length === 0 ? (
        <EmptyState icon={<IconHistory size={20} />} title="No decisions here">
          {records.length === 0
            ? 'Decisions appear here as they are taken, with who, when and on what. A colleague’s log can be imported beside them.'
            : 'No decision fits the filter.'}
        </EmptyState>
      ) : (
        <div className={classes.historyScroll}>
          <table className={classes.historyTable}>
            <thead>
              <tr>
                <th scope="col">When (UTC)</th>
                <th scope="col">Who</th>
                <th scope="col">About</th>
                <th scope="col">Decision</th>
                <th scope="col">State</th>
                <th scope="col">Note</th>
                <th scope="col">
                  <span className={classes.hidden}>Undo</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MOST_ROWS).map(({ record, entry, state: its }) => (
                <tr key={record.id}>
                  <td className={classes.when}>{record.at.slice(0, 19).replace('T', ' ')}</td>
                  <td>{record.who.name}</td>
                  <td title={entry.evidence}>{subjectWords(entry.subject)}</td>
                  <td>{VERDICT_WORDS[entry.verdict]}</td>
                  <td>
                    <span className={classes.state} data-state={its === 'counts' ? 'decided' : its}>
                      {NAMES[its]}
                    </span>
                  </td>
                  <td className={classes.noteCell}>{entry.note}</td>
                  <td>
                    {its !== 'replaced' && (
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        disabled={!isWritable}
                        onClick={() => void toggleRecord(record)}
                      >
                        {its === 'taken back' ? 'Bring back' : 'Take back'}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length > MOST_ROWS && (
            <p className={classes.noRows}>
              The newest {formatCount(MOST_ROWS)} of {formatCount(rows.length)}. Find older ones by the
              filter, or export them.
            </p>
          )}
        </div>
      )}
    </div>
  );
}

async function takeIn(file: File | null): Promise<void> {
  if (!file) return;
  const done = await importDecisions(file);
  if (!done) return;
  notify({
    kind: 'review-import',
    tone: done.refused.length > 0 ? 'bad' : 'plain',
    title: `${formatCount(done.added)} decisions came in, ${formatCount(done.alreadyThere)} were here already.`,
    text: done.refused.slice(0, 3).join(' '),
  });
}

async function takeOut(format: 'csv' | 'log'): Promise<void> {
  try {
    const made = await exportDecisions(format);
    const savedAs = made ? await saveBytes(made.suggestedName, made.bytes) : null;
    if (savedAs !== null) notify({ kind: 'review-export', text: `Saved as ${savedAs}.` });
  } catch (error) {
    notifyFault('review-export', faultOf(error));
  }
}
