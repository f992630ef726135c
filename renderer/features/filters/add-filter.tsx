import { Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dimensionName } from '../../../shared/charts/breakdown-chart';
import { filterValueWords } from '../../../shared/charts/filter-words';
import { formatCount } from '../../../shared/charts/format';
import type { LeadFilter, LeadFilterDimension } from '../../../shared/contract/lead-filter';
import { removeLeadFilter, setLeadFilter } from '../../state/filters';
import { FilterPopover } from './filter-popover';
import classes from './filters.module.css';

interface FilterValue {
  readonly value: string | null;
  /** What the list calls it, where it knows more than the value says. */
  readonly label?: string;
  readonly leads: number;
}

/** Values that occur with the leads that have them, by dimension, in the order in which they are offered. */
export type FilterValues = Readonly<Partial<Record<LeadFilterDimension, readonly FilterValue[]>>>;

interface AddFilterProps {
  readonly filters: readonly LeadFilter[];
  readonly values: FilterValues;
}

/** Values listed at once; a search finds the others. */
const LISTED = 200;

/** Sets a filter by hand: what to narrow by, and to which values. */
export function AddFilter({ filters, values }: AddFilterProps) {
  const dimensions = (Object.keys(values) as LeadFilterDimension[]).filter(
    (dimension) => (values[dimension]?.length ?? 0) > 0,
  );
  const [chosen, setChosen] = useState<LeadFilterDimension>('state');
  const dimension = dimensions.includes(chosen) ? chosen : dimensions[0];
  if (dimension === undefined) return null;
  const current = filters.find((filter) => filter.dimension === dimension);
  return (
    <FilterPopover width={280}>
      <Select
        aria-label="Filter by"
        value={dimension}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={dimensions.map((name) => ({ value: name, label: dimensionName(name) }))}
        onChange={(name) => {
          if (name !== null) setChosen(name);
        }}
      />
      <ValueList
        key={dimension}
        dimension={dimension}
        values={values[dimension] ?? []}
        chosen={current?.values ?? []}
      />
    </FilterPopover>
  );
}

interface ValueListProps {
  readonly dimension: LeadFilterDimension;
  readonly values: NonNullable<FilterValues[LeadFilterDimension]>;
  readonly chosen: readonly (string | null)[];
}

function ValueList({ dimension, values, chosen }: ValueListProps) {
  const [search, setSearch] = useState('');
  const wordsOf = ({ value, label }: FilterValue): string => label ?? filterValueWords(dimension, value);
  const found = values.filter((entry) => wordsOf(entry).toLowerCase().includes(search.toLowerCase()));
  const listed = found.slice(0, LISTED);
  const toggle = (value: string | null): void => {
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    // In the order of the list, whatever the order of the clicks.
    const sorted = values.map((entry) => entry.value).filter((entry) => next.includes(entry));
    if (sorted.length === 0) removeLeadFilter(dimension);
    else setLeadFilter({ dimension, values: sorted });
  };
  return (
    <>
      {values.length > 8 && (
        <TextInput
          mt={8}
          aria-label="Find a value"
          placeholder="Find a value"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <div className={classes.values} role="group" aria-label={dimensionName(dimension)}>
        {listed.map(({ value, label, leads }) => (
          <Checkbox
            key={String(value)}
            size="xs"
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
            label={
              <span className={classes.value}>
                <span>{label ?? filterValueWords(dimension, value)}</span>
                <span className={classes.count}>{formatCount(leads)}</span>
              </span>
            }
            classNames={{ labelWrapper: classes.label ?? '' }}
          />
        ))}
        {found.length > listed.length && (
          <p className={classes.hint}>
            and {formatCount(found.length - listed.length)} more: search for them
          </p>
        )}
        {found.length === 0 && <p className={classes.hint}>No value has that in it.</p>}
      </div>
    </>
  );
}
