import { ActionIcon, Button } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowUp,
  IconEyeOff,
  IconPin,
  IconPinnedOff,
  IconX,
} from '@tabler/icons-react';
import { useRef } from 'react';
import type { GridColumn, GridFilter, GridQuery } from '../../../shared/contract/grid';
import { useCall } from '../../state/calls';
import { FaultNote } from '../../ui/fault-note';
import { FocusKept } from '../../ui/focus-kept';
import { usePanelFocus } from '../../ui/panel-focus';
import classes from './grid.module.css';
import { FilterEditor } from './filter-editor';
import { Statistics } from './statistics';

interface ColumnPanelProps {
  readonly column: GridColumn;
  /** The rows as the grid was opened. */
  readonly query: GridQuery;
  /** The same, narrowed and sorted by the reader. */
  readonly asked: GridQuery;
  /** Of the reader. */
  readonly filters: readonly GridFilter[];
  readonly sorted: 'asc' | 'desc' | null;
  readonly isPinned: boolean;
  readonly onFilter: (filters: readonly GridFilter[]) => void;
  readonly onSort: (direction: 'asc' | 'desc' | null) => void;
  readonly onPin: (pinned: boolean) => void;
  readonly onHide: () => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** One column: its filter, and what it holds in the rows that the other filters leave. */
export function ColumnPanel(props: ColumnPanelProps) {
  const { column, query, asked, filters, sorted, isPinned } = props;
  const { onFilter, onSort, onPin, onHide, onBack, onClose } = props;
  const panel = useRef<HTMLElement>(null);
  const statistics = useCall('columnStatistics', { query: { ...asked, sort: [] }, column: column.name });

  usePanelFocus(panel);

  const sortButton = (direction: 'asc' | 'desc') => (
    <ActionIcon
      variant={sorted === direction ? 'filled' : 'default'}
      color={sorted === direction ? 'accent' : 'gray'}
      aria-pressed={sorted === direction}
      aria-label={direction === 'asc' ? 'Sort from small to great' : 'Sort from great to small'}
      title={direction === 'asc' ? 'Sort from small to great' : 'Sort from great to small'}
      onClick={() => onSort(sorted === direction ? null : direction)}
    >
      {direction === 'asc' ? (
        <IconArrowUp size={14} aria-hidden="true" />
      ) : (
        <IconArrowDown size={14} aria-hidden="true" />
      )}
    </ActionIcon>
  );

  return (
    <FocusKept>
      <aside
        data-autofocus
        ref={panel}
        className={classes.side}
        tabIndex={-1}
        aria-label={`Column ${column.label}`}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.stopPropagation();
          onClose();
        }}
      >
        <header className={classes.sideHead}>
          <ActionIcon onClick={onBack} aria-label="All columns" title="All columns">
            <IconArrowLeft size={15} aria-hidden="true" />
          </ActionIcon>
          <div className={classes.sideWords}>
            <h2 className={classes.sideTitle}>{column.label}</h2>
            {column.label !== column.name && <p className={classes.sideName}>{column.name}</p>}
          </div>
          <ActionIcon onClick={onClose} aria-label="Close the panel">
            <IconX size={15} aria-hidden="true" />
          </ActionIcon>
        </header>
        <div className={classes.sideBody}>
          {column.description !== '' && <p className={classes.sideText}>{column.description}</p>}
          <div className={classes.sideActions}>
            {sortButton('asc')}
            {sortButton('desc')}
            <Button
              variant="default"
              leftSection={
                isPinned ? (
                  <IconPinnedOff size={14} aria-hidden="true" />
                ) : (
                  <IconPin size={14} aria-hidden="true" />
                )
              }
              onClick={() => onPin(!isPinned)}
            >
              {isPinned ? 'Unpin' : 'Pin'}
            </Button>
            <Button
              variant="default"
              leftSection={<IconEyeOff size={14} aria-hidden="true" />}
              onClick={onHide}
            >
              Hide
            </Button>
          </div>
          <section aria-label="Filter" className={classes.sideSection}>
            <h3 className={classes.sideHeading}>Filter</h3>
            <FilterEditor column={column} query={query} filters={filters} onChange={onFilter} />
          </section>
          <section
            aria-label="Statistics"
            className={classes.sideSection}
            aria-busy={statistics.state === 'waiting'}
          >
            <h3 className={classes.sideHeading}>Statistics</h3>
            {statistics.fault && <FaultNote fault={statistics.fault} />}
            {statistics.data && (
              <div className={statistics.state === 'waiting' ? classes.stale : undefined}>
                <Statistics
                  statistics={statistics.data}
                  column={column}
                  onBin={(low, high) =>
                    onFilter([
                      ...filters.filter((filter) => filter.column === column.name && filter.op !== 'between'),
                      { op: 'between', column: column.name, low, high },
                    ])
                  }
                />
              </div>
            )}
          </section>
        </div>
      </aside>
    </FocusKept>
  );
}
