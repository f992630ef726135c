import { Button, UnstyledButton } from '@mantine/core';
import { Fragment, useState } from 'react';
import { breakdownKey, dimensionName } from '../../../shared/charts/breakdown-chart';
import { breakdownRate, rateWords } from '../../../shared/charts/breakdown-rates';
import {
  addRowCounts,
  BREAKDOWN_STAGES,
  type BreakdownStage,
  type FunnelStep,
} from '../../../shared/domain/lead-quality';
import { METRICS } from '../../../shared/domain/metrics';
import { formatCount } from '../../../shared/charts/format';
import type { BreakdownRow } from '../../../shared/contract/summary';
import { CardTitle } from '../../ui/card-title';
import { RateText } from '../../ui/rate-text';
import { breakdownPart } from './breakdown-part';
import { drillStep } from './drill-step';
import classes from './funnel.module.css';
import type { Setting } from '../../state/lead-setting';

interface BreakdownTableProps {
  readonly dimension: string;
  readonly rows: readonly BreakdownRow[];
  readonly setting: Setting;
}

/** Rows put into the page at once. */
const LISTED = 200;

const COLUMNS: readonly { readonly key: 'leads' | BreakdownStage; readonly step: FunnelStep }[] = [
  { key: 'leads', step: 'delivered' },
  ...BREAKDOWN_STAGES.map((stage) => ({ key: stage, step: stage })),
];

const RATES = BREAKDOWN_STAGES.map(
  (stage) => `${METRICS[stage].name.toLowerCase()} of ${rateWords(stage).of}`,
);

/** Every value of a dimension with its counts and rates; the last line is the sum: all delivered leads. */
export function BreakdownTable({ dimension, rows, setting }: BreakdownTableProps) {
  const name = dimensionName(dimension);
  const [listed, setListed] = useState(LISTED);
  const all = addRowCounts(rows);
  const more = Math.max(0, rows.length - listed);
  return (
    <section aria-labelledby="breakdown-rows">
      <CardTitle id="breakdown-rows" title={`${name}, in numbers`} subtitle={`rates: ${RATES.join(', ')}`} />
      <div className={classes.tableScroll} tabIndex={0} role="region" aria-label={`${name}, in numbers`}>
        <table className={classes.breakdown}>
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col">Leads</th>
              {BREAKDOWN_STAGES.map((stage) => (
                <Fragment key={stage}>
                  <th scope="col" title={METRICS[stage].name}>
                    {METRICS[stage].stage.short}
                  </th>
                  <th scope="col">Rate</th>
                </Fragment>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, listed).map((row) => (
              <Row
                key={`${String(row.key)}-${String(row.reported)}`}
                dimension={dimension}
                row={row}
                setting={setting}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All</th>
              {COLUMNS.map(({ key, step }) => (
                <Fragment key={key}>
                  <td>
                    <UnstyledButton onClick={() => drillStep(setting, step)} disabled={all[key] === 0}>
                      {formatCount(all[key])}
                    </UnstyledButton>
                  </td>
                  {key !== 'leads' && (
                    <td>
                      <RateText rate={breakdownRate(all, key)} />
                    </td>
                  )}
                </Fragment>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      {more > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setListed(listed + LISTED)}>
          and {formatCount(more)} more: show the next {formatCount(Math.min(more, LISTED))}
        </Button>
      )}
    </section>
  );
}

interface RowProps {
  readonly dimension: string;
  readonly row: BreakdownRow;
  readonly setting: Setting;
}

function Row({ dimension, row, setting }: RowProps) {
  const key = breakdownKey(dimension, row);
  const part = breakdownPart(dimension, row);
  return (
    <tr data-apart={!row.reported || row.key === null}>
      <th scope="row" title={key}>
        {key}
      </th>
      {COLUMNS.map((column) => (
        <Cells key={column.key} row={row} column={column.key}>
          <UnstyledButton
            onClick={() => drillStep(setting, column.step, part)}
            disabled={row[column.key] === 0}
          >
            {formatCount(row[column.key])}
          </UnstyledButton>
        </Cells>
      ))}
    </tr>
  );
}

interface CellsProps {
  readonly row: BreakdownRow;
  readonly column: (typeof COLUMNS)[number]['key'];
  readonly children: React.ReactNode;
}

/** The count, and beside it the rate where there is one. */
function Cells({ row, column, children }: CellsProps) {
  return (
    <>
      <td>{children}</td>
      {column !== 'leads' && (
        <td>
          <RateText rate={breakdownRate(row, column)} />
        </td>
      )}
    </>
  );
}
