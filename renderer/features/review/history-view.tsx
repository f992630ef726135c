import { Button, FileButton, Select, TextInput } from '@mantine/core';
import { IconDownload, IconHistory, IconSearch, IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { formatCount, formatIsoTime } from '../../../shared/charts/format';
import type { ReviewQueue } from '../../../shared/contract/review';
import { faultOf } from '../../../shared/domain/fault';
import { importDecisions, saveDecisions } from '../../state/decision-files';
import { useDecisions } from '../../state/decisions';
import { toggleRecord } from '../../state/judge';
import { notify, notifyFault } from '../../state/notices';
import { EmptyState } from '../../ui/empty-state';
import { historyRows, isFound, RECORD_STATES, type HistoryRow, type RecordState } from './history-rows';
import classes from './history-view.module.css';
import { StateBadge } from './state-badge';

const NAMES: Readonly<Record<RecordState, string>> = {
  counts: 'Counts',
  unsure: 'Unsure',
  stale: 'Stale',
  unattached: 'Not in the data',
  disputed: 'Disputed',
  replaced: 'Replaced',
  'taken back': 'Taken back',
};

const decisionsWords = (count: number): string =>
  count === 1 ? '1 decision' : `${formatCount(count)} decisions`;

/** More rows than this are found by the filter, not by scrolling. */
const MOST_ROWS = 300;

/** Every decision ever taken, newest first: who, when, on what, and whether it counts. */
export function HistoryView({ queue }: { readonly queue: ReviewQueue }) {
  const log = useDecisions((s) => s.log);
  const records = useMemo(() => log?.records ?? [], [log]);
  const [text, setText] = useState('');
  const [state, setState] = useState('all');
  const found = useMemo(
    () => historyRows(records, queue.notApplied).filter((row) => isFound(row, text)),
    [records, queue, text],
  );
  const rows = found.filter((row) => state === 'all' || row.state === state);
  const label = (name: string, count: number): string => `${name} · ${formatCount(count)}`;
  const isWritable = log !== null && log.hold === null;
  return (
    <div className={classes.historyView}>
      <div className={classes.historyTools}>
        <TextInput
          aria-label="Find a decision"
          size="xs"
          placeholder="CRM lead, lead id, person, note"
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
            { value: 'all', label: label('All', found.length) },
            ...RECORD_STATES.map((its) => ({
              value: its,
              label: label(NAMES[its], found.filter((row) => row.state === its).length),
            })),
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
                  <span className={classes.hidden}>Evidence and taking back</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MOST_ROWS).map((row) => (
                <DecisionRow key={row.record.id} row={row} isWritable={isWritable} />
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

/** One decision; what it rests on opens below it. */
function DecisionRow({ row, isWritable }: { readonly row: HistoryRow; readonly isWritable: boolean }) {
  const { record, entry, state, about, decision, takenBackBy } = row;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <tr>
        <td className={classes.when}>{formatIsoTime(record.at)}</td>
        <td>{record.who.name}</td>
        <td>{about}</td>
        <td title={entry.leads.join(', ')}>{decision}</td>
        <td>
          <StateBadge state={state === 'counts' ? 'decided' : state}>{NAMES[state]}</StateBadge>
        </td>
        <td className={classes.noteCell}>{entry.note}</td>
        <td className={classes.rowActions}>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={isOpen}
            aria-label={`Evidence of ${about}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            Evidence
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={!isWritable || state === 'replaced'}
            aria-label={`${state === 'taken back' ? 'Bring back' : 'Take back'} ${about}`}
            onClick={() => void toggleRecord(record)}
          >
            {state === 'taken back' ? 'Bring back' : 'Take back'}
          </Button>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td />
          <td colSpan={6}>
            <dl className={classes.rowDetails}>
              <dt>Rests on</dt>
              <dd>{entry.evidence}</dd>
              {takenBackBy && (
                <>
                  <dt>Taken back</dt>
                  <dd>
                    {takenBackBy.who.name}, {formatIsoTime(takenBackBy.at)} UTC
                  </dd>
                </>
              )}
              <dt>Record</dt>
              <dd>{record.id}</dd>
            </dl>
          </td>
        </tr>
      )}
    </>
  );
}

async function takeIn(file: File | null): Promise<void> {
  if (!file) return;
  const done = await importDecisions(file);
  if (!done) return;
  notify({
    kind: 'review-import',
    tone: done.refused.length > 0 ? 'bad' : 'plain',
    title: `${decisionsWords(done.added)} came in, ${formatCount(done.alreadyThere)} were here already.`,
    text: done.refused.slice(0, 3).join(' '),
  });
}

async function takeOut(format: 'csv' | 'log'): Promise<void> {
  try {
    const savedAs = await saveDecisions(format);
    if (savedAs !== null) notify({ kind: 'review-export', text: `Saved as ${savedAs}.` });
  } catch (error) {
    notifyFault('review-export', faultOf(error));
  }
}
