import { formatCell, formatCount, shortenHash } from '../../../shared/charts/format';
import type { ColumnKind, GridCell, GridColumn, GridFilter } from '../../../shared/contract/grid';

/** A value in a sentence. */
export function valueWord(value: GridCell, kind: ColumnKind): string {
  if (value === null) return 'empty';
  if (value === '') return '“”';
  return kind === 'hash' && typeof value === 'string' ? shortenHash(value) : formatCell(value, kind);
}

const MOST_NAMED = 2;

/** What a filter says, for its chip: "State is CA or TX". */
export function filterWords(filter: GridFilter, columns: readonly GridColumn[]): string {
  const column = columns.find(({ name }) => name === filter.column);
  const name = column?.label ?? filter.column;
  const kind = column?.kind ?? 'text';
  const word = (value: GridCell): string => valueWord(value, kind);
  switch (filter.op) {
    case 'equals':
      return `${name} is ${word(filter.value)}`;
    case 'in': {
      const named = filter.values.slice(0, MOST_NAMED).map(word).join(', ');
      const more = filter.values.length - MOST_NAMED;
      return more > 0
        ? `${name} is ${named} or ${formatCount(more)} more`
        : `${name} is ${named.replace(', ', ' or ')}`;
    }
    case 'contains':
      return `${name} contains “${filter.value}”`;
    case 'between': {
      const high = typeof filter.high === 'string' ? filter.high.replace(/T23:59:59$/, '') : filter.high;
      if (filter.low === null) return `${name} up to ${word(high)}`;
      if (high === null) return `${name} from ${word(filter.low)}`;
      return `${name} from ${word(filter.low)} to ${word(high)}`;
    }
    case 'empty':
      return `${name} is empty`;
    case 'notEmpty':
      return `${name} is not empty`;
    case 'kept':
      return `${filter.dimension} is ${filter.values.map(word).join(' or ')}`;
    case 'inSnapshots':
      return `${name} is in snapshot ${filter.orders.join(', ')}`;
  }
}
