import { ActionIcon, Button } from '@mantine/core';
import { IconColumns3, IconSearch, IconUserSearch } from '@tabler/icons-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { formatCount } from '../../../shared/charts/format';
import type { GridPage, GridQuery } from '../../../shared/contract/grid';
import { subjectOfColumn, type Subject } from '../../../shared/contract/subject';
import { useCall } from '../../state/calls';
import { showPanel } from '../../state/panel';
import { useSession } from '../../state/session';
import { useShortcut } from '../../state/shortcuts';
import type { TableView } from '../../state/tables';
import { FaultNote } from '../../ui/fault-note';
import { narrowed } from '../../ui/grid/grid-query';
import { TableGrid, type TableGridHandle } from '../../ui/grid/table-grid';
import { CsvButton } from '../csv-button';
import { copyRange } from './copy-cells';
import { CopyMenu } from './copy-menu';
import { FilterChips } from './filter-chips';
import { FindBar } from './find-bar';
import { GridSide, type Side } from './grid-side';
import classes from './grid.module.css';
import { isNamed, OpenInSql } from './open-in-sql';
import { useColumns } from './use-columns';
import { useRows } from './use-rows';

interface GridPanelProps {
  /** Which rows: filters and order of the reader come to it. */
  readonly query: GridQuery;
  readonly view: TableView;
  /** What the grid holds, for screen readers. */
  readonly label: string;
  /** The name of a file that the rows are saved as, without its ending. */
  readonly saveAs: string;
  /** What to say where the query has no rows. */
  readonly empty: string;
  /** Pixels; absent: all the room there is. */
  readonly height?: number;
}

const FIRST = 100;

/** The rows of a query with everything that can be asked of them. */
export function GridPanel(props: GridPanelProps) {
  const runId = useSession((s) => s.runId);
  return <Asked key={`${String(runId)} ${JSON.stringify(props.query)}`} {...props} />;
}

function Asked(props: GridPanelProps) {
  const head = useCall('page', { query: props.query, offset: 0, limit: FIRST });
  const style = props.height === undefined ? undefined : { flex: 'none', height: props.height };
  if (head.fault) return <FaultNote fault={head.fault} />;
  return (
    <div className={classes.panel} style={style} aria-busy={head.data ? undefined : true}>
      {head.data && <Rows {...props} head={head.data} />}
    </div>
  );
}

function Rows({ query, view, label, saveAs, empty, head }: GridPanelProps & { head: GridPage }) {
  const { filters, sort } = view.state;
  const { columns } = head;
  const arranged = useColumns(view.state, columns);
  const asked = useMemo(() => narrowed(query, { filters, sort }), [query, filters, sort]);
  // Of no rows none is left by any filter.
  const isWhole = filters.length === 0 || head.total === 0;
  const { total, fault, onFault, fetchPage } = useRows(asked, isWhole ? head.total : null);
  const [side, setSide] = useState<Side>('none');
  const [isFinding, setFinding] = useState(false);
  const [sought, setSought] = useState('');
  const grid = useRef<TableGridHandle>(null);
  const findInput = useRef<HTMLInputElement>(null);

  const copy = (whole: boolean): void => {
    const range = grid.current?.range();
    if (range) void copyRange(asked, range, grid.current?.shownColumns() ?? [], whole);
  };

  const hasSubjects = columns.some(({ name }) => subjectOfColumn(name) !== null);
  /** Opens what the chosen cell names, else what the first cell of its row does that names anything. */
  const openSubject = async (): Promise<void> => {
    const at = grid.current?.range()?.head;
    if (!at) return;
    const page = await fetchPage({ query: asked, offset: at.row, limit: 1 }, new AbortController().signal);
    const subjects = subjectsIn(page, at.column);
    if (subjects[0]) showPanel({ kind: 'subject', subject: subjects[0] });
  };

  useShortcut('find', () => {
    setFinding(true);
    findInput.current?.select();
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const inGrid = event.target instanceof Element && event.target.closest('.ag-cell') !== null;
    if (inGrid && hasSubjects && event.key === 'Enter') {
      event.preventDefault();
      openSubject().catch(onFault);
    }
    if (!(event.ctrlKey || event.metaKey)) return;
    if (inGrid && event.key.toLowerCase() === 'c') {
      event.preventDefault();
      copy(event.shiftKey);
    }
  };

  return (
    <div className={classes.rows} onKeyDown={onKeyDown}>
      <div className={classes.tools}>
        <span className={classes.count} role="status">
          {countWords(total, isWhole ? null : head.total)}
        </span>
        <FilterChips
          filters={filters}
          columns={columns}
          onOpen={(column) => setSide({ column })}
          onChange={(next) => view.change({ filters: next })}
        />
        <div className={classes.push} />
        {isFinding ? (
          <FindBar
            ref={findInput}
            query={asked}
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
        {hasSubjects && (
          <ActionIcon
            variant="default"
            aria-label="Open what the row is about"
            title="Open what the row is about (Enter)"
            onClick={() => void openSubject().catch(onFault)}
          >
            <IconUserSearch size={14} aria-hidden="true" />
          </ActionIcon>
        )}
        <CopyMenu onCopy={copy} />
        {isNamed(query) && <OpenInSql query={asked} />}
        <Button
          variant="default"
          aria-pressed={side === 'list'}
          leftSection={<IconColumns3 size={14} aria-hidden="true" />}
          onClick={() => setSide(side === 'list' ? 'none' : 'list')}
        >
          {arranged.hidden.length === 0
            ? 'Columns'
            : `${String(columns.length - arranged.hidden.length)} of ${String(columns.length)} columns`}
        </Button>
        <CsvButton query={asked} name={saveAs} />
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
              label={label}
              columns={columns}
              order={arranged.ordered}
              firstRows={head.rows}
              total={head.total}
              query={query}
              filters={filters}
              sort={sort}
              layout={arranged.layout}
              sought={sought}
              fetchPage={fetchPage}
              onSort={(next) => view.change({ sort: next })}
              onWidth={(column, width) =>
                view.change({ widths: { ...view.state.widths, [column]: Math.round(width) } })
              }
              onColumn={(column) => setSide({ column })}
              onFault={onFault}
            />
            {total === 0 && (
              <div className={classes.none} role="status">
                <p>No row is left by the filters.</p>
                <Button variant="default" onClick={() => view.change({ filters: [] })}>
                  Clear the filters
                </Button>
              </div>
            )}
          </div>
        )}
        <GridSide
          side={side}
          onSide={setSide}
          query={query}
          asked={asked}
          view={view}
          columns={columns}
          arranged={arranged}
        />
      </div>
    </div>
  );
}

/** What a row names, that of one column first. */
function subjectsIn({ columns, rows }: GridPage, first: string): readonly Subject[] {
  const [row] = rows;
  const found = columns.flatMap(({ name }, at) => {
    const kind = subjectOfColumn(name);
    const value = row?.[at];
    return kind !== null && typeof value === 'string' && value !== '' ? [{ name, kind, id: value }] : [];
  });
  return [...found.filter(({ name }) => name === first), ...found].map(({ kind, id }) => ({ kind, id }));
}

/** @param of rows without the filters of the reader; null where there are none */
function countWords(total: number | null, of: number | null): string {
  if (total === null) return 'Counting';
  if (of !== null) return `${formatCount(total)} of ${formatCount(of)} rows`;
  return `${formatCount(total)} ${total === 1 ? 'row' : 'rows'}`;
}
