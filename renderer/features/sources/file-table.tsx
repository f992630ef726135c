import {
  IconAlertTriangle,
  IconCheck,
  IconCircleMinus,
  IconCopy,
  IconHelpCircle,
  IconCircleX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FileReport, FileStatus } from '../../../shared/contract/sources';
import { formatBytes, formatCount, formatIsoDay } from '../../../shared/charts/format';
import { showPanel, usePanel } from '../../state/panel';
import { CellButton } from '../../ui/cell-button';
import { MarkedText } from '../../ui/marked-text';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { addsUp, leftOut, nameParts, type FileGroup } from './file-groups';
import classes from './sources.module.css';

const STATUS: { readonly [S in FileStatus]: { readonly word: string; readonly icon: ReactNode } } = {
  read: { word: 'read', icon: <IconCheck size={14} aria-hidden="true" /> },
  ignored: { word: 'left out', icon: <IconCircleMinus size={14} aria-hidden="true" /> },
  duplicate: { word: 'copy', icon: <IconCopy size={14} aria-hidden="true" /> },
  unknown: { word: 'not recognised', icon: <IconHelpCircle size={14} aria-hidden="true" /> },
  unusable: { word: 'unusable', icon: <IconCircleX size={14} aria-hidden="true" /> },
  needs_mapping: { word: 'needs a mapping', icon: <IconAlertTriangle size={14} aria-hidden="true" /> },
};

export function StatusWord({ status }: { readonly status: FileStatus }) {
  return (
    <span className={classes.status} data-status={status}>
      {STATUS[status].icon}
      {STATUS[status].word}
    </span>
  );
}

const isCounted = ({ status }: FileReport): boolean => status === 'read' || status === 'needs_mapping';

const open = ({ file }: FileReport): void => showPanel({ kind: 'file', file });

const ORDER: NumberColumn<FileReport> = {
  label: '#',
  align: 'right',
  look: 'quiet',
  cell: ({ snapshot }) => snapshot?.order ?? '',
};
const SOURCE: NumberColumn<FileReport> = {
  label: 'Source',
  align: 'left',
  cell: ({ sourceTitle }) => sourceTitle,
};
const FILE: NumberColumn<FileReport> = {
  label: 'File',
  align: 'left',
  cell: (file) => <FileName file={file} />,
};
const AS_OF: NumberColumn<FileReport> = {
  label: 'As of',
  align: 'left',
  look: 'quiet',
  cell: ({ snapshot }) => (snapshot?.asOf ? formatIsoDay(snapshot.asOf) : ''),
};
const STATE: NumberColumn<FileReport> = {
  label: 'State',
  align: 'left',
  cell: ({ status }) => <StatusWord status={status} />,
};
const SIZE: NumberColumn<FileReport> = { label: 'Size', cell: ({ bytes }) => formatBytes(bytes) };

const counted = (label: string, countOf: (file: FileReport) => number): NumberColumn<FileReport> => ({
  label,
  cell: (file) => (isCounted(file) ? formatCount(countOf(file)) : ''),
});

/** A count that matters only when it is not zero. */
const part = (
  label: string,
  countOf: (file: FileReport) => number,
  isAlarming: (file: FileReport) => boolean = () => false,
): NumberColumn<FileReport> => ({
  ...counted(label, countOf),
  tone: (file) => (isAlarming(file) ? 'bad' : countOf(file) === 0 ? 'quiet' : undefined),
});

const COUNTS: readonly NumberColumn<FileReport>[] = [
  counted('Records', ({ records }) => records),
  counted('Kept', ({ rows }) => rows),
  part('Left out', leftOut),
  part(
    'Rejected',
    ({ rejectedRecords }) => rejectedRecords,
    (file) => !addsUp(file),
  ),
  part('Cell issues', ({ cellIssues }) => cellIssues),
];

/** The files of one group, a line each; a line opens the file in the panel. */
export function FileTable({ group }: { readonly group: FileGroup }) {
  const shown = usePanel((p) => (p.panel?.kind === 'file' ? p.panel.file : null));
  const isOrdered = group.files.some(({ snapshot }) => snapshot !== null);
  const columns = [
    ...(isOrdered ? [ORDER] : []),
    ...(group.mixed ? [SOURCE] : []),
    FILE,
    ...(isOrdered ? [AS_OF] : []),
    STATE,
    SIZE,
    ...COUNTS,
  ];
  return (
    <section className={classes.group} data-asks={group.asks} aria-label={group.title}>
      <h2 className={classes.groupTitle}>
        {group.title} <span>{formatCount(group.files.length)}</span>
      </h2>
      <div className={classes.scroll}>
        <NumberTable
          columns={columns}
          rows={group.files}
          rowKey={({ file }) => file}
          named={columns.indexOf(FILE)}
          isCurrent={({ file }) => file === shown}
          onOpenRow={open}
        />
      </div>
    </section>
  );
}

function FileName({ file }: { readonly file: FileReport }) {
  const { folder, name } = nameParts(file.file);
  return (
    <>
      <CellButton onOpen={() => open(file)} title={file.file}>
        <span className={classes.folder}>{folder}</span>
        {name}
      </CellButton>
      {file.statusReason !== null && (
        <span className={classes.reason}>
          <MarkedText text={file.statusReason} />
        </span>
      )}
    </>
  );
}
