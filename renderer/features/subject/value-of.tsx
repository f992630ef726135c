import type { GridCell, GridColumn } from '../../../shared/contract/grid';
import { subjectOfColumn, type Subject } from '../../../shared/contract/subject';
import { showPanel } from '../../state/panel';
import { cellText } from '../../ui/grid/cells';
import classes from './subject.module.css';

interface ValueOfProps {
  readonly column: GridColumn;
  readonly value: GridCell;
  /** What the panel is about: its own id leads nowhere. */
  readonly of?: Subject;
  /** Opens the records that the value names, as they stand in their file; absent where it names none. */
  readonly onRecords?: (() => void) | null;
}

/** A value as it stands in a cell; one that names a lead, a person, an invoice or a campaign leads to it. */
export function ValueOf({ column, value, of, onRecords = null }: ValueOfProps) {
  const kind = subjectOfColumn(column.name);
  const words = cellText(value, column.kind);
  const look = column.kind === 'hash' ? classes.hash : undefined;
  if (onRecords !== null)
    return (
      <button
        type="button"
        className={classes.link}
        title="The record as it stands in the file"
        onClick={onRecords}
      >
        {words}
      </button>
    );
  const isItself = kind !== null && of?.kind === kind && of.id === value;
  if (kind === null || typeof value !== 'string' || value === '' || isItself) {
    return (
      <span className={look} title={typeof value === 'string' && value !== words ? value : undefined}>
        {words}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={`${classes.link ?? ''} ${look ?? ''}`}
      title={value}
      onClick={() => showPanel({ kind: 'subject', subject: { kind, id: value } })}
    >
      {words}
    </button>
  );
}
