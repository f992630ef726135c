import { useMemo } from 'react';
import type { GridColumn } from '../../../shared/contract/grid';
import type { TableState } from '../../state/tables';

/** Numbers and keys that hold within one run only join tables: they stand behind what people read. */
const isRunNumber = ({ name }: GridColumn): boolean => /_(no|no_a|no_b|key)$/.test(name);

export type ArrangedColumns = ReturnType<typeof useColumns>;

/** How the columns of a table stand: numbers of the run last, the first one pinned where nobody pinned another. */
export function useColumns(state: TableState, columns: readonly GridColumn[]) {
  const { widths } = state;
  // What the project keeps may be of columns that this version of the table has not.
  const hidden = useMemo(() => {
    const there = state.hidden.filter((column) => columns.some((known) => known.name === column));
    return there.length < columns.length ? there : [];
  }, [state.hidden, columns]);
  const ordered = useMemo(
    () => [...columns].sort((a, b) => Number(isRunNumber(a)) - Number(isRunNumber(b))),
    [columns],
  );
  const first = ordered.find(({ name }) => !hidden.includes(name))?.name;
  const pinned = useMemo(() => state.pinned ?? (first === undefined ? [] : [first]), [state.pinned, first]);
  const layout = useMemo(() => ({ widths, hidden, pinned }), [widths, hidden, pinned]);
  return { ordered, hidden, pinned, layout };
}
