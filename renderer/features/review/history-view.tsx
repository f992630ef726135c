import { Button, FileButton, Select, TextInput } from '@mantine/core';
import { IconDownload, IconHistory, IconSearch, IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { formatCount } from '../../../shared/charts/format';
import type { ReviewQueue } from '../../../shared/contract/review';
import { faultOf } from '../../../shared/domain/fault';
import { importDecisions, saveDecisions } from '../../state/decision-files';
import { useDecisions } from '../../state/decisions';
import { notify, notifyFault } from '../../state/notices';
import { EmptyState } from '../../ui/empty-state';
import { historyRows, isFound, RECORD_STATES } from './history-rows';
import { importWords } from './import-words';
import { HistoryTable, STATE_NAMES } from './history-table';
import classes from './history-view.module.css';

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
              label: label(STATE_NAMES[its], found.filter((row) => row.state === its).length),
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
          <HistoryTable rows={rows.slice(0, MOST_ROWS)} isWritable={isWritable} />
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
  const before = useDecisions.getState().log?.records ?? [];
  const done = await importDecisions(file);
  if (!done) return;
  const { title, text } = importWords(before, done.log.records, done.alreadyThere);
  notify({
    kind: 'review-import',
    tone: done.refused.length > 0 ? 'bad' : 'plain',
    title,
    text: [text, ...done.refused.slice(0, 3)].filter((sentence) => sentence !== '').join(' '),
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
