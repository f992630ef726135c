import { IconX } from '@tabler/icons-react';
import type { GridColumn, GridFilter } from '../../../shared/contract/grid';
import classes from './grid.module.css';
import { filterWords } from './filter-words';

interface FilterChipsProps {
  readonly filters: readonly GridFilter[];
  readonly columns: readonly GridColumn[];
  readonly onOpen: (column: string) => void;
  readonly onChange: (filters: readonly GridFilter[]) => void;
}

/** The filters of a table; a click opens the column, the cross takes the filter away. */
export function FilterChips({ filters, columns, onOpen, onChange }: FilterChipsProps) {
  if (filters.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label="Filters">
      {filters.map((filter, index) => {
        const words = filterWords(filter, columns);
        return (
          <li key={`${filter.column} ${filter.op}`} className={classes.chip}>
            <button type="button" className={classes.chipWords} onClick={() => onOpen(filter.column)}>
              {words}
            </button>
            <button
              type="button"
              className={classes.chipCross}
              aria-label={`Take away: ${words}`}
              onClick={() => onChange(filters.filter((_, i) => i !== index))}
            >
              <IconX size={12} aria-hidden="true" />
            </button>
          </li>
        );
      })}
      {filters.length > 1 && (
        <li>
          <button type="button" className={classes.chipClear} onClick={() => onChange([])}>
            Clear all
          </button>
        </li>
      )}
    </ul>
  );
}
