import type { GridQuery } from '../../../shared/contract/grid';
import { useOwnTable } from '../../state/tables';
import { constantColumns } from '../../ui/grid/grid-query';
import { GridPanel } from './grid-panel';

interface RowsOfProps {
  readonly query: GridQuery;
  /** What the rows are, for screen readers. */
  readonly label: string;
  /** The name of a file that they are saved as, without its ending. */
  readonly saveAs: string;
  /** Pixels. */
  readonly height: number;
}

/** The rows of a query as a part of a screen. */
export function RowsOf(props: RowsOfProps) {
  const view = useOwnTable(constantColumns(props.query));
  return <GridPanel {...props} view={view} empty="No rows." />;
}
