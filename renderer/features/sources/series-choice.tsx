import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import { saidSeries } from '../../../shared/contract/report-series';
import type { FileReport } from '../../../shared/contract/sources';
import { useOutcome } from '../../state/answers';
import { useSession } from '../../state/session';
import { saveSeries } from './choices';
import classes from './file-panel.module.css';

/** Whose a CRM report is, where there are several: a lead number of one client is none of another. */
export function SeriesChoice({ report }: { readonly report: FileReport }) {
  const { file, headers, snapshot } = report;
  const running = useSession((s) => s.run.state === 'running');
  const said = useSession(({ settings }) =>
    saidSeries(settings?.reportSeries ?? [], { path: file, headers }),
  );
  const snapshots = (useOutcome()?.files ?? []).flatMap((other) => other.snapshot ?? []);
  const found = snapshot?.series ?? '';
  const [typed, setTyped] = useState(said ?? found);
  if (snapshot === null || (snapshots.length < 2 && said === null)) return null;
  const names = [...new Set(snapshots.flatMap(({ series }) => series ?? []))];
  const name = typed.trim();
  return (
    <div className={classes.series}>
      <Autocomplete
        label="Series of reports"
        description="Whose report it is, such as a client. A lead number counts once in each series. For all reports with these columns and words in their names."
        placeholder="All reports are of one series"
        disabled={running}
        data={names}
        value={typed}
        onChange={setTyped}
      />
      <Button
        variant="default"
        disabled={running || name === '' || name === (said ?? '')}
        onClick={() => void saveSeries(report, name)}
      >
        Apply
      </Button>
      {said !== null && (
        <Button variant="subtle" disabled={running} onClick={() => void saveSeries(report, null)}>
          As found
        </Button>
      )}
    </div>
  );
}
