import { UnstyledButton } from '@mantine/core';
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
import { MarkedText } from '../../ui/marked-text';
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

/** The files of one group, a line each; a line opens the file in the panel. */
export function FileTable({ group }: { readonly group: FileGroup }) {
  const shown = usePanel((p) => (p.panel?.kind === 'file' ? p.panel.file : null));
  const ordered = group.files.some((f) => f.snapshot !== null);
  return (
    <section className={classes.group} data-asks={group.asks} aria-label={group.title}>
      <h2 className={classes.groupTitle}>
        {group.title} <span>{formatCount(group.files.length)}</span>
      </h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {ordered && (
                <th scope="col" className={classes.order}>
                  #
                </th>
              )}
              {group.mixed && <th scope="col">Source</th>}
              <th scope="col">File</th>
              {ordered && <th scope="col">As of</th>}
              <th scope="col">State</th>
              <th scope="col" className={classes.number}>
                Size
              </th>
              <th scope="col" className={classes.number}>
                Records
              </th>
              <th scope="col" className={classes.number}>
                Kept
              </th>
              <th scope="col" className={classes.number}>
                Left out
              </th>
              <th scope="col" className={classes.number}>
                Rejected
              </th>
              <th scope="col" className={classes.number}>
                Cell issues
              </th>
            </tr>
          </thead>
          <tbody>
            {group.files.map((file) => (
              <FileRow
                key={file.file}
                file={file}
                ordered={ordered}
                mixed={group.mixed}
                shown={shown === file.file}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface FileRowProps {
  readonly file: FileReport;
  readonly ordered: boolean;
  readonly mixed: boolean;
  readonly shown: boolean;
}

function FileRow({ file, ordered, mixed, shown }: FileRowProps) {
  const open = (): void => showPanel({ kind: 'file', file: file.file });
  const { folder, name } = nameParts(file.file);
  const counted = file.status === 'read' || file.status === 'needs_mapping';
  return (
    <tr data-shown={shown} onClick={open}>
      {ordered && <td className={classes.order}>{file.snapshot?.order ?? ''}</td>}
      {mixed && <td>{file.sourceTitle}</td>}
      <th scope="row" className={classes.file}>
        <UnstyledButton onClick={open} title={file.file}>
          <span className={classes.folder}>{folder}</span>
          {name}
        </UnstyledButton>
        {file.statusReason !== null && (
          <span className={classes.reason}>
            <MarkedText text={file.statusReason} />
          </span>
        )}
      </th>
      {ordered && (
        <td className={classes.muted}>{file.snapshot?.asOf ? formatIsoDay(file.snapshot.asOf) : ''}</td>
      )}
      <td>
        <StatusWord status={file.status} />
      </td>
      <td className={classes.number}>{formatBytes(file.bytes)}</td>
      <td className={classes.number}>{counted ? formatCount(file.records) : ''}</td>
      <td className={classes.number}>{counted ? formatCount(file.rows) : ''}</td>
      <Part value={counted ? leftOut(file) : null} />
      <Part value={counted ? file.rejectedRecords : null} alarming={!addsUp(file)} />
      <Part value={counted ? file.cellIssues : null} />
    </tr>
  );
}

/** A count that matters only when it is not zero. */
function Part({ value, alarming = false }: { readonly value: number | null; readonly alarming?: boolean }) {
  return (
    <td className={classes.number} data-zero={value === 0} data-alarming={alarming}>
      {value === null ? '' : formatCount(value)}
    </td>
  );
}
