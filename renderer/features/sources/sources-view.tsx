import { Button } from '@mantine/core';
import { IconArrowsSort, IconFolders, IconHelp, IconServer } from '@tabler/icons-react';
import { useState } from 'react';
import type { FileReport } from '../../../shared/contract/sources';
import { formatCount } from '../../../shared/charts/format';
import { useOutcome } from '../../state/answers';
import { showPanel } from '../../state/panel';
import { useSession } from '../../state/session';
import { EmptyState } from '../../ui/empty-state';
import { MissingList } from '../../ui/missing-list';
import { Page } from '../../ui/page';
import { NotRunYet } from '../needs-run';
import { Equation } from './equation';
import { FileTable } from './file-table';
import { fileGroups, isSnapshot, totalsOf } from './file-groups';
import { currenciesWithoutRate, hasMoney } from './rate-rows';
import { ProfileMenu } from './profile-menu';
import { Rates } from './rates';
import { SnapshotOrder } from './snapshot-order';
import { TimeZones } from './time-zones';

/** Every file of the folder: what it is, why, and what became of its records. */
export function SourcesView() {
  const outcome = useOutcome();
  const [ordering, setOrdering] = useState(false);
  const runId = useSession((s) => s.runId);
  const rates = useSession((s) => s.settings?.rates);
  if (!outcome) {
    return (
      <NotRunYet
        icon={<IconFolders size={20} aria-hidden="true" />}
        purpose="Sources shows which files the folder holds, what they are, and what became of each record."
      />
    );
  }
  const { files, missing, findings } = outcome;
  if (files.length === 0) {
    return (
      <EmptyState icon={<IconFolders size={20} aria-hidden="true" />} title="No data files in this folder">
        <p>
          Leadlens reads CSV, TSV, TXT, JSON lines, Excel workbooks and Parquet files, gzipped or not, in
          sub-folders too. Put the exports there and run again, or fetch them.
        </p>
        <Button variant="default" onClick={() => showPanel({ kind: 'server' })}>
          Files from a server
        </Button>
      </EmptyState>
    );
  }
  const snapshots = files.filter(isSnapshot);
  return (
    <Page
      title="Sources"
      lead={`${formatCount(files.length)} ${files.length === 1 ? 'file' : 'files'}${snapshotWords(snapshots)}`}
      actions={
        <>
          {snapshots.length > 1 && !ordering && (
            <Button
              variant="default"
              leftSection={<IconArrowsSort size={14} aria-hidden="true" />}
              onClick={() => setOrdering(true)}
            >
              Change the order
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconServer size={14} aria-hidden="true" />}
            onClick={() => showPanel({ kind: 'server' })}
          >
            Files from a server
          </Button>
          <Button
            variant="default"
            leftSection={<IconHelp size={14} aria-hidden="true" />}
            onClick={() => showPanel({ kind: 'export-guide' })}
          >
            How to export
          </Button>
          <ProfileMenu />
        </>
      }
    >
      <MissingList sentences={missing} />
      {ordering && <SnapshotOrder snapshots={snapshots} onDone={() => setOrdering(false)} />}
      <Equation totals={totalsOf(files)} />
      {fileGroups(files).map((group) => (
        <FileTable key={group.title} group={group} />
      ))}
      {rates && hasMoney(files) && (
        <Rates key={runId} rates={rates} lacking={currenciesWithoutRate(findings, rates)} />
      )}
      <TimeZones files={files} findings={findings} />
    </Page>
  );
}

const CRITERIA = {
  file_name: 'ordered by the date in their names',
  entry_date: 'ordered by the newest entry date inside',
  natural_name: 'ordered by name',
  user: 'in the order you gave',
} as const;

function snapshotWords(snapshots: readonly FileReport[]): string {
  const by = snapshots[0]?.snapshot?.orderedBy;
  if (by === undefined) return '';
  return ` · ${formatCount(snapshots.length)} ${snapshots.length === 1 ? 'snapshot' : 'snapshots'}, ${CRITERIA[by]}`;
}
