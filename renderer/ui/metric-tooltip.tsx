import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { denominatorOf } from '../../shared/domain/metric-value';
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
  const per = denominatorOf(metric);
  return (
    <Tooltip
      label={
        <span className={classes.body}>
          <strong>{metric.name}</strong>
          <span>{metric.definition}</span>
          <span className={classes.unit}>
            Unit: {metric.unit}
            {per === null ? '' : ` of ${per}`}
          </span>
        </span>
      }
    >
      {children}
    </Tooltip>
  );
}
