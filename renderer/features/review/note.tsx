import type { ReactNode } from 'react';
import classes from './note.module.css';

interface NoteProps {
  readonly tone?: 'warning';
  readonly children: ReactNode;
}

/** A quiet word above the evidence; with a tone, one that asks for something. */
export function Note({ tone, children }: NoteProps) {
  return (
    <div className={classes.note} data-tone={tone}>
      {children}
    </div>
  );
}
