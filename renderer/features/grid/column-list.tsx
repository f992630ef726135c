import { ActionIcon, Checkbox, TextInput } from '@mantine/core';
import { IconPin, IconPinFilled, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { formatShare } from '../../../shared/charts/format';
import type { ColumnStatistics } from '../../../shared/contract/explore';
import type { GridColumn, GridQuery } from '../../../shared/contract/grid';
import { faultOf } from '../../../shared/domain/fault';
import { oneByOne } from '../../state/calls';
import { services } from '../../state/services';
import { FocusKept } from '../../ui/focus-kept';
import { usePanelFocus } from '../../ui/panel-focus';
import classes from './grid.module.css';
import { distinctWords, Histogram } from './statistics';

interface ColumnListProps {
  readonly columns: readonly GridColumn[];
  readonly query: GridQuery;
  readonly hidden: readonly string[];
  readonly pinned: readonly string[];
  readonly onHidden: (hidden: readonly string[]) => void;
  readonly onPin: (column: string, pinned: boolean) => void;
  readonly onOpen: (column: string) => void;
  readonly onClose: () => void;
}

/** All columns: which are shown and pinned, and what each holds in short, computed as it comes into sight. */
export function ColumnList(props: ColumnListProps) {
  const { columns, query, hidden, pinned, onHidden, onPin, onOpen, onClose } = props;
  const [search, setSearch] = useState('');
  const panel = useRef<HTMLElement>(null);
  usePanelFocus(panel);
  const turns = useMemo(() => oneByOne(), []);
  const wanted = search.trim().toLowerCase();
  const listed = columns.filter(
    ({ name, label }) => name.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted),
  );
  const shownCount = columns.length - hidden.length;
  return (
    <FocusKept>
      <aside
        data-autofocus
        ref={panel}
        className={classes.side}
        tabIndex={-1}
        aria-label="Columns"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.stopPropagation();
          onClose();
        }}
      >
        <header className={classes.sideHead}>
          <div className={classes.sideWords}>
            <h2 className={classes.sideTitle}>Columns</h2>
            <p className={classes.sideName}>
              {String(shownCount)} of {String(columns.length)} shown
            </p>
          </div>
          <ActionIcon onClick={onClose} aria-label="Close the panel">
            <IconX size={15} aria-hidden="true" />
          </ActionIcon>
        </header>
        <div className={classes.sideBody}>
          <TextInput
            size="xs"
            aria-label="Search columns"
            placeholder="Search columns"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Checkbox
            size="xs"
            label="All columns"
            checked={hidden.length === 0}
            indeterminate={hidden.length > 0 && shownCount > 0}
            // One always stays, or there would be nothing to bring the others back by.
            onChange={() => onHidden(hidden.length > 0 ? [] : columns.slice(1).map(({ name }) => name))}
          />
          <ul className={classes.columnList}>
            {listed.map((column) => (
              <li key={column.name} className={classes.columnEntry}>
                <Checkbox
                  size="xs"
                  aria-label={`Show ${column.label}`}
                  checked={!hidden.includes(column.name)}
                  disabled={shownCount === 1 && !hidden.includes(column.name)}
                  onChange={(event) =>
                    onHidden(
                      event.currentTarget.checked
                        ? hidden.filter((name) => name !== column.name)
                        : [...hidden, column.name],
                    )
                  }
                />
                <button type="button" className={classes.columnName} onClick={() => onOpen(column.name)}>
                  <span className={classes.columnLabel}>{column.label}</span>
                  <Summary column={column} query={query} turns={turns} />
                </button>
                <ActionIcon
                  size={22}
                  aria-label={pinned.includes(column.name) ? `Unpin ${column.label}` : `Pin ${column.label}`}
                  onClick={() => onPin(column.name, !pinned.includes(column.name))}
                >
                  {pinned.includes(column.name) ? (
                    <IconPinFilled size={13} aria-hidden="true" />
                  ) : (
                    <IconPin size={13} aria-hidden="true" />
                  )}
                </ActionIcon>
              </li>
            ))}
          </ul>
        </div>
      </aside>
    </FocusKept>
  );
}

interface SummaryProps {
  readonly column: GridColumn;
  readonly query: GridQuery;
  readonly turns: ReturnType<typeof oneByOne>;
}

/** One line about a column. Asked when it is seen, after those that were seen before, and not any more once it is gone. */
function Summary({ column, query, turns }: SummaryProps) {
  const host = useRef<HTMLSpanElement>(null);
  const key = JSON.stringify({ query: { ...query, sort: [] }, column: column.name });
  const [found, setFound] = useState<{
    key: string;
    statistics: ColumnStatistics | null;
    why: string;
  } | null>(null);
  const isThere = found?.key === key;
  useEffect(() => {
    const element = host.current;
    if (!element || isThere) return;
    let leaving = new AbortController();
    const observer = new IntersectionObserver((entries) => {
      leaving.abort();
      // What came to pass since it was last told, in order: the last says where it is now.
      if (entries.at(-1)?.isIntersecting !== true) return;
      leaving = new AbortController();
      const { signal } = leaving;
      turns(async () => {
        const request = JSON.parse(key) as { query: GridQuery; column: string };
        try {
          const statistics = await services().engine.call('columnStatistics', request, { signal });
          setFound({ key, statistics, why: '' });
        } catch (error) {
          const { kind, message } = faultOf(error);
          if (kind !== 'cancelled') setFound({ key, statistics: null, why: message });
        }
      }, signal);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      leaving.abort();
    };
  }, [key, isThere, turns]);
  const statistics = isThere ? found.statistics : null;
  return (
    <span ref={host} className={classes.summary}>
      {isThere && found.why !== '' && <span className={classes.summaryWords}>{found.why}</span>}
      {statistics && (
        <>
          {statistics.histogram.length > 1 ? (
            <Histogram statistics={statistics} column={column} height={16} />
          ) : (
            <span className={classes.summaryWords}>{distinctWords(statistics)} different</span>
          )}
          {statistics.empty > 0 && (
            <span className={classes.summaryEmpty}>
              {formatShare(statistics.empty / statistics.rows)} empty
            </span>
          )}
        </>
      )}
    </span>
  );
}
