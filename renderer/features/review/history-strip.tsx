import type { HistoryEntry } from '../../../shared/contract/review';
import classes from './history-strip.module.css';

type Stage = 'sale' | 'cancelled' | 'demo' | 'set' | 'seen';

const STAGES: Readonly<Record<Stage, string>> = {
  sale: 'sale',
  cancelled: 'cancelled',
  demo: 'demo',
  set: 'appointment',
  seen: 'reported',
};

function stageOf(entry: HistoryEntry): Stage {
  if (entry.isCancelled) return 'cancelled';
  if (entry.isSale) return 'sale';
  if (entry.isDemo) return 'demo';
  return entry.isSet || entry.appointmentAt !== null ? 'set' : 'seen';
}

const wordsOf = (entry: HistoryEntry): string =>
  [
    entry.fromOrder === entry.toOrder
      ? `Snapshot ${String(entry.fromOrder)}`
      : `Snapshots ${String(entry.fromOrder)}–${String(entry.toOrder)}`,
    STAGES[stageOf(entry)],
    entry.disposition,
    entry.jobStatus,
    entry.appointmentAt && `appointment ${entry.appointmentAt.replace('T', ' ')}`,
    [entry.city, entry.state].filter(Boolean).join(', '),
  ]
    .filter(Boolean)
    .join(' · ');

/** What the reports said of an identity, snapshot by snapshot; gaps are snapshots without it. */
export function HistoryStrip({
  history,
  snapshots,
}: {
  readonly history: readonly HistoryEntry[];
  readonly snapshots: number;
}) {
  const newest = history.at(-1);
  return (
    <div className={classes.history}>
      <div
        className={classes.strip}
        role="img"
        aria-label={history.map(wordsOf).join('; ') || 'In no snapshot'}
        style={{ gridTemplateColumns: `repeat(${String(Math.max(1, snapshots))}, minmax(3px, 1fr))` }}
      >
        {history.map((entry, i) => (
          <span
            key={i}
            title={wordsOf(entry)}
            data-stage={stageOf(entry)}
            className={classes.stripPart}
            style={{ gridColumn: `${String(entry.fromOrder)} / ${String(entry.toOrder + 1)}` }}
          />
        ))}
      </div>
      {newest && (
        <p className={classes.stripWords}>
          <span data-stage={stageOf(newest)} className={classes.dot} aria-hidden="true" />
          {wordsOf(newest)}
        </p>
      )}
    </div>
  );
}
