import { ActionIcon, Button } from '@mantine/core';
import { IconColumns3, IconDownload, IconSearch } from '@tabler/icons-react';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { formatCount } from '../../../shared/charts/format';
import { allRows, type GridPage, type GridQuery, type GridTable } from '../../../shared/contract/grid';
import { faultOf } from '../../../shared/domain/fault';
import { useCall } from '../../state/calls';
import { useShortcut } from '../../state/shortcuts';
import { changeTable, filterColumn, setWidth, useTable } from '../../state/tables';
import { FaultNote } from '../../ui/fault-note';
import { TableGrid, type TableGridHandle } from '../../ui/table-grid/table-grid';
import { saveCsv } from '../saving';
import { ColumnList } from './column-list';
import { ColumnPanel } from './column-panel';
import { copyRange } from './copy-cells';
import { CopyMenu } from './copy-menu';
import classes from './explore.module.css';
import { FilterChips } from './filter-chips';
import { FindBar } from './find-bar';
import { useColumns } from './use-columns';
import { useRows } from './use-rows';

interface GridPanelProps {
  readonly table: GridTable;
  /** The name of a file that the rows are saved as. */
  readonly saveAs: string;
  readonly empty: string;
  /** Stands at the left of the buttons. */
  readonly leading?: ReactNode;
}

const FIRST = 100;

/** The rows of one table with everything that can be asked of them. */
export function GridPanel({ table, saveAs, empty, leading }: GridPanelProps) {
  const head = useCall('page', { query: allRows(table.name), offset: 0, limit: FIRST });
  if (head.fault) return <FaultNote fault={head.fault} />;
  if (!head.data) return <div className={classes.body} aria-busy="true" />;
  return (
    <Rows key={table.name} table={table} head={head.data} saveAs={saveAs} empty={empty} leading={leading} />
  );
}

function Rows({ table, head, saveAs, empty, leading }: GridPanelProps & { readonly head: GridPage }) {
  const { name } = table;
  const state = useTable(name);
  const { filters, sort } = state;
  const columns = head.columns;
  const { ordered, hidden, pinned, layout } = useColumns(state, columns);
  const query = useMemo<GridQuery>(
    () => ({ ...allRows(name), filters: [...filters], sort }),
    [name, filters, sort],
  );
  const { total, fault, setFault, fetchRows } = useRows(name, filters, head.total);
  const [side, setSide] = useState<'none' | 'list' | { readonly column: string }>('none');
  const [isFinding, setFinding] = useState(false);
  const [sought, setSought] = useState('');
  const grid = useRef<TableGridHandle>(null);
  const findInput = useRef<HTMLInputElement>(null);
  const open = typeof side === 'object' ? columns.find((column) => column.name === side.column) : undefined;
  const pin = (column: string, on: boolean): void =>
    changeTable(name, { pinned: on ? [...pinned, column] : pinned.filter((other) => other !== column) });
  const close = (): void => setSide('none');

  const copy = (whole: boolean): void => {
    const range = grid.current?.range();
    if (range) void copyRange(query, range, grid.current?.shownColumns() ?? [], whole);
  };

  useShortcut('find', () => {
    setFinding(true);
    findInput.current?.select();
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey)) return;
    const inGrid = event.target instanceof Element && event.target.closest('.ag-cell') !== null;
    if (inGrid && event.key.toLowerCase() === 'c') {
      event.preventDefault();
      copy(event.shiftKey);
    }
  };

  return (
    <div className={classes.panel} onKeyDown={onKeyDown}>
      <div className={classes.tools}>
        {leading}
        <span className={classes.count} role="status">
          {total === null
            ? 'Counting'
            : filters.length === 0
              ? `${formatCount(total)} ${total === 1 ? 'row' : 'rows'}`
              : `${formatCount(total)} of ${formatCount(head.total)} rows`}
        </span>
        <FilterChips
          filters={filters}
          columns={columns}
          onOpen={(column) => setSide({ column })}
          onChange={(next) => changeTable(name, { filters: next })}
        />
        <div className={classes.push} />
        {isFinding ? (
          <FindBar
            ref={findInput}
            query={query}
            columns={() => grid.current?.shownColumns() ?? []}
            from={() => grid.current?.range()?.head.row ?? -1}
            onFound={(row) => grid.current?.show(row, null)}
            onSought={setSought}
            onClose={() => setFinding(false)}
          />
        ) : (
          <ActionIcon
            variant="default"
            aria-label="Find in the table"
            title="Find in the table (Ctrl+F)"
            onClick={() => setFinding(true)}
          >
            <IconSearch size={14} aria-hidden="true" />
          </ActionIcon>
        )}
        <CopyMenu onCopy={copy} />
        <Button
          variant="default"
          aria-pressed={side === 'list'}
          leftSection={<IconColumns3 size={14} aria-hidden="true" />}
          onClick={() => setSide(side === 'list' ? 'none' : 'list')}
        >
          {hidden.length === 0
            ? 'Columns'
            : `${String(columns.length - hidden.length)} of ${String(columns.length)} columns`}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          onClick={() => void saveCsv(query, saveAs)}
        >
          CSV
        </Button>
      </div>
      {fault && <FaultNote fault={fault} />}
      <div className={classes.body}>
        {head.total === 0 ? (
          <div className={classes.nothing} role="status">
            {empty}
          </div>
        ) : (
          <div className={classes.gridBox}>
            <TableGrid
              ref={grid}
              label={table.title}
              columns={columns}
              order={ordered}
              firstRows={head.rows}
              total={head.total}
              filters={query.filters}
              sort={sort}
              layout={layout}
              sought={sought}
              fetchRows={fetchRows}
              onSort={(next) => changeTable(name, { sort: next })}
              onWidth={(column, width) => setWidth(name, column, width)}
              onColumn={(column) => setSide({ column })}
              onFault={(error) => setFault(faultOf(error))}
            />
            {total === 0 && (
              <div className={classes.none} role="status">
                <p>No row is left by the filters.</p>
                <Button variant="default" onClick={() => changeTable(name, { filters: [] })}>
                  Clear the filters
                </Button>
              </div>
            )}
          </div>
        )}
        {side === 'list' && (
          <ColumnList
            columns={ordered}
            query={query}
            hidden={hidden}
            pinned={pinned}
            onHidden={(next) => changeTable(name, { hidden: next })}
            onPin={pin}
            onOpen={(column) => setSide({ column })}
            onClose={close}
          />
        )}
        {open && (
          <ColumnPanel
            key={open.name}
            column={open}
            query={query}
            isPinned={pinned.includes(open.name)}
            onFilter={(next) => filterColumn(name, open.name, next)}
            onSort={(direction) =>
              changeTable(name, {
                sort: [
                  ...sort.filter((by) => by.column !== open.name),
                  ...(direction === null ? [] : [{ column: open.name, direction }]),
                ],
              })
            }
            onPin={(on) => pin(open.name, on)}
            onHide={() => {
              if (hidden.length < columns.length - 1) changeTable(name, { hidden: [...hidden, open.name] });
              setSide('list');
            }}
            onBack={() => setSide('list')}
            onClose={close}
          />
        )}
      </div>
    </div>
  );
}
