import {
  IconArrowsHorizontal,
  IconDots,
  IconTrendingDown,
  IconTrendingUp,
  type Icon,
} from '@tabler/icons-react';
import type { Verdict } from '../../../shared/domain/trend-verdict';
import { VERDICT_WORDS } from '../../../shared/domain/words/trend-words';
import classes from './trends.module.css';

const ICONS: { readonly [V in Verdict]: Icon } = {
  worse: IconTrendingDown,
  better: IconTrendingUp,
  unchanged: IconArrowsHorizontal,
  few: IconDots,
};

interface VerdictBadgeProps {
  /** Null: several values together, which are not judged. */
  readonly verdict: Verdict | null;
  readonly isFull?: boolean;
}

/** A verdict as an icon and its words. */
export function VerdictBadge({ verdict, isFull = false }: VerdictBadgeProps) {
  if (verdict === null) return <span className={classes.badge}>Not judged</span>;
  const Shown = ICONS[verdict];
  const { short, full } = VERDICT_WORDS[verdict];
  return (
    <span className={classes.badge} data-verdict={verdict} title={full}>
      <Shown size={14} stroke={2} aria-hidden="true" />
      {isFull ? full : short}
    </span>
  );
}
