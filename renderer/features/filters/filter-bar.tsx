import { Button, CloseButton, Tooltip } from '@mantine/core';
import { filterMeaning, filterWords } from '../../../shared/charts/filter-words';
import type { LeadFilter } from '../../../shared/contract/lead-filter';
import { clearLeadFilters, removeLeadFilter } from '../../state/filters';
import { AddFilter, type FilterValues } from './add-filter';
import classes from './filters.module.css';

interface FilterBarProps {
  readonly filters: readonly LeadFilter[];
  /** Values that occur, by dimension. */
  readonly values: FilterValues;
  /** Says how charts narrow the screen, while nothing does. */
  readonly hint: string;
}

/** What the screen is narrowed to, a chip each; they hold for every number, chart and row of the screen. */
export function FilterBar({ filters, values, hint }: FilterBarProps) {
  return (
    <div className={classes.bar} role="group" aria-label="Filters">
      <AddFilter filters={filters} values={values} />
      {filters.map((filter) => {
        const words = filterWords(filter);
        const meaning = filterMeaning(filter);
        return (
          <span key={filter.dimension} className={classes.chip}>
            {meaning === null ? (
              <span className={classes.words} title={words}>
                {words}
              </span>
            ) : (
              <Tooltip label={meaning} multiline w={320} events={{ hover: true, focus: true, touch: true }}>
                <span className={classes.words} tabIndex={0} aria-label={`${words}. ${meaning}`} role="note">
                  {words}
                </span>
              </Tooltip>
            )}
            <CloseButton
              size="xs"
              aria-label={`Remove the filter ${words}`}
              onClick={() => removeLeadFilter(filter.dimension)}
            />
          </span>
        );
      })}
      {filters.length > 0 ? (
        <Button variant="subtle" size="compact-sm" onClick={clearLeadFilters}>
          Clear all
        </Button>
      ) : (
        <span className={classes.hint}>{hint}</span>
      )}
    </div>
  );
}
