import { formatCount } from '../../../shared/charts/format';
import { MOVING_COUNTS } from '../../../shared/domain/lead-quality';
import { METRICS } from '../../../shared/domain/metrics';
import type { Tally } from '../../../shared/domain/review-tally';
import type { Headline } from './headline';
import classes from './headline-table.module.css';

const SHOWN = MOVING_COUNTS.filter((count) => METRICS[count].headline).map(
  (count) => [count, METRICS[count].name] as const,
);

/** The counts of *ever* as they stand with every decision up to now; they move as one decides. */
export function HeadlineTable({ headline }: { readonly headline: Headline }) {
  return (
    <table className={classes.headline} aria-label="Counts of ever, with every decision up to now">
      <thead>
        <tr>
          <th scope="col">ever</th>
          {SHOWN.map(([count, name]) => (
            <th key={count} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row name="linked" tally={headline.linked} />
        <Row name="strict" tally={headline.strict} />
      </tbody>
    </table>
  );
}

function Row({ name, tally }: { readonly name: string; readonly tally: Tally }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {SHOWN.map(([count]) => (
        <td key={count}>{formatCount(tally[count])}</td>
      ))}
    </tr>
  );
}
