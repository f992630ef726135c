import { createGrid, type GridApi, type IDatasource } from 'ag-grid-community';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { GridColumn, GridFilter, GridPage, GridQuery, PageRequest } from '../../../shared/contract/grid';
import { ONE_STOP, oneStop } from './one-stop';
import { gridTheme } from './grid-setup';
import type { CellRange, GridRow } from './cells';
import { columnDefs, type GridLayout } from './column-defs';
import { oneAFrame } from './deliveries';
import { evenWheel } from './long-scroll';
import { narrowed } from './grid-query';
import { markCells } from './marks';
import { watchRange } from './range';
import classes from './table-grid.module.css';

/** About a screen: a block is drawn in one go, and the grid looks all rows over for each. */
const BLOCK = 40;
const ROW_HEIGHT = 30;

/** What can be asked of a grid that stands. */
export interface TableGridHandle {
  /** Brings a row into sight and puts the focus on one of its cells. */
  readonly show: (row: number, column: string | null) => void;
  /** The chosen cells; the focused one where none were drawn over. Null where nothing is. */
  readonly range: () => CellRange | null;
  /** Shown columns from left to right. */
  readonly shownColumns: () => readonly string[];
}

interface TableGridProps {
  readonly label: string;
  /** As the rows hold them. */
  readonly columns: readonly GridColumn[];
  /** The same as they stand from left to right. */
  readonly order: readonly GridColumn[];
  readonly firstRows: readonly GridRow[];
  readonly total: number;
  /** The rows as the grid was opened. */
  readonly query: GridQuery;
  /** What narrows them further. */
  readonly filters: readonly GridFilter[];
  /** What the header says of the order; empty: nothing, they come as the query has them. */
  readonly sort: GridQuery['sort'];
  readonly layout: GridLayout;
  /** What is looked for: it is marked where it stands. */
  readonly sought: string;
  readonly fetchPage: (request: PageRequest, signal: AbortSignal) => Promise<GridPage>;
  readonly onSort: (sort: GridQuery['sort']) => void;
  readonly onWidth: (column: string, width: number) => void;
  readonly onColumn: (column: string) => void;
  readonly onFault: (error: unknown) => void;
  readonly ref: Ref<TableGridHandle>;
}

const sortOf = (api: GridApi<GridRow>): GridQuery['sort'] =>
  api
    .getColumnState()
    .filter(({ sort }) => sort === 'asc' || sort === 'desc')
    .sort((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
    .map(({ colId, sort }) => ({ column: colId, direction: sort === 'desc' ? 'desc' : 'asc' }));

/**
 * A table of any length: rows are fetched in blocks as they come into sight. Cells can be drawn over with the pointer
 * or Shift and the arrows. The grid is AG Grid without its React layer, which would take most of a frame.
 */
export function TableGrid(props: TableGridProps) {
  const host = useRef<HTMLDivElement>(null);
  const grid = useRef<GridApi<GridRow> | null>(null);
  const range = useRef<CellRange | null>(null);
  const shown = useRef<readonly string[]>([]);
  const marking = useRef<(() => void) | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const { columns, firstRows, total, query, filters, layout, sought, sort, ref } = props;
  const rowsKey = JSON.stringify([query, filters]);
  const sortKey = JSON.stringify(sort);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const hooks = {
      onColumn: (column: string) => latest.current.onColumn(column),
      isFiltered: (column: string) => latest.current.filters.some((filter) => filter.column === column),
    };
    const start = latest.current;
    const order = [
      ...start.layout.pinned.flatMap((name) => columns.filter((column) => column.name === name)),
      ...start.order.filter(({ name }) => !start.layout.pinned.includes(name)),
    ];
    const defs = columnDefs(columns, firstRows, start.layout, hooks);
    const api = createGrid<GridRow>(element, {
      theme: gridTheme,
      ...ONE_STOP,
      rowModelType: 'infinite',
      columnDefs: order.map((column) => defs[columns.indexOf(column)] ?? {}),
      rowHeight: ROW_HEIGHT,
      cacheBlockSize: BLOCK,
      maxBlocksInCache: 80,
      blockLoadDebounceMillis: 40,
      infiniteInitialRowCount: total,
      rowBuffer: 1,
      // The grid's own tooltips would cost every cell.
      enableBrowserTooltips: true,
      animateRows: false,
      suppressColumnMoveAnimation: true,
      suppressRowHoverHighlight: true,
      ensureDomOrder: false,
      onSortChanged: () => {
        const next = sortOf(api);
        if (JSON.stringify(next) !== JSON.stringify(latest.current.sort)) latest.current.onSort(next);
      },
      onColumnResized: ({ finished, column, source }) => {
        if (finished && column && source === 'uiColumnResized') {
          latest.current.onWidth(column.getColId(), column.getActualWidth());
        }
      },
      onDisplayedColumnsChanged: () => {
        shown.current = api.getAllDisplayedColumns().map((column) => column.getColId());
      },
    });
    shown.current = api.getAllDisplayedColumns().map((column) => column.getColId());
    grid.current = api;
    const stopped = oneStop(element, () => {
      const cell = api.getFocusedCell();
      const first = shown.current[0];
      if (cell) api.setFocusedCell(cell.rowIndex, cell.column);
      else if (first !== undefined) api.setFocusedHeader(first);
    });
    const evened = evenWheel(element, () => api.getDisplayedRowCount() * ROW_HEIGHT);
    const mark = (): void =>
      markCells(element, {
        api,
        range: () => range.current,
        shown: () => shown.current,
        sought: () => latest.current.sought.toLowerCase(),
        indexOf: (name) => columns.findIndex((column) => column.name === name),
        inside: classes.inRange ?? '',
      });
    marking.current = mark;
    let asked = 0;
    const markSoon = (): void => {
      if (asked !== 0 || (range.current === null && latest.current.sought === '')) return;
      asked = requestAnimationFrame(() => {
        asked = 0;
        mark();
      });
    };
    for (const event of [
      'viewportChanged',
      'virtualColumnsChanged',
      'modelUpdated',
      'bodyScrollEnd',
    ] as const) {
      api.addEventListener(event, markSoon);
    }
    const watched = watchRange(element, {
      api,
      range,
      shown: () => shown.current,
      onColumn: hooks.onColumn,
      mark,
    });
    return () => {
      stopped();
      evened();
      watched();
      cancelAnimationFrame(asked);
      grid.current = null;
      marking.current = null;
      api.destroy();
    };
    // The layout that comes later is applied below.
  }, [columns, firstRows, total]);

  useEffect(() => {
    const api = grid.current;
    if (!api) return;
    const leaving = new AbortController();
    range.current = null;
    const deliver = oneAFrame(leaving.signal);
    const [opened, narrowing] = JSON.parse(rowsKey) as [GridQuery, readonly GridFilter[]];
    const datasource: IDatasource = {
      getRows: ({ startRow, endRow, sortModel, successCallback, failCallback }) => {
        const header = sortModel.map(({ colId, sort: direction }) => ({ column: colId, direction }));
        const asked = narrowed(opened, { filters: narrowing, sort: header });
        latest.current
          .fetchPage({ query: asked, offset: startRow, limit: endRow - startRow }, leaving.signal)
          .then(
            (page) => {
              deliver(() => successCallback([...page.rows], page.total));
            },
            (error: unknown) => {
              if (leaving.signal.aborted) return;
              failCallback();
              latest.current.onFault(error);
            },
          );
      },
    };
    api.setGridOption('datasource', datasource);
    api.refreshHeader();
    return () => leaving.abort();
  }, [columns, firstRows, total, rowsKey]);

  useEffect(() => {
    const wanted = JSON.parse(sortKey) as GridQuery['sort'];
    const api = grid.current;
    if (!api || JSON.stringify(sortOf(api)) === sortKey) return;
    api.applyColumnState({
      state: wanted.map(({ column, direction }, sortIndex) => ({
        colId: column,
        sort: direction,
        sortIndex,
      })),
      defaultState: { sort: null },
    });
  }, [sortKey]);

  useEffect(() => {
    const api = grid.current;
    if (!api) return;
    const hidden = new Set(layout.hidden);
    api.applyColumnState({
      state: columns.map(({ name }) => ({
        colId: name,
        hide: hidden.has(name),
        pinned: layout.pinned.includes(name) ? ('left' as const) : null,
      })),
    });
  }, [columns, layout.hidden, layout.pinned]);

  useEffect(() => {
    marking.current?.();
  }, [sought]);

  useImperativeHandle(
    ref,
    () => ({
      show: (row, column) => {
        const api = grid.current;
        if (!api) return;
        api.ensureIndexVisible(row, 'middle');
        const target = column ?? shown.current[0];
        if (target === undefined) return;
        api.ensureColumnVisible(target);
        api.setFocusedCell(row, target);
      },
      range: () => {
        if (range.current) return range.current;
        const cell = grid.current?.getFocusedCell();
        if (!cell) return null;
        const at = { row: cell.rowIndex, column: cell.column.getColId() };
        return { anchor: at, head: at };
      },
      shownColumns: () => shown.current,
    }),
    [],
  );

  return <div ref={host} className={classes.grid} role="region" aria-label={props.label} />;
}
