import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { METRICS, type MetricId } from '../../shared/domain/metrics';
import classes from './metric-tooltip.module.css';

/** The definition of a number, on hover and on focus. The child must take a ref and the events. */
export function MetricTooltip({
  metricId,
  children,
}: {
  readonly metricId: MetricId;
  readonly children: ReactElement;
}) {
  const metric = METRICS[metricId];
  return (
    <Tooltip
      label={
        <span className={classes.body}>
          <strong>{metric.name}</strong>
          <span>{metric.definition}</span>
          <span className={classes.unit}>
            Unit: {metric.unit}
            {metric.denominator === null ? '' : ` of ${metric.denominator}`}
          </span>
        </span>
      }
    >
      {children}
    </Tooltip>
  );
}
