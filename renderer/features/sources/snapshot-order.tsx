import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { useState } from 'react';
import type { FileReport } from '../../../shared/contract/sources';
import { formatIsoDay } from '../../../shared/charts/format';
import { changeSettings } from '../../state/session';
import classes from './sources.module.css';

interface SnapshotOrderProps {
  readonly snapshots: readonly FileReport[];
  readonly onDone: () => void;
}

const moved = (files: readonly string[], from: number, to: number): readonly string[] => {
  const next = [...files];
  const [file] = next.splice(from, 1);
  if (file !== undefined) next.splice(to, 0, file);
  return next;
};

/** The order of the snapshots, oldest first: dragged, or moved with the arrows. */
export function SnapshotOrder({ snapshots, onDone }: SnapshotOrderProps) {
  const [files, setFiles] = useState<readonly string[]>(() =>
    [...snapshots].sort((a, b) => (a.snapshot?.order ?? 0) - (b.snapshot?.order ?? 0)).map((s) => s.file),
  );
  const [dragged, setDragged] = useState<number | null>(null);
  const dates = new Map(snapshots.map((s) => [s.file, s.snapshot?.asOf ?? null]));
  const byUser = snapshots.some((s) => s.snapshot?.orderedBy === 'user');
  const save = (order: readonly string[] | null): void => {
    onDone();
    void changeSettings(() => ({ snapshotOrder: order === null ? null : [...order] }));
  };
  return (
    <section className={classes.ordering} aria-label="Order of the snapshots">
      <p className={classes.orderingLead}>
        Oldest first. The order decides which state of a lead is its newest, and what came and went between
        snapshots.
      </p>
      <ol className={classes.orderList}>
        {files.map((file, index) => {
          const asOf = dates.get(file) ?? null;
          return (
            <li
              key={file}
              draggable
              data-dragged={dragged === index}
              onDragStart={() => setDragged(index)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => {
                event.preventDefault();
                if (dragged === null || dragged === index) return;
                setFiles(moved(files, dragged, index));
                setDragged(index);
              }}
            >
              <IconGripVertical size={14} aria-hidden="true" />
              <span className={classes.orderNumber}>{index + 1}</span>
              <span className={classes.orderFile}>{file}</span>
              <span className={classes.muted}>{asOf === null ? '' : formatIsoDay(asOf)}</span>
              <ActionIcon
                size={22}
                disabled={index === 0}
                onClick={() => setFiles(moved(files, index, index - 1))}
                aria-label={`Move ${file} to an older place`}
              >
                <IconArrowUp size={14} aria-hidden="true" />
              </ActionIcon>
              <ActionIcon
                size={22}
                disabled={index === files.length - 1}
                onClick={() => setFiles(moved(files, index, index + 1))}
                aria-label={`Move ${file} to a newer place`}
              >
                <IconArrowDown size={14} aria-hidden="true" />
              </ActionIcon>
            </li>
          );
        })}
      </ol>
      <div className={classes.buttons}>
        <Button onClick={() => save(files)}>Use this order</Button>
        {byUser && (
          <Button variant="default" onClick={() => save(null)}>
            Back to the automatic order
          </Button>
        )}
        <Button variant="default" onClick={onDone}>
          Leave as it is
        </Button>
      </div>
    </section>
  );
}
