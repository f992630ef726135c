import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ExportKind, ExportRequest } from '../../../shared/contract/report';
import { faultOf, type FaultDetails } from '../../../shared/domain/fault';
import { fileName, saveExport } from '../../state/exports';
import { FaultNote } from '../../ui/fault-note';
import classes from './report.module.css';

interface ExportEntry {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly what: readonly ExportKind[];
  /** How the file ends. */
  readonly ending: string;
  readonly zipped: boolean;
}

const ENTRIES: readonly ExportEntry[] = [
  {
    id: 'pdf',
    name: 'PDF',
    description: 'The report with the sections and paper chosen here.',
    what: ['pdf'],
    ending: 'report.pdf',
    zipped: false,
  },
  {
    id: 'xlsx',
    name: 'Excel workbook',
    description: 'The tables of these sections, one sheet each, with the manifest.',
    what: ['xlsx'],
    ending: 'report.xlsx',
    zipped: false,
  },
  {
    id: 'tables',
    name: 'CSV tables',
    description: 'Worklists and breakdowns, with all their rows.',
    what: ['tables'],
    ending: 'tables.zip',
    zipped: true,
  },
  {
    id: 'star',
    name: 'Star schema',
    description: 'Dimensions and facts as Parquet files.',
    what: ['star'],
    ending: 'star-schema.zip',
    zipped: true,
  },
  {
    id: 'summary',
    name: 'summary.json',
    description: 'All numbers, for other programs.',
    what: ['summary'],
    ending: 'summary.json',
    zipped: false,
  },
];

type Saving =
  | { readonly state: 'busy'; readonly label: string }
  | { readonly state: 'saved'; readonly name: string }
  | { readonly state: 'failed'; readonly fault: FaultDetails };

interface ExportListProps {
  /** What the report on this screen is made of. */
  readonly request: ExportRequest;
  readonly folder: string;
}

/** The ways to take the results away, each with how saving it went. */
export function ExportList({ request, folder }: ExportListProps) {
  return (
    <ul className={classes.exports}>
      {ENTRIES.map((entry) => (
        <ExportItem key={entry.id} entry={entry} request={request} folder={folder} />
      ))}
    </ul>
  );
}

function ExportItem({ entry, request, folder }: ExportListProps & { readonly entry: ExportEntry }) {
  const [saving, setSaving] = useState<Saving | null>(null);
  const [controller, setController] = useState<AbortController | null>(null);
  const isBusy = saving?.state === 'busy';

  const save = async (): Promise<void> => {
    const own = new AbortController();
    setController(own);
    setSaving({ state: 'busy', label: 'Waiting' });
    try {
      const name = await saveExport(
        `${fileName(folder)}-${entry.ending}`,
        {
          ...request,
          what: [...entry.what],
          zipped: entry.zipped,
          withManifest: entry.zipped,
          writtenAt: new Date().toISOString(),
        },
        {
          signal: own.signal,
          onProgress: ({ label }) => setSaving({ state: 'busy', label }),
        },
      );
      setSaving(name === null ? null : { state: 'saved', name });
    } catch (error) {
      const fault = faultOf(error);
      setSaving(fault.kind === 'cancelled' ? null : { state: 'failed', fault });
    }
  };

  const hasNothing = entry.id === 'pdf' && request.sections.length === 0;
  return (
    <li className={classes.export}>
      <div className={classes.exportWords}>
        <strong>{entry.name}</strong>
        <span>{entry.description}</span>
        <span role="status" className={classes.saved}>
          {saving?.state === 'busy' && `${saving.label}…`}
          {saving?.state === 'saved' && `Saved as ${saving.name}.`}
        </span>
        {saving?.state === 'failed' && <FaultNote fault={saving.fault} />}
      </div>
      {isBusy ? (
        <Button variant="default" onClick={() => controller?.abort()}>
          Cancel
        </Button>
      ) : (
        <Button
          variant={entry.id === 'pdf' ? 'filled' : 'default'}
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          disabled={hasNothing}
          aria-label={`Save ${entry.name}`}
          onClick={() => void save()}
        >
          Save
        </Button>
      )}
    </li>
  );
}
