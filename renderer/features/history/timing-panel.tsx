import { formatBytes, formatCount, formatDecimals, NOTHING } from '../../../shared/charts/format';
import { runTiming, type RunTiming } from '../../../shared/contract/run-timing';
import { useEngine, useOutcome } from '../../state/answers';
import { fileTimings } from '../../state/run-clock';
import { CardTitle } from '../../ui/card-title';
import { FaultNote } from '../../ui/fault-note';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import classes from './history.module.css';

/** The longest; the command line has all. */
const MOST_ROWS = 40;

const inSeconds = (value: number): string => formatDecimals(value, 3);

/** What the stages, files, models and steps of the last run took. */
export function TimingPanel({ frame }: { readonly frame: PanelFrame }) {
  const outcome = useOutcome();
  const units = useEngine('timings', {});
  return (
    <SidePanel
      {...frame}
      title="Timing of the last run"
      subtitle={
        outcome
          ? `${inSeconds(outcome.seconds)} s. What works at the same time is counted more than once.`
          : 'Nothing was read yet'
      }
    >
      <div className={`${classes.panel ?? ''} ${classes.timings ?? ''}`}>
        {units.state === 'failed' && <FaultNote fault={units.fault} />}
        {units.state === 'ready' && outcome && (
          <Tables timing={runTiming(units.data, fileTimings(), outcome)} />
        )}
      </div>
    </SidePanel>
  );
}

const SECONDS: NumberColumn<{ readonly seconds: number }> = {
  label: 'Seconds',
  cell: ({ seconds }) => inSeconds(seconds),
};

function Tables({ timing: { stages, files, units } }: { readonly timing: RunTiming }) {
  return (
    <>
      <CardTitle title="Stages" subtitle="models, steps and findings that were run, and those that stood" />
      <NumberTable
        columns={[
          { label: 'Stage', cell: ({ stage }) => stage },
          SECONDS,
          { label: 'Run', cell: ({ run }) => formatCount(run) },
          { label: 'Kept', cell: ({ kept }) => formatCount(kept) },
        ]}
        rows={stages}
        rowKey={({ stage }) => stage}
      />
      {files.length > 0 && (
        <>
          <CardTitle title="Files" subtitle="the longest first" />
          <NumberTable
            columns={[
              { label: 'File', cell: ({ file }) => <span title={file}>{file}</span> },
              { label: 'Stage', cell: ({ stage }) => stage },
              SECONDS,
              { label: 'Size', cell: ({ bytes }) => (bytes === null ? NOTHING : formatBytes(bytes)) },
              { label: 'Records', cell: ({ records }) => formatCount(records) },
            ]}
            rows={files.slice(0, MOST_ROWS)}
            rowKey={({ stage, file }) => `${stage} ${file}`}
          />
        </>
      )}
      <CardTitle title="Models and steps" subtitle={`the ${formatCount(MOST_ROWS)} longest`} />
      <NumberTable
        columns={[
          { label: 'Name', cell: ({ name }) => <span title={name}>{name}</span> },
          SECONDS,
          { label: 'Rows', cell: ({ rows }) => formatCount(rows) },
          { label: 'Kind', cell: ({ kind }) => kind },
          { label: 'State', cell: ({ state }) => state },
        ]}
        rows={units.slice(0, MOST_ROWS)}
        rowKey={({ kind, name }) => `${kind} ${name}`}
      />
    </>
  );
}
