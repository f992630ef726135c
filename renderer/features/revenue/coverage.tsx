import { Progress } from '@mantine/core';
import { formatCount, formatShare } from '../../../shared/charts/format';
import { NOT_NARROWED } from '../../../shared/charts/revenue-words';
import type { RevenueView } from '../../../shared/contract/revenue';
import { codeInWords } from '../../../shared/domain/words/code-words';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import classes from './revenue.module.css';
import { revenueTable } from '../notes/things-of';
import { TableSection } from './table-section';

type Hop = RevenueView['coverage'][number];

const COLUMNS: readonly NumberColumn<Hop>[] = [
  {
    label: 'Join',
    cell: (hop) => (
      <div className={classes.join} title={`joined by ${codeInWords(hop.key).toLowerCase()}`}>
        {hop.label}
        {hop.rate !== null && (
          <Progress size={2} value={hop.rate * 100} aria-hidden="true" className={classes.rate ?? ''} />
        )}
      </div>
    ),
  },
  { label: 'Rows', cell: ({ rows }) => formatCount(rows) },
  { label: 'Matched', cell: ({ matched }) => formatCount(matched) },
  { label: 'Rate', cell: ({ rate }) => formatShare(rate) },
];

/** How many rows of each join find their partner. */
export function Coverage({ view }: { readonly view: RevenueView }) {
  return (
    <TableSection
      of={revenueTable('coverage', view)}
      title="Join coverage"
      subtitle={`rows that look for a partner, and those that find one${view.filters ? ` · ${NOT_NARROWED}` : ''}`}
    >
      <NumberTable columns={COLUMNS} rows={view.coverage} rowKey={({ from, to }) => `${from}-${to}`} />
    </TableSection>
  );
}
