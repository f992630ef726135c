import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MetricId } from '../../shared/domain/metrics';
import { HatchedMark } from './hatched-mark';
import { MetricTooltip } from './metric-tooltip';
import { Sparkline } from './sparkline';
import classes from './tile.module.css';

interface TileProps {
  readonly metricId: MetricId;
  readonly label: string;
  readonly value: string;
  /** The rate with its interval. */
  readonly detail?: ReactNode;
  /** What else to know, a line each: the denominator, the span of open reviews, the last snapshot. */
  readonly notes?: readonly string[];
  /** What to know to take the number for what it is; stands beside a hatched mark. */
  readonly marks?: readonly string[];
  readonly trend?: readonly number[];
  readonly onClick?: () => void;
}

/** One number: label, value, interval, a small trend. Click to drill; the definition on hover or focus. */
export function Tile({ metricId, label, value, detail, notes = [], marks = [], trend, onClick }: TileProps) {
  const body = (
    <>
      <span className={classes.label}>{label}</span>
      <span className={classes.line}>
        <span className={classes.value}>{value}</span>
        {trend && trend.length > 1 && <Sparkline values={trend} />}
      </span>
      {(detail !== undefined || notes.length === 0) && <span className={classes.detail}>{detail}</span>}
      {notes.map((note) => (
        <span key={note} className={classes.note}>
          {note}
        </span>
      ))}
      {marks.map((mark) => (
        <HatchedMark key={mark} words={mark} />
      ))}
    </>
  );
  return (
    <MetricTooltip metricId={metricId}>
      {onClick ? (
        <UnstyledButton className={`${classes.tile ?? ''} ${classes.button ?? ''}`} onClick={onClick}>
          {body}
        </UnstyledButton>
      ) : (
        <div className={classes.tile} tabIndex={0}>
          {body}
        </div>
      )}
    </MetricTooltip>
  );
}
