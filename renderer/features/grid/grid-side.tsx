import type { GridColumn, GridQuery } from '../../../shared/contract/grid';
import type { TableView } from '../../state/tables';
import { ColumnList } from './column-list';
import { ColumnPanel } from './column-panel';
import type { ArrangedColumns } from './use-columns';

/** What stands beside a grid: nothing, the list of its columns, or one of them. */
export type Side = 'none' | 'list' | { readonly column: string };

interface GridSideProps {
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  /** The rows as the grid was opened. */
  readonly query: GridQuery;
  /** The same, narrowed and sorted by the reader. */
  readonly asked: GridQuery;
  readonly view: TableView;
  readonly columns: readonly GridColumn[];
  readonly arranged: ArrangedColumns;
}

/** The columns of a grid and what can be done to each: filters, order, place, statistics. */
export function GridSide({ side, onSide, query, asked, view, columns, arranged }: GridSideProps) {
  const { filters, sort } = view.state;
  const { hidden, pinned } = arranged;
  const close = (): void => onSide('none');
  const pin = (column: string, on: boolean): void =>
    view.change({ pinned: on ? [...pinned, column] : pinned.filter((other) => other !== column) });
  if (side === 'none') return null;
  if (side === 'list') {
    return (
      <ColumnList
        columns={arranged.ordered}
        query={asked}
        hidden={hidden}
        pinned={pinned}
        onHidden={(next) => view.change({ hidden: next })}
        onPin={pin}
        onOpen={(column) => onSide({ column })}
        onClose={close}
      />
    );
  }
  const open = columns.find((column) => column.name === side.column);
  if (!open) return null;
  return (
    <ColumnPanel
      key={open.name}
      column={open}
      query={query}
      asked={asked}
      filters={filters}
      sorted={sort.find((by) => by.column === open.name)?.direction ?? null}
      isPinned={pinned.includes(open.name)}
      onFilter={(next) =>
        view.change({ filters: [...filters.filter((filter) => filter.column !== open.name), ...next] })
      }
      onSort={(direction) =>
        view.change({
          sort: [
            ...sort.filter((by) => by.column !== open.name),
            ...(direction === null ? [] : [{ column: open.name, direction }]),
          ],
        })
      }
      onPin={(on) => pin(open.name, on)}
      onHide={() => {
        if (hidden.length < columns.length - 1) view.change({ hidden: [...hidden, open.name] });
        onSide('list');
      }}
      onBack={() => onSide('list')}
      onClose={close}
    />
  );
}
