import { Progress as Bar } from '@mantine/core';
import { IconCircle, IconCircleCheck, IconPointFilled } from '@tabler/icons-react';
import type { Progress } from '../../../shared/contract/run';
import { STAGE_NAMES, type StageName } from '../../../shared/domain/source';
import classes from './notices.module.css';
import { stageInWords } from './stage-words';

/** The stages that people wait for; the others pass in no time. */
const SHOWN: readonly StageName[] = [
  'discover',
  'classify',
  'clean',
  'dedup',
  'match',
  'model',
  'measure',
  'attribute',
];

/** The first run of a folder, in full: stage, file, how far. Cancel stands in the top bar. */
export function RunProgress({ progress }: { readonly progress: Progress | null }) {
  const now = progress ? STAGE_NAMES.indexOf(progress.stage) : -1;
  return (
    <div className={classes.progress} role="status" aria-live="polite">
      <span className={classes.stage}>{progress ? stageInWords(progress.stage) : 'Starting the engine'}</span>
      <Bar
        className={classes.bar ?? ''}
        key={progress?.stage ?? 'start'}
        size={4}
        value={progress && progress.total > 0 ? (progress.done / progress.total) * 100 : 0}
        aria-label="Progress of the stage"
      />
      <span className={classes.label}>
        {progress ? progress.label : 'It reads the files on this machine; nothing leaves it.'}
        {progress && progress.total > 0 ? ` · ${String(progress.done)} of ${String(progress.total)}` : ''}
      </span>
      <ol className={classes.steps}>
        {SHOWN.map((stage) => {
          const index = STAGE_NAMES.indexOf(stage);
          const state = index < now ? 'done' : index === now ? 'now' : 'later';
          return (
            <li key={stage} data-state={state}>
              {state === 'done' ? (
                <IconCircleCheck size={13} aria-hidden="true" />
              ) : state === 'now' ? (
                <IconPointFilled size={13} aria-hidden="true" />
              ) : (
                <IconCircle size={13} aria-hidden="true" />
              )}
              {stageInWords(stage)}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
