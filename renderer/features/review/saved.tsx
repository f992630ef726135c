import { formatCount } from '../../../shared/charts/format';
import { useDecisions } from '../../state/decisions';
import classes from './saved.module.css';

/** Says that everything is saved only when it is on disk. */
export function Saved() {
  const pending = useDecisions((s) => s.pending.length);
  const unsaved = useDecisions((s) => s.unsaved.reduce((sum, { judgements }) => sum + judgements.length, 0));
  const has = useDecisions((s) => (s.log?.records.length ?? 0) > 0);
  return (
    <span className={classes.saved} role="status" data-tone={unsaved > 0 ? 'danger' : 'quiet'}>
      {pending > 0
        ? `Saving ${formatCount(pending)}`
        : unsaved > 0
          ? `${formatCount(unsaved)} not saved`
          : has
            ? 'All saved on disk'
            : ''}
    </span>
  );
}
