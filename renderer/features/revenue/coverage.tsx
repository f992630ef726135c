import { Progress } from '@mantine/core';
import { formatCount, formatShare } from '../../../shared/charts/format';
import type { RevenueView } from '../../../shared/contract/revenue';
import classes from './revenue.module.css';
import { TableSection } from './table-section';

/** How many rows of each join find their partner. */
export function Coverage({ view }: { readonly view: RevenueView }) {
  return (
    <TableSection title="Join coverage" subtitle="rows that look for a partner, and those that find one">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Join</th>
            <th scope="col">Rows</th>
            <th scope="col">Matched</th>
            <th scope="col">Rate</th>
          </tr>
        </thead>
        <tbody>
          {view.coverage.map((hop) => (
            <tr key={`${hop.from}-${hop.to}`}>
              <th scope="row" title={`joined by ${hop.key}`} className={classes.join}>
                {hop.label}
                {hop.rate !== null && (
                  <Progress
                    size={2}
                    value={hop.rate * 100}
                    aria-hidden="true"
                    className={classes.rate ?? ''}
                  />
                )}
              </th>
              <td>{formatCount(hop.rows)}</td>
              <td>{formatCount(hop.matched)}</td>
              <td>{formatShare(hop.rate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableSection>
  );
}
