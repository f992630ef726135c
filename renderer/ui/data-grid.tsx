import type { IDatasource } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useEffect, useMemo, useState } from 'react';
import { formatCount } from '../../shared/charts/format';
import type { GridCell, GridPage, GridQuery, PageRequest } from '../../shared/contract/grid';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import classes from './data-grid.module.css';
import { FaultNote } from './fault-note';
import { columnDefs, type GridRow } from './grid-columns';
import { constantColumns, narrowed, type ColumnFilterModel } from './grid-query';
import { ONE_STOP, pressButtonInCell } from './grid-keys';
import { gridTheme } from './grid-setup';

const BLOCK = 100;

interface DataGridProps {
  readonly query: GridQuery;
  readonly fetchPage: (request: PageRequest) => Promise<GridPage>;
  /** What the grid holds, for screen readers. */
  readonly label: string;
  /** Pixels, or `fill` for all the room there is. */
  readonly height: number | 'fill';
  /** Says which rows the header's filters and sort leave, for exports. */
  readonly onQuery?: (query: GridQuery) => void;
  readonly onRow?: ((row: Readonly<Record<string, GridCell>>) => void) | undefined;
  /** What to say when there are no rows. */
  readonly empty?: string;
}

type Head =
  | { readonly state: 'waiting' }
  | { readonly state: 'ready'; readonly page: GridPage }
  | { readonly state: 'failed'; readonly fault: FaultDetails };

/** The rows of a query in a grid that asks for them as they come into sight. */
export function DataGrid(props: DataGridProps) {
  const { query, fetchPage } = props;
  const key = JSON.stringify(query);
  const [head, setHead] = useState<{ key: string; head: Head }>({ key: '', head: { state: 'waiting' } });

  useEffect(() => {
    let wanted = true;
    const settle = (next: Head): void => {
      if (wanted) setHead({ key, head: next });
    };
    const first = JSON.parse(key) as GridQuery;
    fetchPage({ query: first, offset: 0, limit: BLOCK }).then(
      (page) => settle({ state: 'ready', page }),
      (error: unknown) => settle({ state: 'failed', fault: faultOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [key, fetchPage]);

  const current: Head = head.key === key ? head.head : { state: 'waiting' };
  const style = props.height === 'fill' ? { flex: 1, minHeight: 0 } : { height: props.height };
  if (current.state === 'failed') return <FaultNote fault={current.fault} />;
  if (current.state === 'waiting') return <div className={classes.grid} style={style} aria-busy="true" />;
  if (current.page.total === 0) {
    return (
      <div className={classes.empty} role="status">
        {props.empty ?? 'No rows.'}
      </div>
    );
  }
  return <Rows key={key} {...props} firstPage={current.page} style={style} />;
}

interface RowsProps extends DataGridProps {
  readonly firstPage: GridPage;
  readonly style: React.CSSProperties;
}

function Rows({ query, fetchPage, label, onQuery, onRow, firstPage, style }: RowsProps) {
  const [total, setTotal] = useState(firstPage.total);
  const [fault, setFault] = useState<FaultDetails | null>(null);
  const { columns } = firstPage;

  const datasource = useMemo<IDatasource>(
    () => ({
      getRows: ({ startRow, endRow, sortModel, filterModel, successCallback, failCallback }) => {
        const asked = narrowed(query, columns, filterModel as Record<string, ColumnFilterModel>, sortModel);
        if (startRow === 0) onQuery?.(asked);
        fetchPage({ query: asked, offset: startRow, limit: endRow - startRow }).then(
          (page) => {
            setTotal(page.total);
            setFault(null);
            successCallback([...page.rows], page.total);
          },
          (error: unknown) => {
            setFault(faultOf(error));
            failCallback();
          },
        );
      },
    }),
    [query, columns, fetchPage, onQuery],
  );
  const defs = useMemo(
    () => columnDefs(firstPage.columns, firstPage.rows, constantColumns(query)),
    [firstPage, query],
  );

  return (
    <div className={classes.wrap} style={style}>
      {fault && <FaultNote fault={fault} />}
      <div className={classes.grid} role="region" aria-label={label}>
        <AgGridReact<GridRow>
          theme={gridTheme}
          rowModelType="infinite"
          datasource={datasource}
          columnDefs={defs}
          cacheBlockSize={BLOCK}
          maxBlocksInCache={20}
          infiniteInitialRowCount={Math.min(firstPage.total, BLOCK)}
          tooltipShowDelay={250}
          {...ONE_STOP}
          onCellKeyDown={pressButtonInCell}
          suppressCellFocus={false}
          enableCellTextSelection
          ensureDomOrder
          onRowClicked={({ data }) => {
            if (data && onRow) onRow(Object.fromEntries(columns.map((c, i) => [c.name, data[i] ?? null])));
          }}
        />
      </div>
      <div className={classes.count} role="status">
        {formatCount(total)} {total === 1 ? 'row' : 'rows'}
      </div>
    </div>
  );
}
