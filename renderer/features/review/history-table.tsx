import { Button, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { formatIsoTime } from '../../../shared/charts/format';
import { toggleRecord } from '../../state/judge';
import type { TableColumn } from '../../ui/table';
import { TextTable } from '../../ui/text-table';
import type { HistoryRow, RecordState } from './history-rows';
import classes from './history-view.module.css';
import { StateBadge } from './state-badge';

export const STATE_NAMES: Readonly<Record<RecordState, string>> = {
  counts: 'Counts',
  unsure: 'Unsure',
  stale: 'Stale',
  unattached: 'Not in the data',
  disputed: 'Disputed',
  replaced: 'Replaced',
  'taken back': 'Taken back',
};

const COLUMNS: readonly TableColumn<HistoryRow>[] = [
  {
    head: 'When (UTC)',
    cell: ({ record }) => <span className={classes.when}>{formatIsoTime(record.at)}</span>,
  },
  { head: 'Who', cell: ({ record }) => record.who.name },
  { head: 'About', cell: ({ about }) => about },
  {
    head: 'Decision',
    cell: ({ entry, decision }) => <span title={entry.leads.join(', ')}>{decision}</span>,
  },
  {
    head: 'State',
    cell: ({ state }) => (
      <StateBadge state={state === 'counts' ? 'decided' : state}>{STATE_NAMES[state]}</StateBadge>
    ),
  },
  { head: 'Note', look: 'quiet', cell: ({ entry }) => entry.note },
];

/** The place of what a decision is about. */
const ABOUT = 2;

interface HistoryTableProps {
  readonly rows: readonly HistoryRow[];
  readonly isWritable: boolean;
}

/** A line for each decision, which can be taken back; what it rests on opens below it. */
export function HistoryTable({ rows, isWritable }: HistoryTableProps) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void =>
    setOpened(
      opened.has(id) ? new Set([...opened].filter((other) => other !== id)) : new Set([...opened, id]),
    );
  return (
    <TextTable
      columns={[
        ...COLUMNS,
        {
          head: <VisuallyHidden>Evidence and taking back</VisuallyHidden>,
          align: 'right',
          cell: (row) => (
            <Actions
              row={row}
              isWritable={isWritable}
              isOpen={opened.has(row.record.id)}
              onToggle={() => toggle(row.record.id)}
            />
          ),
        },
      ]}
      rows={rows}
      rowKey={({ record }) => record.id}
      named={ABOUT}
      below={(row) => (opened.has(row.record.id) ? <Basis row={row} /> : null)}
    />
  );
}

interface ActionsProps {
  readonly row: HistoryRow;
  readonly isWritable: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

const Actions = ({ row: { record, state, about }, isWritable, isOpen, onToggle }: ActionsProps) => (
  <span className={classes.rowActions}>
    <Button
      size="compact-xs"
      variant="subtle"
      aria-expanded={isOpen}
      aria-label={`Evidence of ${about}`}
      onClick={onToggle}
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
  </span>
);

/** What a decision rests on, and how it ended. */
const Basis = ({ row: { record, entry, takenBackBy } }: { readonly row: HistoryRow }) => (
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
);
