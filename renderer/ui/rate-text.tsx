import { formatInterval, formatShare } from '../../shared/charts/format';
import type { Rate } from '../../shared/domain/rate';
import classes from './rate-text.module.css';

/** `21.6 % (20.4–22.8)`, the interval in grey. */
export function RateText({ rate }: { readonly rate: Rate }) {
  const interval = formatInterval(rate);
  return (
    <span className={classes.rate}>
      {formatShare(rate.value)}
      {interval !== '' && <span className={classes.interval}> ({interval})</span>}
    </span>
  );
}
