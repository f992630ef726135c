import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ExportKind, ExportRequest } from '../../../shared/contract/report';
import { faultOf, type FaultDetails } from '../../../shared/domain/fault';
import { saveDecisions } from '../../state/decision-files';
import { useDecisions } from '../../state/decisions';
import { fileName, saveExport, type SaveOptions } from '../../state/exports';
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

const DECISIONS = [
  {
    format: 'csv',
    name: 'Decisions as CSV',
    description: 'Every decision with who, when, on what and whether it stands, for spreadsheets.',
  },
  {
    format: 'log',
    name: 'Decision log',
    description: 'The same as a log that another Leadlens takes in, under Review › History.',
  },
] as const;

/** The ways to take the results away, each with how saving it went. */
export function ExportList({ request, folder }: ExportListProps) {
  const decisions = useDecisions((s) => s.log?.records.length ?? 0);
  return (
    <ul className={classes.exports}>
      {ENTRIES.map((entry) => (
        <ResultItem key={entry.id} entry={entry} request={request} folder={folder} />
      ))}
      {DECISIONS.map(({ format, name, description }) => (
        <ExportItem
          key={format}
          name={name}
          description={decisions === 0 ? `${description} Nothing is decided yet.` : description}
          isFirst={false}
          hasNothing={decisions === 0}
          onSave={() => saveDecisions(format)}
        />
      ))}
    </ul>
  );
}

function ResultItem({ entry, request, folder }: ExportListProps & { readonly entry: ExportEntry }) {
  return (
    <ExportItem
      name={entry.name}
      description={entry.description}
      isFirst={entry.id === 'pdf'}
      hasNothing={entry.id === 'pdf' && request.sections.length === 0}
      onSave={(options) =>
        saveExport(
          `${fileName(folder)}-${entry.ending}`,
          {
            ...request,
            what: [...entry.what],
            zipped: entry.zipped,
            withManifest: entry.zipped,
            writtenAt: new Date().toISOString(),
          },
          options,
        )
      }
    />
  );
}

interface ExportItemProps {
  readonly name: string;
  readonly description: string;
  /** The one that most people want. */
  readonly isFirst: boolean;
  readonly hasNothing: boolean;
  /** Gives the name it was saved under, null when the dialog was closed. */
  readonly onSave: (options: SaveOptions) => Promise<string | null>;
}

function ExportItem({ name: what, description, isFirst, hasNothing, onSave }: ExportItemProps) {
  const [saving, setSaving] = useState<Saving | null>(null);
  const [controller, setController] = useState<AbortController | null>(null);
  const isBusy = saving?.state === 'busy';

  const save = async (): Promise<void> => {
    const own = new AbortController();
    setController(own);
    setSaving({ state: 'busy', label: 'Waiting' });
    try {
      const name = await onSave({
        signal: own.signal,
        onProgress: ({ label }) => setSaving({ state: 'busy', label }),
      });
      setSaving(name === null ? null : { state: 'saved', name });
    } catch (error) {
      const fault = faultOf(error);
      setSaving(fault.kind === 'cancelled' ? null : { state: 'failed', fault });
    }
  };

  return (
    <li className={classes.export}>
      <div className={classes.exportWords}>
        <strong>{what}</strong>
        <span>{description}</span>
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
          variant={isFirst ? 'filled' : 'default'}
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          disabled={hasNothing}
          aria-label={`Save ${what}`}
          onClick={() => void save()}
        >
          Save
        </Button>
      )}
    </li>
  );
}
