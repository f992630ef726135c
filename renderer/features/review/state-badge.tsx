import classes from './state-badge.module.css';

interface StateBadgeProps {
  /** Decides the colour; states of the history that count look like decided ones. */
  readonly state: string;
  readonly children: string;
}

/** How an item of the queue, or a decision of the history, stands. */
export function StateBadge({ state, children }: StateBadgeProps) {
  return (
    <span className={classes.state} data-state={state}>
      {children}
    </span>
  );
}
